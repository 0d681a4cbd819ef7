import type { Issue } from '@sonae/core';
import type { Docs } from './docs.ts';
import { allFacts, knowsAllFacts, problem } from './docs.ts';
import { SCENARIO_GROUPS } from './loss-model.ts';
import { mentions } from './mentions.ts';
import { wordLists } from './names.ts';

/** Every id a row names exists. Lists of files that could not be read are not checked. */
export function checkReferences(docs: Docs): Issue[] {
  const known = knownIds(docs);
  return [...mentions(docs)].flatMap(({ to, id, doc, path }) => {
    const ids = known.get(to);
    if (ids === undefined || ids.has(id)) return [];
    const message = { ja: `${to} に ${id} はありません。`, en: `${to} has no ${id}.` };
    const hint = {
      ja: 'つづりを確かめるか、先にその行を加えてください。',
      en: 'Check the spelling, or add that row first.',
    };
    return [problem('unknown-id', doc, path, message, hint)];
  });
}

function knownIds(docs: Docs): Map<string, ReadonlySet<string>> {
  const { vocabulary, sources, jnsa, eventFacts, lossModel } = docs;
  const known = new Map<string, ReadonlySet<string>>();
  const add = (list: string, rows: readonly { id: string }[] | undefined) => {
    if (rows) known.set(list, new Set(rows.map(({ id }) => id)));
  };
  if (vocabulary) for (const [list, rows] of wordLists(vocabulary)) add(list, rows);
  if (vocabulary) known.set('vocabulary', new Set(wordLists(vocabulary).map(([list]) => list)));
  add('sources', sources?.data.sources);
  add('groups', eventFacts?.data.groups);
  if (eventFacts) known.set('objects', new Set(['text', ...eventFacts.data.objects.map(({ id }) => id)]));
  if (lossModel) known.set(SCENARIO_GROUPS, new Set(Object.keys(lossModel.data.groups)));
  if (jnsa) known.set('jnsa items', new Set(jnsa.data.items.map(({ ja }) => ja)));
  if (knowsAllFacts(docs)) known.set('facts', new Set(allFacts(docs).map(({ row }) => row.id)));
  return known;
}
