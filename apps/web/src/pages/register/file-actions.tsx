import { Button, Menu } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useProblemText } from '../../parts/problem.tsx';
import { sayProblem } from '../../parts/toasts.tsx';

type FileActionsProps = {
  readonly company: string;
  /** Undefined for whoever may not write. */
  readonly onFile?: (file: File) => void;
  readonly isReading: boolean;
};

/** The register as a file: take one in, take it out, an empty one to fill in. */
export function FileActions({ company, onFile, isReading }: FileActionsProps) {
  const { t } = useTranslation('register');
  const problem = useProblemText();
  const input = useRef<HTMLInputElement>(null);
  const save = (file: Promise<File | Blob>, name?: string) =>
    void file.then(
      (got) => download(got, name ?? (got as File).name),
      (error) => sayProblem(problem(error)),
    );
  return (
    <>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button variant="default">{t('files.out')} ▾</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save(api.companies.file({ company, format: 'xlsx' }))}>
            {t('files.xlsx')}
          </Menu.Item>
          <Menu.Item onClick={() => save(api.companies.file({ company, format: 'yaml' }))}>
            {t('files.yaml')}
          </Menu.Item>
          <Menu.Item onClick={() => save(api.register.template())}>{t('files.template')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {onFile && (
        <>
          <Button loading={isReading} onClick={() => input.current?.click()}>
            {t('files.in')}
          </Button>
          <input
            ref={input}
            type="file"
            className="hidden"
            tabIndex={-1}
            aria-label={t('files.in')}
            accept=".xlsx,.xlsm,.yaml,.yml,.json"
            onChange={({ target }) => {
              const file = target.files?.item(0);
              if (file) onFile(file);
              target.value = '';
            }}
          />
        </>
      )}
    </>
  );
}

function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
