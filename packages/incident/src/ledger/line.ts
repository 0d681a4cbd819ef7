/** How consumption tax stands to an amount: not in it, in it, or none is due (対価性のない賠償金など). */
export type TaxBasis = 'excluded' | 'included' | 'exempt';

/** How far money has gone. Warnings come at the first two; afterwards it is too late. */
export type LineState = 'considered' | 'promised' | 'incurred' | 'paid';

/** The insurer's yes to an expense or a settlement, and where it is kept. */
export type Consent = {
  readonly kind: 'none' | 'prior' | 'prior_written';
  readonly by?: string;
  readonly at?: string;
  /** SHA-256 of the letter in the evidence store. */
  readonly evidence?: string;
};

type Common = {
  readonly id: string;
  readonly description?: string;
  /** Who is paid, who claims, or who pays us. */
  readonly party?: string;
  readonly state: LineState;
  /** Integer yen, as on the paper. */
  readonly amount: number;
  readonly taxBasis: TaxBasis;
  /** Consumption tax in parts per million, 100,000 for 10 %; needed unless exempt. */
  readonly taxPpm?: number;
  readonly quote?: string;
  readonly invoice?: string;
  readonly paidOn?: string;
  /** SHA-256 of receipt or transfer in the evidence store. */
  readonly proof?: string;
  /** Why it is of this case, where several share it (按分の理由). */
  readonly allocation?: string;
  /** What the insurer said of it (認定額) and paid. */
  readonly adjusted?: number;
  readonly received?: number;
  readonly dispute?: string;
};

/** Money spent by the company (費用). `head` is a word of the vocabulary. */
export type CostLine = Common & {
  readonly kind: 'cost';
  readonly head: string;
  /** Instant or date the cost arose. */
  readonly at: string;
  readonly consent: Consent;
  readonly outsourced?: boolean;
  readonly units?: number;
  readonly unit?: 'person' | 'corporation';
  /** Overtime: minutes and yen an hour, from which the amount was made (超過人件費). */
  readonly minutes?: number;
  readonly hourlyYen?: number;
  /** The claim that defence is for. */
  readonly claim?: string;
};

/** One head of what somebody claims (第三者の請求). What counts is what was settled, else what was assessed, else what is claimed. */
export type ClaimLine = Common & {
  readonly kind: 'claim';
  readonly claim: string;
  readonly claimant: 'victim' | 'card_issuer' | 'client' | 'other_company' | 'shareholder' | 'authority';
  readonly forum?: string;
  readonly madeAt: string;
  readonly head: string;
  /** Contract clause or tort on which it stands. */
  readonly basis?: string;
  readonly contractualOnly?: boolean;
  readonly liableWithoutContract?: boolean;
  readonly componentKind?: string;
  readonly assessed?: number;
  readonly settled?: {
    readonly amount: number;
    readonly at: string;
    readonly consent: Consent;
    readonly release?: string;
  };
};

/** Money from others than insurers (求償・回収). It counts once it has come in. */
export type RecourseLine = Common & {
  readonly kind: 'recourse';
  readonly heads?: readonly string[];
};

export type LedgerLine = CostLine | ClaimLine | RecourseLine;

/** Money lost without an invoice, in the facts of the case (outage): loss of income (喪失利益). */
export type Ledger = {
  readonly case: string;
  /** Facts of the event as policies ask for them, without claims, costs and recoveries. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Whether amounts meet the policies with or without tax: without where the company deducts input tax (仕入税額控除). */
  readonly counts: 'excluded' | 'included';
  readonly lines: readonly LedgerLine[];
};
