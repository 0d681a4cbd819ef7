/**
 * The term programme: the flat numeric form that contracts and policies compile to.
 *
 * It runs over the events of one period (a simulated year, or the real events of a policy period). Each event is a
 * list of *lines*; a line has a slot (head of loss × who claims), a claim, a partner, an amount, units, hours and
 * flags. The programme is a list of *stages*: the claim stage completes what is claimed (agreed penalties), the
 * contract stage relieves the company of what it need not pay, then each policy pays its parts. A part is a stretch
 * of instructions between `begin` and `end`:
 *
 *     begin   take what is left of the lines of the part's set
 *     …       each instruction lowers the amounts of the lines of its set
 *     end     what remains is paid, settled to whole yen, and taken off what is left
 *
 * Which term comes first is the order of the instructions, so the order is data. An instruction works on a group of
 * lines together (all lines of the event in its set, or those of one claim, partner or series), changes the sum x of
 * the group to y ≤ x and spreads y over the lines in proportion to their amounts before the step.
 *
 * Memory between instructions is in *cells*: a limit node shared by several parts, a yearly aggregate, a deductible
 * a series has already borne. A cell is kept for one event, one period or for ever, once or for each key.
 */
export const TERM = {
  /** Take what is left of the lines of the set. `mode` 1: from the loss before any policy (other insurance). */
  begin: 0,
  /** Pay what remains; in a contract stage, relieve of what the terms took off. */
  end: 1,
  /** Strike out the lines: an exclusion, a missing consent, a head that is not insured. */
  strike: 2,
  /** At most `amount` for each unit of the line. */
  unitCap: 3,
  /** Pay the share `amount` (parts per million). */
  share: 4,
  /** Take off `amount`, less what the cell has borne already. */
  deduct: 5,
  /** Nothing unless the sum reaches `amount` (`mode` 0) or passes it (`mode` 1). */
  franchise: 6,
  /** At most `amount`, less what the cell has given already. */
  limit: 7,
  /** Nothing unless the outage lasted longer than `amount` hours. */
  waitQualify: 8,
  /** Only the loss after the first `amount` hours; of what lies within the first `second` hours, where that is not 0. */
  waitExcess: 9,
  /** Only the loss within the first `amount` hours; of what lies after the first `second` hours. */
  indemnityPeriod: 10,
  /** Only lines that arose within `amount` days. */
  window: 11,
  /**
   * Agreed penalty `amount` of a contract (違約金): fills the lines of the set `second` with what it exceeds the damages
   * of the set by (`mode` 0), or with all of it (`mode` 1, it is owed besides).
   */
  penalty: 12,
  /** Yearly deductible `amount`, then limit `second`, shared over the period in proportion. Must stand before `end`. */
  proRata: 13,
  /**
   * Scale the lines by what is paid of the set `second` over what was asked of it (`mode` 0), or over its sum at the
   * last `mark` (`mode` 1): defence in proportion to what a limit leaves of the damages.
   */
  inProportion: 14,
  /** Remember the sum of the lines. */
  mark: 15,
  /**
   * Take the lines of the set together as one loss that remembers its terms: what was deducted, what lies over limits,
   * what could be given back under them. Until `spread`, deduct, franchise, limit, share, between and payout work on
   * that loss alone.
   */
  gather: 16,
  /** Give the gathered loss and its memory back to the lines. */
  spread: 17,
  /**
   * Take off `amount` (`mode` 0), or that share of the loss (`mode` 1), so that all deductibles together are at least
   * `second` and at most `third`.
   */
  between: 18,
  /** Row `amount` of the table of payouts: what a loss within a band brings, added or instead. */
  payout: 19,
} as const;
export type TermOp = (typeof TERM)[keyof typeof TERM];

/** Which lines an instruction takes together. */
export const KEY = { event: 0, claim: 1, partner: 2, series: 3, line: 4 } as const;
export type Key = (typeof KEY)[keyof typeof KEY];

/** Columns of an instruction in {@link TermProgramme.code}. */
export const FIELD = {
  op: 0,
  set: 1,
  amount: 2,
  /** Column of the partner table that holds the amount, or −1. */
  amountColumn: 3,
  second: 4,
  mode: 5,
  key: 6,
  cell: 7,
  /** Word and masks of the event flags: skipped unless all of `need` and none of `without` are set. */
  flagWord: 8,
  flagNeed: 9,
  flagWithout: 10,
  /** The same for the flags of a line. */
  lineNeed: 11,
  lineWithout: 12,
  reason: 13,
  /** Column of the partner table with event flags that lift the term, or −1. */
  liftedColumn: 14,
  third: 15,
} as const;
export const STRIDE = 16;

/**
 * Columns of a band of a step policy. Where `from ≤ loss < to`, l = min(max(share × loss − deductible, 0), limit) brings
 * (l + min(l × extra, extraLimit)) × scale; a `fixed` amount stands for all of it.
 */
export const PAYOUT = {
  kind: 0,
  from: 1,
  to: 2,
  share: 3,
  deductible: 4,
  limit: 5,
  extra: 6,
  extraLimit: 7,
  scale: 8,
  fixed: 9,
} as const;
export const PAYOUT_STRIDE = 10;

/** What a band does to what the bands before it have brought. */
export const BAND = {
  /** Adds `fixed`, where there was any loss before deductibles. */
  addFixed: 0,
  /** Stands in its place. */
  instead: 1,
  /** Adds to it. */
  add: 2,
  /** Adds extra cover on what there is, and scales the extra. */
  extraOnTop: 3,
  /** Adds extra cover on what there is, and scales all. */
  extraAndAll: 4,
} as const;

/** How long a cell keeps its amount. */
export type CellLife = 'event' | 'period' | 'forever';
export type Cell = { readonly life: CellLife; readonly key: Key; readonly name: string };

/** Why a part of a loss is not paid, or not owed. */
export type Reason = {
  readonly id: string;
  /** The policy or contract that says so, and where. */
  readonly policy?: string;
  readonly part?: string;
  readonly clause?: string;
};

export type Part = {
  readonly id: string;
  /** First and one past the last instruction. */
  readonly from: number;
  readonly to: number;
};

export type Stage = {
  readonly kind: 'claim' | 'contract' | 'policy';
  readonly id: string;
  readonly parts: readonly Part[];
};

export type TermProgramme = {
  readonly slots: number;
  /** Membership of each set, one byte a slot. */
  readonly sets: readonly Uint8Array[];
  /** Instructions, {@link STRIDE} numbers each. */
  readonly code: Float64Array;
  readonly stages: readonly Stage[];
  readonly cells: readonly Cell[];
  readonly reasons: readonly Reason[];
  /** Amounts and flags that differ by partner: `partnerColumns` numbers a partner. */
  readonly partnerTable: Float64Array;
  readonly partnerColumns: number;
  /** Bands of step policies, {@link PAYOUT} numbers each. */
  readonly payouts: Float64Array;
  /** Settle each payment to whole yen; false for the textbook cases in fractional units. */
  readonly wholeYen: boolean;
};

/** A limit that does not bind. */
export const UNLIMITED = Number.POSITIVE_INFINITY;
