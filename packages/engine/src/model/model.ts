import type { Graph, Ref } from '../formula/graph.ts';

/** A compiled model. Plain data: it can be sent to a worker and hashed. */
export type Model = {
  readonly graph: Graph;
  /** Years a block plays. A constant of the model: changing it changes every number. */
  readonly blockYears: number;
  readonly yearShape: number;
  readonly slots: number;
  readonly factCount: number;
  readonly partners: readonly Partner[];
  readonly groups: readonly Group[];
  /** World values that can be asked for by name, such as the facts nobody has stated. */
  readonly worldNames: Readonly<Record<string, Ref>>;
};

export type Partner = { readonly id: string; readonly hash: number; readonly count: number };

export type Group = {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly inputs: readonly Float64Array[];
  readonly rate: Ref;
  readonly yearFactor: boolean;
  readonly lines: readonly Line[];
  readonly facts: readonly { readonly bit: number; readonly ref: Ref }[];
  readonly outageHours: Ref | undefined;
  readonly severe: Ref | undefined;
  readonly claims: Claims | undefined;
};

/** A row with its number among all rows of the model. */
export type Row = {
  readonly id: string;
  readonly number: number;
  readonly hash: number;
  readonly partners: readonly number[];
};

export type Line = {
  readonly slot: number;
  readonly amount: Ref;
  readonly units: Ref | undefined;
  readonly fromHour: Ref | undefined;
  readonly toHour: Ref | undefined;
  readonly flags: number;
  readonly claim: number;
  readonly own: boolean;
  readonly keepEmpty: boolean;
};

export type Claims = {
  readonly choice: 'each' | 'some';
  readonly of: Ref;
  readonly lines: readonly Line[];
  /** Inputs of partners, one column a name, one value a partner. */
  readonly inputs: readonly Float64Array[];
};

/** All rows of a model in the order of their numbers. */
export function rowsOf(model: Model): Row[] {
  return model.groups.flatMap((group) => group.rows).sort((a, b) => a.number - b.number);
}
