import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import type { Issue } from '@sonae/core';
import { isDefinedError } from '@sonae/operations/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { IssueList } from '../../parts/issue-list.tsx';
import { issuesOf, Problem } from '../../parts/problem.tsx';
import { say } from '../../parts/toasts.tsx';
import { Loading } from '../../parts/waiting.tsx';

/** Without a key for so long, the source is checked. */
const PAUSE_MS = 500;

/** A policy as its source, checked line by line while it is written. */
export function PolicyDialog({ id, onClose }: { readonly id?: string; readonly onClose: () => void }) {
  const { t } = useTranslation(['insurance', 'parts']);
  const policy = useQuery(
    orpc.policies.get.queryOptions({ input: { policy: id ?? '' }, enabled: id !== undefined }),
  );
  return (
    <Dialog wide title={policy.data?.name ?? t(id ? 'title' : 'policies.add')} onClose={onClose}>
      {id !== undefined && policy.isPending && <Loading />}
      {policy.error && <Problem error={policy.error} />}
      {(id === undefined || policy.data) && (
        <PolicySource
          key={policy.data?.version}
          id={id}
          version={policy.data?.version}
          name={policy.data?.file ?? ''}
          source={policy.data?.source ?? ''}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

type PolicySourceProps = {
  readonly id?: string;
  readonly version?: number;
  readonly name: string;
  readonly source: string;
  readonly onClose: () => void;
};

function PolicySource({ id, version, name, source, onClose }: PolicySourceProps) {
  const { t } = useTranslation(['insurance', 'parts']);
  const mayWrite = useMay('policy.write');
  const [file, setFile] = useState(name);
  const [text, setText] = useState(source);
  const [error, setError] = useState<unknown>();
  const [isRemoving, setRemoving] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const { issues, isChecked } = useCheck(text, file || 'policy.yaml');
  const errors = issues.filter(({ severity }) => severity === 'error').length;

  const save = async () => {
    setError(undefined);
    try {
      if (id === undefined) await api.policies.create({ file, source: text });
      else await api.policies.put({ policy: id, version: version ?? 0, source: text });
      say(t('policies.saved'));
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  const remove = async () => {
    try {
      await api.policies.remove({ policy: id ?? '', version: version ?? 0 });
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  const toLine = (issue: Issue) => {
    if (issue.line === undefined || !area.current) return;
    const from =
      text
        .split('\n')
        .slice(0, issue.line - 1)
        .join('\n').length + (issue.line > 1 ? 1 : 0);
    const end = text.indexOf('\n', from);
    area.current.focus();
    area.current.setSelectionRange(from, end < 0 ? text.length : end);
  };
  return (
    <div className="policy-source">
      <p className="sub">{t('policies.sourceNote')}</p>
      {id === undefined && (
        <TextInput
          label={t('policies.file')}
          placeholder="minato-cyber-2027.yaml"
          value={file}
          onChange={(event) => setFile(event.target.value)}
        />
      )}
      <Textarea
        ref={area}
        label={t('policies.source')}
        value={text}
        readOnly={!mayWrite}
        rows={18}
        spellCheck={false}
        classNames={{ input: 'source' }}
        onChange={(event) => setText(event.target.value)}
      />
      {mayWrite && id === undefined && (
        <FileButton
          accept=".yaml,.yml"
          onChange={(chosen) => {
            if (!chosen) return;
            setFile(chosen.name);
            void chosen.text().then(setText);
          }}
        >
          {(props) => (
            <Button {...props} variant="default" size="compact-sm" className="from-file">
              {t('policies.fromFile')}
            </Button>
          )}
        </FileButton>
      )}
      <div role="status">
        {isChecked && errors === 0 && text !== '' && <p className="good">✓ {t('policies.good')}</p>}
      </div>
      {issues.length > 0 && <IssueList issues={issues} onPick={toLine} />}
      {error !== undefined && !issuesOf(error) && <SaveProblem error={error} />}
      <div className="dialog-actions">
        {mayWrite && id !== undefined && (
          <>
            {isRemoving && <p className="bad">{t('policies.removeQuestion')}</p>}
            <Button
              variant={isRemoving ? 'filled' : 'default'}
              color="danger"
              onClick={() => (isRemoving ? void remove() : setRemoving(true))}
            >
              {t('policies.remove')}
            </Button>
          </>
        )}
        <Button variant="default" onClick={onClose}>
          {t(mayWrite ? 'cancel' : 'close', { ns: 'parts' })}
        </Button>
        {mayWrite && (
          <Button
            disabled={
              !isChecked || errors > 0 || text === '' || (id === undefined && file === '') || text === source
            }
            onClick={() => void save()}
          >
            {t('save', { ns: 'parts' })}
          </Button>
        )}
      </div>
    </div>
  );
}

function SaveProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('insurance');
  const isConflict = isDefinedError(error) && (error as { code: string }).code === 'CONFLICT';
  return isConflict ? <p className="bad">{t('policies.conflict')}</p> : <Problem error={error} />;
}

/** What is wrong with a source, a moment after the last key. */
function useCheck(source: string, file: string) {
  const [checked, setChecked] = useState<{ readonly of: string; readonly issues: readonly Issue[] }>();
  useEffect(() => {
    if (source === '') return setChecked({ of: '', issues: [] });
    const name = /\.ya?ml$/.test(file) ? file : 'policy.yaml';
    let isOld = false;
    const timer = setTimeout(() => {
      api.policies.check({ source, file: name }).then(
        ({ issues }) => !isOld && setChecked({ of: source, issues }),
        () => {}, // offline: saving says so
      );
    }, PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [source, file]);
  return { issues: checked?.issues ?? [], isChecked: checked?.of === source };
}
