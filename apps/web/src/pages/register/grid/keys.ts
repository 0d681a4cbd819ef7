/** What a key does in a table. */
export type GridAction =
  | { readonly kind: 'move'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'edge'; readonly of: 'row' | 'table'; readonly end: boolean }
  | { readonly kind: 'edit' | 'open' | 'clear' | 'cancel' | 'undo' | 'redo' };

/** `ready`: the cell is chosen, typing replaces it. `edit`: the caret is inside. */
export type Mode = 'ready' | 'edit';

/** What is asked of a key press; the event of the browser has it. */
export type Press = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** A conversion of Japanese is under way: Enter and arrows belong to it. */
  readonly isComposing: boolean;
};

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
/** Rows that Page Up and Page Down move. */
const PAGE = 12;

/** The keys of a spreadsheet; undefined where the key belongs to the field. */
export function actionOf(press: Press, mode: Mode): GridAction | undefined {
  const { key, shiftKey, altKey, isComposing } = press;
  if (isComposing) return undefined;
  const withCtrl = press.ctrlKey || press.metaKey;
  if (key === 'Escape') return { kind: 'cancel' };
  if (key === 'Enter' && !altKey) return move(shiftKey ? -1 : 1, 0);
  if (key === 'Tab') return move(0, shiftKey ? -1 : 1);
  if (key === 'F2') return { kind: 'edit' };
  if (altKey && key === 'ArrowDown') return { kind: 'open' };
  if (mode === 'edit') return undefined;
  if (withCtrl && key.toLowerCase() === 'z') return { kind: shiftKey ? 'redo' : 'undo' };
  if (withCtrl && key.toLowerCase() === 'y') return { kind: 'redo' };
  if (key === 'Home' || key === 'End')
    return { kind: 'edge', of: withCtrl ? 'table' : 'row', end: key === 'End' };
  if (withCtrl || altKey) return undefined;
  if (key === 'Delete' || key === 'Backspace') return { kind: 'clear' };
  if (key === 'PageUp' || key === 'PageDown') return move(key === 'PageUp' ? -PAGE : PAGE, 0);
  const arrow = ARROWS[key];
  return arrow && !shiftKey ? move(arrow[0], arrow[1]) : undefined;
}

const move = (rows: number, columns: number): GridAction => ({ kind: 'move', rows, columns });

export type Place = { readonly row: number; readonly column: number };
export type Size = { readonly rows: number; readonly columns: number };
type IsFixed = (column: number) => boolean;

const NONE_FIXED: IsFixed = () => false;
const openColumns = ({ columns }: Size, isFixed: IsFixed): number[] =>
  Array.from({ length: columns }, (_, i) => i).filter((column) => !isFixed(column));
const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/**
 * Where a move leads, at most to the edge.
 *
 * @param isFixed columns nothing is entered in are stepped over
 */
export function placeAfter(
  at: Place,
  action: Extract<GridAction, { kind: 'move' | 'edge' }>,
  size: Size,
  isFixed: IsFixed = NONE_FIXED,
): Place {
  const columns = openColumns(size, isFixed);
  if (action.kind === 'edge') {
    const column = columns[action.end ? columns.length - 1 : 0];
    return { row: action.of === 'row' ? at.row : action.end ? size.rows - 1 : 0, column };
  }
  const here = Math.max(0, columns.indexOf(at.column));
  return {
    row: clamp(at.row + action.rows, size.rows - 1),
    column: columns[clamp(here + action.columns, columns.length - 1)],
  };
}

/**
 * Where Tab leads: on to the next row at the end of one; undefined past the last cell and before the first, for the keyboard
 * must not be caught in a table.
 */
export function placeAfterTab(
  at: Place,
  backwards: boolean,
  size: Size,
  isFixed: IsFixed = NONE_FIXED,
): Place | undefined {
  const columns = openColumns(size, isFixed);
  const index = at.row * columns.length + columns.indexOf(at.column) + (backwards ? -1 : 1);
  if (index < 0 || index >= size.rows * columns.length) return undefined;
  return { row: Math.floor(index / columns.length), column: columns[index % columns.length] };
}
