import type { Facts } from '@sonae/predicate';

/** One event ready for a policy: its facts as predicates read them, its money as lines. */
export type LossEvent = {
  readonly id: string;
  readonly name?: string;
  /** Events of one cause carry one name; by default each event is a series of its own. */
  readonly series: string;
  /** By name; instants in epoch milliseconds. What is not stated is not here. */
  readonly facts: Facts;
  readonly lines: readonly LossLine[];
  /** Received from others already (回収). */
  readonly recoveries: readonly Receipt[];
  /** Paid by insurance that is not evaluated here. */
  readonly otherPayments: readonly Receipt[];
};

/** Money received, for some heads or for all. */
export type Receipt = { readonly from?: string; readonly amount: number; readonly heads?: readonly string[] };

/** One amount: a component of a claim, or a cost. */
export type LossLine = {
  /** Where it stands in the file: `claims[0].components[1]`, `costs[3]`. */
  readonly id: string;
  readonly kind: 'component' | 'cost';
  /** Head of the vocabulary; undefined for a component that names none. */
  readonly head?: string;
  /** The word the file uses for the head. */
  readonly word: string;
  /** Integer yen. */
  readonly amount: number;
  /** Number of the claim the line belongs to, 0 for none. */
  readonly claim: number;
  readonly claimant?: string;
  readonly claimMadeAt?: number;
  readonly claimForum?: string;
  /** The component, cost and claim as predicates see them. */
  readonly facts: Facts;
  /** When the cost arose. */
  readonly at?: number;
  readonly units?: number;
  readonly unit: 'person' | 'corporation';
  readonly consent?: string;
  readonly outsourced?: boolean;
  readonly asset?: string;
  /** How the amount arises over the outage: hour by hour, shares of the amount; only for loss of income. */
  readonly profile?: readonly ProfileStep[];
};

/** A stretch of hours after the start of the outage, and the part of the loss that arises in it. */
export type ProfileStep = { readonly fromHour: number; readonly toHour: number; readonly weight: number };
