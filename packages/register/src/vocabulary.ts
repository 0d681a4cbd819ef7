import type { VocabularyName } from './fields.ts';
import { fold, nearest } from './nearest.ts';

/** One word of the shared vocabulary: its id in data and code, its names, and other names people use. */
export type VocabularyEntry = {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  readonly aliases?: readonly string[];
};

/**
 * The words a register may use for industries, kinds of data, heads of loss and controls. A port: the register knows
 * no list of its own, the caller passes one in (`knowledgeVocabulary()` in the product, a small one in tests).
 */
export type Vocabulary = { readonly [name in VocabularyName]: readonly VocabularyEntry[] };

/** A vocabulary made ready for looking words up. */
export type Lexicon = {
  /** The id a word stands for: an id, a Japanese or English name or an alias, whatever its case and width. */
  idOf(list: VocabularyName, word: string): string | undefined;
  /** The entry a mistyped word most likely meant. */
  nearest(list: VocabularyName, word: string): VocabularyEntry | undefined;
  entry(list: VocabularyName, id: string): VocabularyEntry | undefined;
  readonly vocabulary: Vocabulary;
};

const LISTS: readonly VocabularyName[] = ['industries', 'dataKinds', 'heads', 'controls'];

/** Indexes a vocabulary. Ids win over names, names over aliases, earlier entries over later ones. */
export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const lists = new Map(LISTS.map((list) => [list, indexed(vocabulary[list])]));
  const look = (list: VocabularyName, word: string) => lists.get(list)?.byName.get(fold(word));
  const entry = (list: VocabularyName, id: string) => lists.get(list)?.byId.get(id);
  return {
    idOf: (list, word) => (entry(list, word) ? word : look(list, word)?.id),
    nearest: (list, word) => {
      const name = nearest(word, lists.get(list)?.byName.keys() ?? []);
      return name === undefined ? undefined : look(list, name);
    },
    entry,
    vocabulary,
  };
}

type Indexed = {
  readonly byName: ReadonlyMap<string, VocabularyEntry>;
  readonly byId: ReadonlyMap<string, VocabularyEntry>;
};

/** Folding a thousand names takes a millisecond, which a server would pay at every write: each list is indexed once. */
const ready = new WeakMap<readonly VocabularyEntry[], Indexed>();

function indexed(entries: readonly VocabularyEntry[]): Indexed {
  const found = ready.get(entries);
  if (found) return found;
  const made = { byName: indexOf(entries), byId: new Map(entries.map((entry) => [entry.id, entry])) };
  ready.set(entries, made);
  return made;
}

function indexOf(entries: readonly VocabularyEntry[]): Map<string, VocabularyEntry> {
  const index = new Map<string, VocabularyEntry>();
  const names: ((entry: VocabularyEntry) => readonly string[])[] = [
    (entry) => [entry.id],
    (entry) => [entry.ja, entry.en],
    (entry) => entry.aliases ?? [],
  ];
  for (const namesOf of names) {
    for (const entry of entries) {
      for (const name of namesOf(entry)) if (!index.has(fold(name))) index.set(fold(name), entry);
    }
  }
  return index;
}
