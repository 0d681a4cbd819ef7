import type { Text } from '@sonae/core';

/** A formula, or one for each group with `otherwise` for the rest. */
export type FormulaByGroup = string | Readonly<Record<string, string>>;

/** A named quantity of the loss model (`loss-model.yaml`). */
export type Quantity = {
  readonly name: string;
  readonly formula: FormulaByGroup;
  readonly ja?: string;
  readonly src?: readonly string[];
  /** Groups that have it; all where left out. */
  readonly groups?: readonly string[];
};

/** What a company can say of itself. */
export type FactRow = {
  readonly ja: string;
  readonly en?: string;
  readonly question?: Text;
  readonly answers?: 'amount' | 'count' | 'share' | 'days' | 'yesno' | 'choice';
  /** The key of the register or profile that answers it, where it is not the name of the fact. */
  readonly answeredBy?: string;
  readonly control?: string;
  readonly hidden?: boolean;
  readonly prior: string;
  readonly src: readonly string[];
};

export type GroupRow = {
  readonly ja: string;
  readonly en?: string;
  readonly scope: 'company' | 'asset' | 'provider' | 'service' | 'site';
  readonly tier: 'any_incident' | 'reportable' | 'severe';
  readonly yearFactor: boolean;
  readonly causes: Readonly<Record<string, number>>;
  readonly prefer?: { readonly internetFacing?: boolean; readonly systemKinds?: readonly string[] };
  readonly src: readonly string[];
};

export type LineRow = {
  readonly head: string;
  readonly party: PartyId;
  readonly amount: string;
  readonly units?: string;
  readonly fromHour?: string;
  readonly toHour?: string;
  readonly claim?: number;
  readonly own?: boolean;
  readonly contractualOnly?: boolean;
  readonly keepEmpty?: boolean;
  readonly groups: readonly string[];
};

/** The loss model as data. */
export type LossModelData = {
  readonly version: string;
  readonly worlds: number;
  /** Years a block plays: a constant of the version of the model. */
  readonly blockYears: number;
  /** Shape of the yearly gamma factor all causes of a firm share. */
  readonly yearShape: number;
  readonly tables: Readonly<
    Record<
      string,
      {
        readonly index: string;
        readonly values: Readonly<Record<string, number>>;
        readonly otherwise: number;
      }
    >
  >;
  readonly facts: Readonly<Record<string, FactRow>>;
  readonly world: readonly Quantity[];
  readonly groups: Readonly<Record<string, GroupRow>>;
  readonly row: readonly Quantity[];
  readonly event: readonly Quantity[];
  readonly claim: readonly Quantity[];
  readonly lines: readonly LineRow[];
  readonly claimLines: readonly LineRow[];
  readonly eventFacts: readonly {
    readonly id: string;
    readonly ja: string;
    readonly formula: string;
    readonly groups: readonly string[];
  }[];
  readonly severe: Readonly<Record<string, string>>;
  readonly outageHours: Readonly<Record<string, string>>;
  /** Heads this model does not price, and why. */
  readonly notModelled: readonly {
    readonly head: string;
    readonly why: Text;
    readonly src: readonly string[];
  }[];
  readonly claimChoice: Readonly<Record<string, { readonly choice: 'each' | 'some'; readonly of: string }>>;
};

/** Who bears or claims a line: the company itself, data subjects, card issuers, contract partners. */
export const PARTIES = ['own', 'victim', 'card_issuer', 'client'] as const;
export type PartyId = (typeof PARTIES)[number];
