import { Button, type ButtonProps, Group, Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

type ConfirmButtonProps = Omit<ButtonProps, 'children'> & {
  readonly children: ReactNode;
  /** What happens, in a sentence: 「この会社を消します。30日間は戻せます。」 */
  readonly question: ReactNode;
  /** The words of the button that does it; default those of the first. */
  readonly answer?: string;
  readonly onConfirm: () => unknown;
};

/** A button for what cannot be undone with a key: asks once, beside itself. */
export function ConfirmButton({ children, question, answer, onConfirm, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation('parts');
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
      setOpen(false);
    }
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus withArrow width={300} shadow="md">
      <Popover.Target>
        <Button variant="default" {...button} onClick={() => setOpen((open) => !open)}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="confirm-question">{question}</p>
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={() => setOpen(false)}>
            {t('cancel')}
          </Button>
          <Button color="danger" loading={isBusy} onClick={() => void confirm()}>
            {answer ?? children}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
