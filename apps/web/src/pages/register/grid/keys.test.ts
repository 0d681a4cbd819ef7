import { expect, test } from 'vitest';
import { actionOf, type Mode, type Press, placeAfter, placeAfterTab } from './keys.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});
const kind = (key: string, mode: Mode, more: Partial<Press> = {}) => actionOf(press(key, more), mode)?.kind;

test('G30 arrows move while a cell is chosen and belong to the text while it is edited', () => {
  expect(actionOf(press('ArrowDown'), 'ready')).toEqual({ kind: 'move', rows: 1, columns: 0 });
  expect(kind('ArrowLeft', 'edit')).toBeUndefined();
  expect(kind('ArrowLeft', 'ready', { shiftKey: true })).toBeUndefined();
  const ends = [kind('Enter', 'edit'), kind('Tab', 'edit'), kind('Escape', 'edit')];
  expect(ends).toEqual(['move', 'move', 'cancel']);
  const others = [kind('F2', 'ready'), kind('Delete', 'ready'), kind('Delete', 'edit')];
  expect(others).toEqual(['edit', 'clear', undefined]);
  expect(kind('ArrowDown', 'ready', { altKey: true })).toBe('open');
});

test('G31 the conversion of Japanese keeps its Enter and its arrows', () => {
  for (const key of ['Enter', 'ArrowDown', 'Escape', 'Tab'])
    expect(kind(key, 'edit', { isComposing: true })).toBeUndefined();
});

test('G32 undo and redo by the keys of a spreadsheet, but inside a text the browser undoes the typing', () => {
  expect(kind('z', 'ready', { ctrlKey: true })).toBe('undo');
  expect(kind('Z', 'ready', { metaKey: true, shiftKey: true })).toBe('redo');
  expect(kind('y', 'ready', { ctrlKey: true })).toBe('redo');
  expect(kind('z', 'edit', { ctrlKey: true })).toBeUndefined();
  expect(kind('c', 'ready', { ctrlKey: true })).toBeUndefined();
});

test('G33 moves stop at the edges; Tab goes on to the next row, and out at the end', () => {
  const size = { rows: 3, columns: 4 };
  const isFixed = (column: number) => column === 0;
  const down = { kind: 'move', rows: 5, columns: 0 } as const;
  const left = { kind: 'move', rows: 0, columns: -1 } as const;
  const last = { kind: 'edge', of: 'table', end: true } as const;
  expect(placeAfter({ row: 1, column: 2 }, down, size)).toEqual({ row: 2, column: 2 });
  expect(placeAfter({ row: 1, column: 1 }, left, size, isFixed)).toEqual({ row: 1, column: 1 });
  expect(placeAfter({ row: 1, column: 2 }, last, size)).toEqual({ row: 2, column: 3 });
  expect(placeAfterTab({ row: 0, column: 3 }, false, size, isFixed)).toEqual({ row: 1, column: 1 });
  expect(placeAfterTab({ row: 1, column: 1 }, true, size, isFixed)).toEqual({ row: 0, column: 3 });
  expect(placeAfterTab({ row: 2, column: 3 }, false, size, isFixed)).toBeUndefined();
  expect(placeAfterTab({ row: 0, column: 1 }, true, size, isFixed)).toBeUndefined();
});
