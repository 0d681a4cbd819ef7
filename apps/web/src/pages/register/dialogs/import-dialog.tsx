import { Button } from '@mantine/core';
import type { Issue } from '@sonae/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { IssueList } from '../../../parts/issue-list.tsx';
import { DifferenceTable } from '../difference-table.tsx';
import { check, lexicon } from '../model/check.ts';
import { shownDifferences } from '../model/differences.ts';
import { type Mendable, meantBy, mend, mendables } from '../model/mend.ts';
import { optionsOf, rowNamesOf, type Speaker, typedValue } from '../model/text.ts';
import { type Tree, valueAt } from '../model/tree.ts';

/** What a file held, as the server read it. */
export type Imported = {
  readonly file: string;
  readonly tree: Tree | null;
  readonly issues: readonly Issue[];
};

type ImportDialogProps = {
  readonly imported: Imported;
  readonly current: Tree;
  readonly speaker: Speaker;
  readonly onApply: (tree: Tree) => void;
  readonly onClose: () => void;
};

/** A file before it is taken over: what is wrong in it, cell by cell and to be mended here, then what would change. */
export function ImportDialog({ imported, current, speaker, onApply, onClose }: ImportDialogProps) {
  const { t } = useTranslation(['register', 'parts']);
  const [tree, setTree] = useState(imported.tree);
  const found = useMemo(() => mendables(imported.issues), [imported.issues]);
  const checked = tree ? check(tree) : undefined;
  const { cells, others } = found;
  const errors = checked?.errors ?? 0;
  const blocked = others.filter(({ severity }) => severity === 'error');
  const differences = useMemo(() => (tree ? shownDifferences(current, tree) : []), [current, tree]);
  const isReady = tree !== null && errors === 0 && blocked.length === 0;
  return (
    <Dialog wide title={t('import.title', { file: imported.file })} onClose={onClose}>
      <div className="import">
        {tree === null && <IssueList issues={imported.issues} />}
        {tree !== null && blocked.length > 0 && (
          <section aria-label={t('import.fileIssues')}>
            <h3>{t('import.fileIssues')}</h3>
            <p className="sub">{t('import.fileIssuesNote')}</p>
            <IssueList issues={blocked} />
          </section>
        )}
        {tree !== null && cells.length > 0 && (
          <section aria-label={t('import.mend')}>
            <h3>{errors > 0 ? t('import.mendCount', { count: errors }) : t('import.mended')}</h3>
            <ul className="mend-list">
              {cells.map((one, i) => (
                <MendRow
                  key={one.key}
                  isFirst={i === 0}
                  one={one}
                  tree={tree}
                  speaker={speaker}
                  onTree={setTree}
                />
              ))}
            </ul>
          </section>
        )}
        {isReady && (
          <section aria-label={t('import.differences')}>
            <h3>{t('import.differencesCount', { count: differences.length })}</h3>
            <DifferenceTable differences={differences} speaker={speaker} caption={t('import.differences')} />
          </section>
        )}
        <div className="dialog-actions">
          <p className="sub" role="status">
            {tree === null
              ? t('import.unreadable')
              : isReady
                ? t('import.ready')
                : t('import.notReady', { count: errors + blocked.length })}
          </p>
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'parts' })}
          </Button>
          <Button
            disabled={!isReady || differences.length === 0}
            onClick={() => tree && onApply(checked?.company ? (checked.company as Tree) : tree)}
          >
            {t('import.apply')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** One cell that is wrong, with a field to put it right. */
function MendRow({
  one,
  isFirst,
  tree,
  speaker,
  onTree,
}: {
  readonly one: Mendable;
  readonly isFirst: boolean;
  readonly tree: Tree;
  readonly speaker: Speaker;
  readonly onTree: (tree: Tree) => void;
}) {
  const { t } = useTranslation(['register', 'parts']);
  const language = useLanguage();
  const { path, column, issue, table, place } = one;
  const [text, setText] = useState(() => typedValue(column.leaf, valueAt(tree, path), speaker));
  const now = check(tree).at(path);
  const wrong = now.find(({ severity }) => severity === 'error');
  const said = wrong ?? issue;
  const understood = wrong && meantBy(tree, one, lexicon, rowNamesOf(tree).idOf);
  const meant = understood === undefined ? undefined : typedValue(column.leaf, understood, speaker);
  const enter = (typed: string) => {
    setText(typed);
    onTree(mend(tree, one, typed, lexicon, rowNamesOf(tree).idOf));
  };
  const options = column.editor === 'choice' ? optionsOf(column.leaf, tree, speaker) : undefined;
  const label = `${place} ${table[language]} ${column.label[language]}`;
  return (
    <li data-done={!wrong}>
      <div className="mend-where">
        <span className="issue-place">{place}</span>
        <span>
          {one.row(tree)} <span className="sub">{column.label[language]}</span>
        </span>
      </div>
      <div className="mend-field">
        {options ? (
          <select
            aria-label={label}
            aria-invalid={wrong !== undefined}
            data-autofocus={isFirst || undefined}
            value={text}
            onChange={(event) => enter(event.target.value)}
          >
            {!options.some((option) => option.text === text) && <option>{text}</option>}
            {options.map((option) => (
              <option key={option.value}>{option.text}</option>
            ))}
          </select>
        ) : (
          <input
            aria-label={label}
            aria-invalid={wrong !== undefined}
            data-autofocus={isFirst || undefined}
            value={text}
            onChange={(event) => enter(event.target.value)}
          />
        )}
        {meant !== undefined && (
          <button type="button" className="link" onClick={() => enter(meant)}>
            {t('import.take', { value: meant })}
          </button>
        )}
      </div>
      <p className={wrong ? 'mend-said' : 'mend-said sub'}>
        {wrong ? (
          <>
            {said.message[language]} <span className="sub">{said.hint[language]}</span>
          </>
        ) : (
          t('import.done')
        )}
      </p>
    </li>
  );
}
