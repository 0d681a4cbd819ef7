import { Button } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PageTitle } from '../../parts/page.tsx';
import { offerUndo, say } from '../../parts/toasts.tsx';
import { ConflictDialog } from './dialogs/conflict-dialog.tsx';
import { HistoryDialog } from './dialogs/history-dialog.tsx';
import { ImportDialog } from './dialogs/import-dialog.tsx';
import { FileActions } from './file-actions.tsx';
import { EntryContext } from './grid/entry.ts';
import { check, lexicon } from './model/check.ts';
import type { Editing } from './model/editing.ts';
import { COMPANY } from './model/tables.ts';
import { rowNamesOf, type Speaker } from './model/text.ts';
import type { Tree } from './model/tree.ts';
import { Notices } from './notices.tsx';
import { TableEditor } from './table-editor.tsx';
import { TableTabs } from './table-tabs.tsx';
import { useEditingState } from './use-editing.ts';
import { useImport } from './use-import.ts';

type RegisterEditorProps = {
  readonly company: string;
  readonly editing: Editing;
  readonly withoutPersonal: boolean;
};

/** The register with everything that can be done to it. */
export function RegisterEditor({ company, editing, withoutPersonal }: RegisterEditorProps) {
  const { t } = useTranslation(['register', 'parts']);
  const state = useEditingState(editing);
  const { tree, conflicts, base } = state;
  const mayWrite = useMay('company.write');
  const [table, setTable] = useAddress('table', COMPANY);
  const [isHistory, setHistory] = useState(false);
  const [isPutOff, setPutOff] = useState(false);
  const speaker = useSpeaker(tree);
  const files = useImport(company);
  // What was typed is shown at once, what is wrong with it a moment later.
  const checked = check(useDeferredValue(tree));

  const replace = (next: Tree, text: string) => {
    editing.change(next);
    offerUndo(text, async () => editing.undo());
  };
  useEffect(() => {
    if (conflicts.length === 0) setPutOff(false);
  }, [conflicts]);

  const entries = useMemo(() => ({ tree, speaker, empty: t('grid.empty') }), [tree, speaker, t]);
  const name = (tree.organisation as { name?: string } | undefined)?.name;
  return (
    <div {...(mayWrite && files.dropProps)} className="register" data-dropping={files.isOver || undefined}>
      <PageTitle title={t('title')} lead={name}>
        {mayWrite && (
          <>
            <Button variant="default" disabled={!state.canUndo} onClick={() => editing.undo()}>
              {t('undo')}
            </Button>
            <Button variant="default" disabled={!state.canRedo} onClick={() => editing.redo()}>
              {t('redo')}
            </Button>
          </>
        )}
        <Button variant="default" onClick={() => setHistory(true)}>
          {t('history.title')}
        </Button>
        <FileActions
          company={company}
          onFile={mayWrite ? files.read : undefined}
          isReading={files.isReading}
        />
      </PageTitle>
      <Notices
        state={state}
        errors={checked.errors}
        mayWrite={mayWrite}
        withoutPersonal={withoutPersonal}
        onRetry={() => editing.retry()}
        onSeen={() => editing.seen()}
        onConflicts={() => setPutOff(false)}
      />
      <TableTabs
        tree={tree}
        checked={checked}
        chosen={table}
        withoutPersonal={withoutPersonal}
        onChoose={setTable}
      />
      <EntryContext value={entries}>
        <TableEditor
          key={table}
          tableId={table}
          editing={editing}
          tree={tree}
          checked={checked}
          speaker={speaker}
          readOnly={!mayWrite}
        />
      </EntryContext>
      {files.isOver && <p className="drop-here">{t('import.drop')}</p>}
      {files.imported && (
        <ImportDialog
          imported={files.imported}
          current={tree}
          speaker={speaker}
          onClose={files.close}
          onApply={(next) => {
            files.close();
            replace(next, t('import.applied'));
          }}
        />
      )}
      {conflicts.length > 0 && !isPutOff && (
        <ConflictDialog
          conflicts={conflicts}
          speaker={speaker}
          onClose={() => setPutOff(true)}
          onChoose={(choices) => {
            editing.choose(choices);
            say(t('conflict.settled'));
          }}
        />
      )}
      {isHistory && (
        <HistoryDialog
          company={company}
          version={base.version}
          current={tree}
          speaker={speaker}
          onClose={() => setHistory(false)}
          onRestore={
            mayWrite
              ? (version, next) => {
                  setHistory(false);
                  replace(next, t('history.restored', { version }));
                }
              : undefined
          }
        />
      )}
    </div>
  );
}

/** How values of this register are said. */
function useSpeaker(tree: Tree): Speaker {
  const { t } = useTranslation('register');
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      lexicon,
      rowName: rowNamesOf(tree).nameOf,
      words: { unknown: t('words.unknown'), yes: t('words.yes'), no: t('words.no') },
    }),
    [language, tree, t],
  );
}
