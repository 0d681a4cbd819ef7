import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useCallback, useEffect, useRef, useState } from 'react';
import { usePunctuation } from '../../../i18n/use-punctuation.ts';
import { ActiveCell } from './active-cell.tsx';
import { type GridCell, type GridColumn, worstOf } from './cell.ts';
import {
  actionOf,
  type GridAction,
  type Mode,
  type Place,
  type Press,
  placeAfter,
  placeAfterTab,
} from './keys.ts';
import { usePrinting } from './printing.ts';

export type GridProps = {
  /** What the table is called. */
  readonly label: string;
  readonly rows: number;
  readonly columns: readonly GridColumn[];
  readonly cell: (row: number, column: number) => GridCell;
  readonly readOnly: boolean;
  readonly onEnter: (cell: GridCell, typed: string) => void;
  readonly onSet: (cell: GridCell, value: unknown) => void;
  /** Takes a text as cells from a place on; false where it is one text. */
  readonly onPaste: (at: Place, text: string) => boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** The chosen cell; `focus` puts the keyboard into it. */
  readonly active: Place & { readonly focus?: boolean };
  readonly onActive: (at: Place & { readonly focus?: boolean }) => void;
};

/** px; the rows of the style sheet are as high. */
const ROW_HEIGHT = 38;
/** Rows drawn beyond those seen. */
const BEYOND = 10;

/** A table to type in: one cell is chosen; arrows, Enter, Tab and Esc are those of a spreadsheet. Draws the rows that are seen. */
export function Grid(props: GridProps) {
  const { label, rows, columns, cell, active, onActive } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [mode, setMode] = useState<Mode>('ready');
  const { aside } = usePunctuation();
  const isPrinting = usePrinting();
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    rangeExtractor: ({ startIndex, endIndex, count }) => {
      const from = isPrinting ? 0 : Math.max(0, startIndex - BEYOND);
      const to = isPrinting ? count - 1 : Math.min(count - 1, endIndex + BEYOND);
      const seen = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
      // The chosen cell stays, wherever it is scrolled to: the keyboard is in it.
      return [...new Set([...seen, ...(active.row < count ? [active.row] : [])])].sort((a, b) => a - b);
    },
  });
  const isFixed = useCallback((column: number) => columns[column]?.fixed === true, [columns]);
  const size = { rows, columns: columns.length };

  const go = (at: Place) => {
    setMode('ready');
    onActive({ ...at, focus: true });
    virtual.scrollToIndex(at.row);
  };
  useEffect(() => {
    if (!active.focus) return;
    const field = scroller.current?.querySelector<HTMLElement>('[data-active] :is(input, select)');
    field?.focus({ preventScroll: true });
    field?.closest('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);

  const onKey = (press: Press, commit: () => void): boolean | GridAction['kind'] => {
    const action = actionOf(press, mode);
    if (!action) return false;
    switch (action.kind) {
      case 'move': {
        commit();
        const isTab = press.key === 'Tab';
        const to = isTab
          ? placeAfterTab(active, press.shiftKey, size, isFixed)
          : placeAfter(active, action, size, isFixed);
        if (!to) return false;
        go(to);
        return true;
      }
      case 'edge':
        go(placeAfter(active, action, size, isFixed));
        return true;
      case 'undo':
        props.onUndo();
        return true;
      case 'redo':
        props.onRedo();
        return true;
      default:
        return action.kind;
    }
  };

  const items = virtual.getVirtualItems();
  const gaps = items.map(({ start }, i) => start - (items[i - 1]?.end ?? 0));
  const rest = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="grid-scroll" ref={scroller}>
      <table
        className="grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table to type in is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={rows + 1}
        aria-colcount={columns.length}
        style={widthOf(columns.reduce((sum, { width }) => sum + width, 0))}
      >
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={widthOf(width)} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ key, title, note, numeric }) => (
              <th key={key} scope="col" data-numeric={numeric || undefined}>
                {title}
                {note && <small>{aside(note)}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.flatMap(({ index, key }, i) => [
            gaps[i] > 0 && <Gap key={`gap ${key}`} height={gaps[i]} columns={columns.length} />,
            <tr key={key} aria-rowindex={index + 2} data-chosen={active.row === index || undefined}>
              {columns.map((column, c) => {
                const content = cell(index, c);
                const isActive = active.row === index && active.column === c && !column.fixed;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard moves by the field of the chosen cell
                  <td
                    key={column.key}
                    role={c === 0 ? 'rowheader' : 'gridcell'}
                    data-active={isActive || undefined}
                    data-numeric={column.numeric || undefined}
                    data-state={content.state}
                    data-issue={worstOf(content.issues)}
                    data-fixed={column.fixed}
                    onClick={() => {
                      if (!isActive && !column.fixed) go({ row: index, column: c });
                    }}
                  >
                    {isActive ? (
                      <ActiveCell
                        // A field of its own for each cell: what is typed in one never shows in another.
                        key={`${index} ${column.key}`}
                        cell={content}
                        label={labelOf(
                          column.title + (column.note ? aside(column.note) : ''),
                          c === 0 ? '' : cell(index, 0).text,
                        )}
                        mode={mode}
                        readOnly={props.readOnly}
                        onMode={setMode}
                        onEnter={(typed) => props.onEnter(content, typed)}
                        onSet={(value) => props.onSet(content, value)}
                        onPaste={(text) => props.onPaste(active, text)}
                        onKey={onKey}
                      />
                    ) : (
                      <span className="cell-text">{content.text}</span>
                    )}
                  </td>
                );
              })}
            </tr>,
          ])}
          {rest > 0 && <Gap height={rest} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

/** A width of the screen; paper has its own. */
const widthOf = (px: number) => ({ '--width': `${px}px` }) as CSSProperties;

/** Rows that are not drawn. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a grid is focusable by its role, this one never is
    <tr aria-hidden="true" className="grid-gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

const labelOf = (name: string, row: string): string => (row === '' ? name : `${row} ${name}`);
