import type { Assessment } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { countText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import { amountOf, firstRows, type Part, shareText } from './amount.ts';

/** Payers named by themselves before the others become one row. */
const SHOWN = 5;

/** Who carries the gross loss, in the order of the waterfall: contract partners, insurers, the company. */
export function payersView(assessment: Assessment, language: Language): Part[] {
  const words = wordsIn(language).payers;
  const named: Readonly<Record<string, string>> = { contract: words.contract, own: words.own };
  const { payers, waterfall } = assessment;
  const part = (id: string, name: string, yen: number): Part => ({
    id,
    name,
    amount: amountOf(yen, language),
    share: shareText(yen, waterfall.gross, language),
  });
  const parts = payers.map(({ id, name, yen }) => part(id, named[id] ?? name, yen));
  const own = parts.filter(({ id }) => id === 'own');
  const others = firstRows(
    parts.filter(({ id }) => id !== 'own'),
    SHOWN - own.length,
    (rest) => part('rest', words.rest(countText(rest.length, language)), sumOf(rest)),
  );
  return [...others, ...own];
}

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((total, { amount }) => total + amount.yen, 0);
}
