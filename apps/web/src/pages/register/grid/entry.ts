import { mayBeUnknown, UNKNOWN } from '@sonae/register';
import { createContext, useContext } from 'react';
import { type Option, optionsOf, type Speaker, typedValue } from '../model/text.ts';
import { type Tree, valueAt } from '../model/tree.ts';
import type { GridCell } from './cell.ts';

/** What the fields of a table need to know about the register. */
export type Entries = {
  readonly tree: Tree;
  readonly speaker: Speaker;
  /** The words of an empty choice. */
  readonly empty: string;
};

export const EntryContext = createContext<Entries | undefined>(undefined);

type Entry = {
  /** The value as it is typed. */
  readonly typed: string;
  /** The value as a choice. */
  readonly chosen: string;
  readonly options: readonly Option[];
  readonly value: unknown;
};

/** What a field shows and offers for a cell. */
export function useEntry({ path, column }: GridCell): Entry {
  const entries = useContext(EntryContext);
  if (!entries || !path || !column) return { typed: '', chosen: '', options: [], value: undefined };
  const { tree, speaker, empty } = entries;
  const { leaf, editor } = column;
  const value = valueAt(tree, path);
  const typed = typedValue(leaf, value, speaker);
  if (editor !== 'choice' && editor !== 'several') return { typed, chosen: '', options: [], value };
  const chosen = value === undefined ? '' : String(value);
  const options = [
    ...(editor === 'choice' ? [{ value: '', text: empty }] : []),
    ...(mayBeUnknown(leaf) ? [{ value: UNKNOWN, text: speaker.words.unknown }] : []),
    ...optionsOf(leaf, tree, speaker),
  ];
  const isOffered = Array.isArray(value) || options.some((option) => option.value === chosen);
  // What is there stays there, also where it is no choice: it is marked as wrong, not silently replaced.
  return {
    typed,
    chosen,
    value,
    options: isOffered ? options : [...options, { value: chosen, text: typed }],
  };
}
