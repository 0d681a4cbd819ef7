import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../../api/client.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { timeText } from '../../../parts/dates.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Loading } from '../../../parts/waiting.tsx';
import { DifferenceTable } from '../difference-table.tsx';
import { shownDifferences } from '../model/differences.ts';
import type { Speaker } from '../model/text.ts';
import type { Tree } from '../model/tree.ts';

type HistoryDialogProps = {
  readonly company: string;
  readonly version: number;
  readonly current: Tree;
  readonly speaker: Speaker;
  /** Undefined for whoever may not write. */
  readonly onRestore?: (version: number, tree: Tree) => void;
  readonly onClose: () => void;
};

/** The versions of a register: when, by whom, what has changed since, and the way back. */
export function HistoryDialog(props: HistoryDialogProps) {
  const { company, version, onClose } = props;
  const { t } = useTranslation(['register', 'parts']);
  const language = useLanguage();
  const [chosen, setChosen] = useState<number>();
  const list = useQuery(orpc.companies.versions.queryOptions({ input: { company }, staleTime: 0 }));
  return (
    <Dialog wide title={t('history.title')} onClose={onClose}>
      {list.isPending && <Loading />}
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      <ol className="versions">
        {list.data?.versions.map((one) => (
          <li key={one.version}>
            <button
              type="button"
              aria-expanded={chosen === one.version}
              disabled={one.version === version}
              onClick={() => setChosen(chosen === one.version ? undefined : one.version)}
            >
              <b>{t('history.version', { version: one.version })}</b>
              <span>{timeText(one.writtenAt, language)}</span>
              <span className="sub">
                {one.writtenByName ?? t('history.nobody')}
                {one.version === version && ` · ${t('history.current')}`}
              </span>
            </button>
            {chosen === one.version && <Version {...props} chosen={one.version} />}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Version({
  company,
  chosen,
  current,
  speaker,
  onRestore,
}: HistoryDialogProps & { readonly chosen: number }) {
  const { t } = useTranslation('register');
  const one = useQuery(
    orpc.companies.version.queryOptions({
      input: { company, version: chosen },
      staleTime: Number.POSITIVE_INFINITY,
      meta: { keep: false },
    }),
  );
  if (one.isPending) return <Loading />;
  if (one.error) return <Problem error={one.error} />;
  const tree = one.data.document as Tree;
  const differences = shownDifferences(tree, current);
  return (
    <div className="version">
      <p className="sub">{t('history.since', { version: chosen, count: differences.length })}</p>
      <DifferenceTable
        differences={differences}
        speaker={speaker}
        caption={t('history.since', { version: chosen, count: differences.length })}
      />
      {onRestore && differences.length > 0 && (
        <Button variant="default" onClick={() => onRestore(chosen, tree)}>
          {t('history.restore', { version: chosen })}
        </Button>
      )}
    </div>
  );
}
