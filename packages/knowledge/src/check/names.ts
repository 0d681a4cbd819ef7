import type { Issue } from '@sonae/core';
import type { Loaded } from '../load/document.ts';
import type { Path } from '../load/place.ts';
import type { Named } from '../lookup.ts';
import { fold, namesOf } from '../lookup.ts';
import type { Docs } from './docs.ts';
import { allFacts, problem } from './docs.ts';

/** Ids are unique in their list, ids of calibration over all files, and no two words of a list share a name. */
export function checkNames(docs: Docs): Issue[] {
  const facts = allFacts(docs).map(({ row, doc, path }) => ({ id: row.id, doc, path }));
  return [
    ...uniqueIds(facts),
    ...listsOf(docs).flatMap(([doc, key, rows]) =>
      uniqueIds(rows.map(({ id }, i) => ({ id, doc, path: [...key, i] }))),
    ),
    ...wordsOf(docs).flatMap(([doc, key, rows]) => uniqueNames(doc, key, rows)),
  ];
}

type List = readonly [Loaded<unknown>, Path, readonly { readonly id: string }[]];

function listsOf({ jnsa, sources, duties, cases, eventFacts, taxRates, vocabulary }: Docs): List[] {
  return [
    ...(sources ? [[sources, ['sources'], sources.data.sources] as const] : []),
    ...(jnsa ? [[jnsa, ['items'], jnsa.data.items] as const] : []),
    ...(duties ? [[duties, ['duties'], duties.data.duties] as const] : []),
    ...(taxRates ? [[taxRates, ['rates'], taxRates.data.rates] as const] : []),
    ...(cases ? [[cases, ['cases'], cases.data.cases] as const] : []),
    ...(eventFacts
      ? [
          [eventFacts, ['facts'], eventFacts.data.facts] as const,
          [eventFacts, ['groups'], eventFacts.data.groups] as const,
          [eventFacts, ['objects'], eventFacts.data.objects] as const,
          ...eventFacts.data.objects.map(
            ({ fields }, i) => [eventFacts, ['objects', i, 'fields'], fields] as const,
          ),
        ]
      : []),
    ...(vocabulary ? wordLists(vocabulary).map(([key, rows]) => [vocabulary, [key], rows] as const) : []),
  ];
}

/** The lists of the vocabulary, by key. */
export function wordLists(vocabulary: NonNullable<Docs['vocabulary']>): [string, readonly Named[]][] {
  const { provenance: _, ...lists } = vocabulary.data;
  return Object.entries(lists);
}

function wordsOf({ jnsa, vocabulary }: Docs): (readonly [Loaded<unknown>, string, readonly Named[]])[] {
  return [
    ...(vocabulary
      ? wordLists(vocabulary).flatMap(([key, rows]) =>
          key === 'units' ? [] : [[vocabulary, key, rows] as const],
        )
      : []),
    ...(jnsa ? [[jnsa, 'items', jnsa.data.items] as const] : []),
  ];
}

function uniqueIds(rows: readonly { id: string; doc: Loaded<unknown>; path: Path }[]): Issue[] {
  const first = new Map<string, string>();
  return rows.flatMap(({ id, doc, path }) => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, `${doc.file}:${doc.at([...path, 'id']).line}`);
      return [];
    }
    const message = { ja: `id ${id} は ${before} にもあります。`, en: `The id ${id} is also at ${before}.` };
    const hint = {
      ja: 'どちらかの id を変えるか、一行にまとめてください。',
      en: 'Change one id, or merge the rows.',
    };
    return [problem('duplicate-id', doc, [...path, 'id'], message, hint)];
  });
}

/** A name that two rows answer to could mean either. Two rows with one id are reported as that alone. */
function uniqueNames(doc: Loaded<unknown>, key: string, rows: readonly Named[]): Issue[] {
  const owner = new Map<string, Named>();
  return rows.flatMap((row, i) =>
    namesOf(row).flatMap((name) => {
      const other = owner.get(fold(name));
      if (other === undefined) owner.set(fold(name), row);
      if (other === undefined || other.id === row.id) return [];
      const message = {
        ja: `「${name}」は ${other.id} の言い方でもあります。`,
        en: `"${name}" is also a name of ${other.id}.`,
      };
      const hint = { ja: '一つの言い方は一行だけに置いてください。', en: 'Leave one name with one row.' };
      return [problem('duplicate-name', doc, [key, i], message, hint)];
    }),
  );
}
