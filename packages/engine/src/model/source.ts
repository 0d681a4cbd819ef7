/**
 * A loss model as data: named formulas (see `formula/parse.ts`), arranged by what they depend on.
 * The packages that know companies write it; the engine compiles and plays it.
 */
export type ModelSource = {
  /** Tables the formulas look up by number, `margin[industry]`. */
  readonly tables: Readonly<Record<string, readonly number[]>>;
  /** What is not known for sure: drawn once a world. */
  readonly world: readonly Definition[];
  /** Years a block plays, from 1. A constant of the model: changing it changes every number. */
  readonly blockYears: number;
  /** Shape of the gamma factor (mean 1) that all rows with `yearFactor` share in a year; 0 for none. */
  readonly yearShape: number;
  /** Number of slots (head of loss × claimant) the lines of this model use. */
  readonly slots: number;
  /** Names of the yes-or-no facts of an event, in the order of their flag bits. */
  readonly facts: readonly string[];
  readonly partners: readonly PartnerSource[];
  /** Names of the numbers each partner brings into the formulas of claims. */
  readonly partnerInputs: readonly string[];
  readonly groups: readonly GroupSource[];
};

/** A name and what it is; later formulas may use earlier names. */
export type Definition = { readonly name: string; readonly formula: string };

/** Scenarios that share their formulas and differ in numbers. */
export type GroupSource = {
  readonly id: string;
  /** Names of the numbers each row brings. */
  readonly inputs: readonly string[];
  readonly rows: readonly RowSource[];
  /** Formulas without luck: one value a row and world. */
  readonly row: readonly Definition[];
  /** Formulas with luck: one value an event. */
  readonly event: readonly Definition[];
  /** Name of the yearly rate of a row. */
  readonly rate: string;
  readonly yearFactor: boolean;
  readonly lines: readonly LineSource[];
  /** Facts of the model this group can say, by name; the others are no. */
  readonly facts: Readonly<Record<string, string>>;
  /** Name of the hours the outage lasts. */
  readonly outageHours?: string;
  /** Name of the fact that makes an event severe. */
  readonly severe?: string;
  readonly claims?: ClaimSource;
};

export type RowSource = {
  /** Stable id: the luck of a row hangs on it, not on its place in the list. */
  readonly id: string;
  readonly inputs: readonly number[];
  /** Partners an event of this row can hit, by number. */
  readonly partners?: readonly number[];
};

/** One line of an event: an amount in a slot. */
export type LineSource = {
  readonly slot: number;
  readonly amount: string;
  /** Persons or firms the amount is for. */
  readonly units?: string;
  /** Hours of the outage between which the loss arises. */
  readonly fromHour?: string;
  readonly toHour?: string;
  readonly flags?: number;
  /** Number of the claim it belongs to; lines of one claimant share it. Own costs are claim 0. */
  readonly claim?: number;
  /** A cost of the company itself that a claim causes: it belongs to the claim but to no partner. */
  readonly own?: boolean;
  /** Keep the line where its amount is 0, for a term that fills it. */
  readonly keepEmpty?: boolean;
};

/** Claims of the partners an event hits. */
export type ClaimSource = {
  /**
   * `each`: every partner of the row claims with the probability named.
   * `some`: the number named of them is hit, drawn without regard to who.
   */
  readonly choice: 'each' | 'some';
  readonly of: string;
  readonly definitions: readonly Definition[];
  readonly lines: readonly LineSource[];
};

/** A partner, or a class of partners alike, each with a contract of its own. */
export type PartnerSource = {
  readonly id: string;
  readonly count: number;
  readonly inputs: readonly number[];
};
