import type { Language, Text } from '@sonae/core';
import { yenText } from '@sonae/documents/format';
import { type Leaf, type Lexicon, labelOf, type RowNames, UNKNOWN } from '@sonae/register';
import { tableOf } from './tables.ts';
import { rowsOf, type Tree } from './tree.ts';

/** What is needed to say a value in words. */
export type Speaker = {
  readonly language: Language;
  readonly lexicon: Lexicon;
  /** What a row of a table is called, by its id. */
  readonly rowName: (table: string, id: string) => string | undefined;
  /** The word for what nobody knows, and for yes and no of a plain choice. */
  readonly words: { readonly unknown: string; readonly yes: string; readonly no: string };
};

/** One thing that can be chosen. */
export type Option = { readonly value: string; readonly text: string };

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** A value as people read it; empty where nothing is stated. */
export function shownValue(leaf: Leaf, value: unknown, speaker: Speaker): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => shownValue(leaf, item, speaker)).join('、');
  if (value === UNKNOWN && (leaf.knowable || leaf.kind !== 'text')) return speaker.words.unknown;
  if (typeof value === 'boolean') return value ? speaker.words.yes : speaker.words.no;
  if (typeof value === 'number') return shownNumber(leaf, value, speaker.language);
  const word = String(value);
  if (leaf.kind === 'enum') return leaf.values.includes(word) ? labelOf(word)[speaker.language] : word;
  if (leaf.meta.vocabulary)
    return speaker.lexicon.entry(leaf.meta.vocabulary, word)?.[speaker.language] ?? word;
  return (leaf.meta.refersTo && speaker.rowName(leaf.meta.refersTo, word)) ?? word;
}

function shownNumber({ kind }: Leaf, value: number, language: Language): string {
  if (kind === 'share') return `${grouped.format(value * 100)}%`;
  if (kind !== 'yen' || !Number.isSafeInteger(value)) return grouped.format(value);
  return language === 'ja' ? yenText(value, 'ja', 'grouped').replace(/円$/, '') : grouped.format(value);
}

/** A value as it stands in the field where it is typed: plain digits with separators, words. */
export function typedValue(leaf: Leaf, value: unknown, speaker: Speaker): string {
  if (typeof value === 'number' && leaf.kind !== 'share') return grouped.format(value);
  return shownValue(leaf, value, speaker);
}

/** What a field can be, in the order it is offered; `unknown` comes from the field itself. */
export function optionsOf(leaf: Leaf, tree: Tree, speaker: Speaker): Option[] {
  const { vocabulary, refersTo } = leaf.meta;
  if (leaf.kind === 'boolean')
    return [
      { value: 'true', text: speaker.words.yes },
      { value: 'false', text: speaker.words.no },
    ];
  if (vocabulary)
    return speaker.lexicon.vocabulary[vocabulary].map((entry) => ({
      value: entry.id,
      text: entry[speaker.language],
    }));
  if (refersTo)
    return rowsOf(tree, refersTo).flatMap((row) => {
      const id = typeof row.id === 'string' ? row.id : undefined;
      return id === undefined ? [] : [{ value: id, text: tableOf(refersTo)?.nameOf(row) ?? id }];
    });
  return leaf.values
    .filter((word) => word !== UNKNOWN)
    .map((word) => ({ value: word, text: labelOf(word)[speaker.language] }));
}

/** Names of rows by id, and ids by name, for one state of the register. */
export function rowNamesOf(tree: Tree): { nameOf: Speaker['rowName']; idOf: RowNames } {
  const names = new Map<string, Map<string, string>>();
  const namesOf = (table: string) => {
    const known = names.get(table);
    if (known) return known;
    const nameOf = tableOf(table)?.nameOf;
    const made = new Map(
      rowsOf(tree, table).flatMap((row) =>
        typeof row.id === 'string' ? [[row.id, nameOf?.(row) ?? row.id] as const] : [],
      ),
    );
    names.set(table, made);
    return made;
  };
  return {
    nameOf: (table, id) => namesOf(table).get(id),
    idOf: (table, word) => {
      if (namesOf(table).has(word)) return word;
      return [...namesOf(table)].find(([, name]) => name === word)?.[0];
    },
  };
}

/** A text in the language of whoever reads. */
export const inLanguage = (text: Text, language: Language): string => text[language];
