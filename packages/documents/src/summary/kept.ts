import type { Assessment, KeptFigure } from '@sonae/assessment';
import { compareIds, type Language } from '@sonae/core';
import { countText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import { type Amount, amountOf, firstRows, type Part, shareText } from './amount.ts';
import type { Names } from './names.ts';

/** One reason within one policy, part and clause. */
export type KeptRow = {
  readonly name: string;
  readonly policy: string;
  readonly part: string;
  readonly clause: string;
  readonly amount: Amount;
};

export type KeptView = {
  /** Reasons over all policies and clauses, largest first; they add up to what stays. */
  readonly rows: readonly Part[];
  readonly all: readonly KeptRow[];
};

const SHOWN = 4;

export function keptView(assessment: Assessment, language: Language, names: Names): KeptView {
  const words = wordsIn(language).kept;
  const { kept, waterfall } = assessment;
  const part = (id: string, name: string, yen: number): Part => ({
    id,
    name,
    amount: amountOf(yen, language),
    share: shareText(yen, waterfall.retained, language),
  });
  const byReason = Map.groupBy(kept, ({ reason }) => reason);
  const reasons = [...byReason]
    .map(([reason, figures]) => part(reason, names.reason(figures[0]), sumOf(figures)))
    .sort((a, b) => b.amount.yen - a.amount.yen || compareIds(a.id, b.id));
  return {
    rows: firstRows(reasons, SHOWN, (rest) => {
      const yen = rest.reduce((total, { amount }) => total + amount.yen, 0);
      return part('rest', words.rest(countText(rest.length, language)), yen);
    }),
    all: kept.map((figure) => ({
      name: names.reason(figure),
      policy: figure.policy ?? '',
      part: figure.part ?? '',
      clause: figure.clause ?? '',
      amount: amountOf(figure.yen, language),
    })),
  };
}

function sumOf(figures: readonly KeptFigure[]): number {
  return figures.reduce((total, { yen }) => total + yen, 0);
}
