import { Button } from '@mantine/core';
import { readTyped } from '@sonae/register';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { Empty } from '../../parts/page.tsx';
import { CellNote } from './cell-note.tsx';
import { PasteDialog } from './dialogs/paste-dialog.tsx';
import type { GridCell } from './grid/cell.ts';
import { Grid } from './grid/grid.tsx';
import type { Place } from './grid/keys.ts';
import { companyModel, shownOrder, tableModel } from './grid-model.ts';
import { type Checked, lexicon, pathSteps } from './model/check.ts';
import type { Editing } from './model/editing.ts';
import { newRow } from './model/new-row.ts';
import { type Pasted, paste } from './model/paste.ts';
import { tableOf } from './model/tables.ts';
import { rowNamesOf, type Speaker } from './model/text.ts';
import { rowsOf, type Tree, withRows, withValue } from './model/tree.ts';
import { readTsv } from './model/tsv.ts';

type TableEditorProps = {
  readonly tableId: string;
  readonly editing: Editing;
  readonly tree: Tree;
  readonly checked: Checked;
  readonly speaker: Speaker;
  readonly readOnly: boolean;
};

/** One table of the register: its grid, its rows, and what there is to say of the chosen cell. */
export function TableEditor({ tableId, editing, tree, checked, speaker, readOnly }: TableEditorProps) {
  const { t } = useTranslation('register');
  const table = tableOf(tableId);
  const words = { field: t('company'), value: t('grid.value'), note: t('grid.note') };
  const model = table
    ? tableModel(table, tree, checked, speaker)
    : companyModel(tree, checked, speaker, words);
  const [wanted] = useAddress('row', '');
  const [active, setActive] = useState<Place & { focus?: boolean }>(() => {
    const row = table ? rowsOf(tree, tableId).findIndex((one) => table.keyOf(one) === wanted) : -1;
    return { row: Math.max(0, row), column: table ? 0 : 1, focus: row >= 0 };
  });
  const [pasted, setPasted] = useState<Pasted>();
  useEffect(() => {
    if (active.row >= model.rows && model.rows > 0) setActive({ ...active, row: model.rows - 1 });
  }, [active, model.rows]);

  const set = ({ path }: GridCell, value: unknown) => {
    if (path) editing.change(withValue(editing.state().tree, path, value));
  };
  const enter = (cell: GridCell, typed: string) => {
    if (cell.column) set(cell, readTyped(cell.column.leaf, typed, lexicon, rowNamesOf(tree).idOf));
  };
  const onPaste = (at: Place, text: string): boolean => {
    const cells = readTsv(text);
    if (!table || (cells.length === 1 && cells[0].length === 1)) return false;
    const shown = { ...table, columns: shownOrder(table) };
    setPasted(paste(tree, cells, { table: shown, ...at }, lexicon, rowNamesOf(tree).idOf));
    return true;
  };
  const add = () => {
    if (!table) return;
    const rows = rowsOf(tree, tableId);
    editing.change(withRows(tree, tableId, [...rows, newRow(table, rows)]));
    setActive({ row: rows.length, column: 0, focus: true });
  };
  const remove = () => {
    const rows = rowsOf(tree, tableId).filter((_, i) => i !== active.row);
    editing.change(withRows(tree, tableId, rows));
    setActive({ row: Math.min(active.row, Math.max(0, rows.length - 1)), column: 0, focus: rows.length > 0 });
  };

  const cell = model.rows > 0 ? model.cell(Math.min(active.row, model.rows - 1), active.column) : undefined;
  const name = table?.name[speaker.language] ?? t('company');
  return (
    <section className="table-editor" aria-label={name}>
      {model.rows === 0 ? (
        <Empty title={t('empty.title', { table: name })} text={t('empty.text')}>
          {!readOnly && (
            <Button variant="default" onClick={add}>
              {t('rows.add')}
            </Button>
          )}
        </Empty>
      ) : (
        <>
          <Grid
            label={name}
            rows={model.rows}
            columns={model.columns}
            cell={model.cell}
            readOnly={readOnly}
            onEnter={enter}
            onSet={set}
            onPaste={onPaste}
            onUndo={() => editing.undo()}
            onRedo={() => editing.redo()}
            active={active}
            onActive={setActive}
          />
          <div className="below-grid">
            {table && !readOnly && (
              <div className="actions">
                <Button variant="default" size="compact-sm" onClick={add}>
                  {t('rows.add')}
                </Button>
                <Button variant="default" size="compact-sm" onClick={remove}>
                  {t('rows.remove', {
                    name: table.nameOf(rowsOf(tree, tableId)[active.row]) ?? active.row + 1,
                  })}
                </Button>
              </div>
            )}
            <CellNote
              cell={cell}
              issues={checked.issues.filter(
                ({ severity, path }) => severity === 'error' && belongs(path, tableId, table !== undefined),
              )}
              onPick={(path) => {
                const place = model.placeOf(pathSteps(path));
                if (place) setActive({ ...place, focus: true });
              }}
            />
          </div>
        </>
      )}
      {pasted && (
        <PasteDialog
          pasted={pasted}
          speaker={speaker}
          onClose={() => setPasted(undefined)}
          onApply={() => {
            setPasted(undefined);
            editing.change(pasted.tree);
          }}
        />
      )}
    </section>
  );
}

const belongs = (path: string, tableId: string, isTable: boolean): boolean => {
  const first = path.split(/[.[]/)[0];
  return isTable ? first === tableId : tableOf(first) === undefined;
};
