import type { Issue } from '@sonae/core';
import { EVENT_FACT } from '@sonae/incident/case';
import { causeOf } from '@sonae/knowledge';
import { eventFactOf } from '@sonae/knowledge/event-facts';
import { mistake } from '../house/refusals.ts';

type Stated = { readonly key: string; readonly value: unknown };

/** What is wrong with facts that only the loss model and policies ask for; those of duties are checked with all that is known. */
export function caseFactIssues(facts: readonly Stated[]): Issue[] {
  return facts.flatMap(({ key, value }, i) => {
    if (value === 'unknown') return [];
    const path = `facts[${i}]`;
    if (key === 'cause')
      return [value].flat().every((word) => causeOf(String(word))) ? [] : [cause(path, value)];
    if (!key.startsWith(EVENT_FACT)) return [];
    const fact = eventFactOf(key.slice(EVENT_FACT.length));
    if (fact?.type === 'boolean') return typeof value === 'boolean' ? [] : [kind(path, fact.ja, fact.en)];
    if (fact?.type === 'instant')
      return Number.isNaN(Date.parse(String(value))) ? [kind(path, fact.ja, fact.en)] : [];
    return [absent(path, key)];
  });
}

const cause = (path: string, value: unknown) =>
  mistake(
    'case.cause',
    `${path}.value`,
    {
      ja: `「${JSON.stringify(value)}」という原因はありません。`,
      en: `There is no cause ${JSON.stringify(value)}.`,
    },
    { ja: '語彙の原因から選ぶか、unknown とします。', en: 'Choose a cause of the vocabulary, or unknown.' },
  );
const kind = (path: string, ja: string, en: string) =>
  mistake(
    'case.value',
    `${path}.value`,
    { ja: `「${ja}」の値が読めません。`, en: `The value of ${en} cannot be read.` },
    { ja: 'true、false、unknown、または日時を書きます。', en: 'Write true, false, unknown or an instant.' },
  );
const absent = (path: string, key: string) =>
  mistake(
    'case.fact',
    `${path}.key`,
    { ja: `「${key}」という事実はありません。`, en: `There is no fact ${key}.` },
    {
      ja: '証券が尋ねる「はい・いいえ」か日時の事実に限ります。',
      en: 'Only yes-or-no facts and times that policies ask for.',
    },
  );
