import type { Liability } from '@sonae/contract';
import { compareIds, type Language, spreadYen } from '@sonae/core';
import { causeOf, heads } from '@sonae/knowledge';
import { headOfSlot } from '@sonae/loss';
import { costReading, type Policy, type State } from '@sonae/policy';
import { type PlayedYears, someYears } from '../played-years/play.ts';
import { orderOf, worstFirst } from '../played-years/rank.ts';
import { createDetail, runTerms } from '../played-years/run.ts';
import { createTerms } from '../task.ts';

/** What stays of one head of one cause, policy by policy, in whole yen of the average year of the window. */
export type GapCell = {
  readonly cause: string;
  readonly causeName: string;
  readonly head: string;
  readonly headName: string;
  /** Left after contracts, before any policy. */
  readonly owed: number;
  /** Kept under each policy alone, in the order of the policies. kept ≤ owed. */
  readonly kept: readonly GapOfPolicy[];
};

/** What one policy leaves of a cell, and how its wording stands to the head: silence is neither yes nor no. */
export type GapOfPolicy = { readonly policy: string; readonly yen: number; readonly state?: State };

/** The gap between a company's risk and each policy, at a return period. */
export type GapMap = {
  readonly returnPeriod: number;
  readonly years: number;
  readonly owed: number;
  readonly kept: readonly { readonly policy: string; readonly yen: number }[];
  /** Largest owed first; the cells add up to the totals, to the yen. */
  readonly cells: readonly GapCell[];
};

/** Half-width of the window in probability, as in an assessment. */
const HALF_WIDTH = 0.1;

export type GapOptions = {
  readonly returnPeriod: number;
  readonly language: Language;
  /** By year, what is left after contracts, where it is known already. */
  readonly owed?: Float64Array;
};

/** The gap map of a company: cause × head × policy, over the years whose loss after contracts ranks around the return period. */
export function gapMap(
  played: PlayedYears,
  liabilities: ReadonlyMap<string, Liability>,
  policies: readonly Policy[],
  { returnPeriod, language, owed: known }: GapOptions,
): GapMap {
  const order = known ? orderOf(known) : worstFirst(played, liabilities).order;
  const rank = played.years / returnPeriod;
  const from = Math.min(order.length - 1, Math.round(rank * (1 - HALF_WIDTH)));
  const chosen = order.slice(from, Math.max(from + 1, Math.round(rank * (1 + HALF_WIDTH))));
  const some = someYears(played, chosen);
  const causes = some.model.scenarios.map(({ cause }) => cause);
  const keys = new Map<string, number>();
  const keyOf = (event: number, line: number): number => {
    const key = `${causes[some.row[event]]}/${headOfSlot(some.table.slot[line])}`;
    const known = keys.get(key);
    if (known !== undefined) return known;
    keys.set(key, keys.size);
    return keys.size - 1;
  };
  /** Sums by key of what a policy leaves, or of what there is before any (undefined). */
  const sums = [undefined, ...policies].map((policy): number[] => {
    const terms = createTerms(some.model, liabilities, policy ? [policy] : []);
    const detail = createDetail(some, terms);
    runTerms(some, terms, detail);
    const left: number[] = [];
    for (let event = 0; event < some.table.events; event++)
      for (let l = some.table.firstLine[event]; l < some.table.firstLine[event + 1]; l++) {
        const key = keyOf(event, l);
        left[key] = (left[key] ?? 0) + detail.kept[l];
      }
    return left;
  });
  const small = some.small.reduce((a, b) => a + b, 0);
  const years = chosen.length;
  // What is paid of a cell is spread, so what is kept of it is a whole number that never exceeds what was owed.
  const totalOwed = Math.round((sum(sums[0]) + small) / years);
  const owed = spreadYen(totalOwed, [...filled(sums[0], keys.size), small]);
  const kept = policies.map((_, p) => {
    const paid = filled(sums[0], keys.size).map((yen, key) => Math.max(0, yen - (sums[p + 1][key] ?? 0)));
    const total = Math.min(totalOwed, Math.round(sum(paid) / years));
    return spreadYen(total, paid).map((yen, key) => Math.max(0, owed[key] - yen));
  });
  const cells = [...keys].map(([key, i]): GapCell => {
    const [cause, head] = key.split('/');
    return {
      cause,
      causeName: causeOf(cause)?.[language] ?? cause,
      head: heads[Number(head)].id,
      headName: heads[Number(head)][language],
      owed: owed[i],
      kept: policies.map((policy, p) => ({
        policy: policy.id,
        yen: kept[p][i],
        state: costReading(policy, heads[Number(head)].id, 'gap').state,
      })),
    };
  });
  const smallOwed = owed[keys.size];
  cells.push({
    cause: 'small',
    causeName: language === 'ja' ? '請求しない軽い事故' : 'Minor incidents not claimed',
    head: 'all',
    headName: language === 'ja' ? '全部' : 'All',
    owed: smallOwed,
    kept: policies.map((policy) => ({ policy: policy.id, yen: smallOwed })),
  });
  const shown = cells
    .filter((cell) => cell.owed > 0)
    .sort((a, b) => b.owed - a.owed || compareIds(a.cause + a.head, b.cause + b.head));
  return {
    returnPeriod,
    years,
    owed: shown.reduce((total, cell) => total + cell.owed, 0),
    kept: policies.map((policy, p) => ({
      policy: policy.id,
      yen: shown.reduce((total, cell) => total + cell.kept[p].yen, 0),
    })),
    cells: shown,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + (b ?? 0), 0);
}

function filled(values: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, i) => values[i] ?? 0);
}
