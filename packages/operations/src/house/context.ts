import type { Mailer } from '@sonae/adapters/mail';
import type {
  Assessment,
  AssessmentInput,
  ComparedCompany,
  ComparisonOptions,
  ComparisonReport,
} from '@sonae/assessment';
import type { Language } from '@sonae/core';
import type { LiveLiability } from '@sonae/incident/liability';
import type { Policy } from '@sonae/policy';
import type { Asked, Live, RowsOf, Store, Tx } from '@sonae/store';
import type { Access, Principal } from '../access/principal.ts';
import type { Problem } from '../contract/base.ts';
import type { CaseEvidence } from '../incident/evidence/port.ts';
import type { CaseQuestion } from '../incident/live.ts';
import type { PlaybookFiles } from '../playbooks/library.ts';

/** Accounts as operations need them: passwords and sessions are kept by whoever implements this. */
export type Accounts = {
  /** Makes an account that can sign in with a password. The address counts as proven. */
  create(account: { name: string; email: string; password: string }): Promise<{ readonly id: string }>;
  sessions(headers: Headers): Promise<
    readonly {
      readonly id: string;
      readonly current: boolean;
      readonly userAgent: string | null;
      readonly ipAddress: string | null;
      readonly createdAt: Date;
      readonly expiresAt: Date;
    }[]
  >;
  /** Ends one session of whoever asks; false where it is nobody's or somebody else's. */
  revoke(headers: Headers, session: string): Promise<boolean>;
};

export type Simulation = {
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  readonly language: Language;
  readonly command: string;
};

/** Runs simulations one after the other, since each takes every core; rejects with {@link Busy} where too many wait. */
export type Assessor = (
  input: AssessmentInput,
  options: Simulation,
  signal?: AbortSignal,
) => Promise<Assessment>;

/** Compares policies for a company, which plays years: like simulations one after the other. */
export type Comparer = (
  policies: readonly Policy[],
  company: ComparedCompany,
  options: ComparisonOptions,
) => Promise<ComparisonReport>;

/** Works out the liability of a running case, beside whoever else is served; rejects with {@link Busy} where too many wait. */
export type LiabilityAsker = (question: CaseQuestion) => Promise<LiveLiability>;

/** Too many wait already. */
export class Busy extends Error {}

/** What a request brings, and what the house lends to it. */
export type RequestContext = {
  readonly store: Store;
  readonly live: Live;
  readonly accounts: Accounts;
  readonly assessor: Assessor;
  readonly comparer: Comparer;
  readonly liability: LiabilityAsker;
  /** What the button of single sign-on says, where there is one. */
  readonly signOn?: string;
  /** Absent where no mail is set up. */
  readonly mailer?: Mailer;
  /** Notices to browsers; absent where nobody has an account. */
  readonly push?: {
    readonly publicKey: string;
    /** Whether these are keys of a browser, and the address one on the open net. */
    isAllowed(to: {
      readonly endpoint: string;
      readonly p256dh: string;
      readonly auth: string;
    }): Promise<boolean>;
  };
  /** Playbooks that may be run here; none where it is absent. */
  readonly playbooks?: PlaybookFiles;
  /** Wakes runs of playbooks then, once the transaction is committed; without it they are woken each minute. */
  readonly wakeRuns?: (tx: Tx, at: Date) => Promise<void>;
  /** The evidence journal; without it the entries of cases wait. */
  readonly evidence?: CaseEvidence;
  readonly mode: 'demo' | 'accounts';
  readonly version: string;
  /** A mark of the programme that calculates; a result that another one made is not taken for ours. */
  readonly programme: string;
  readonly now: () => Date;
  readonly principal: Principal;
  /** Id of the organisation the request is about; where it names none, the first of the principal's. */
  readonly organisation?: string;
  readonly requestId: string;
  readonly headers: Headers;
  /** Where people reach this server, `https://sonae.example.jp`; links begin with it. */
  readonly origin: string;
  /** Says that the server stops. */
  readonly stopping: AbortSignal;
};

/** What a handler may say about its work for the log. */
export type Noted = {
  readonly subject?: { readonly kind: string; readonly id?: string };
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** What a handler works with. */
export type OperationContext = RequestContext & {
  readonly access: Access;
  /** A transaction that sees this organisation only. What the operation must log is logged in it. */
  inside<T>(work: (tx: Tx, note: (noted: Noted) => void) => Promise<T>): Promise<T>;
  /** The same for statements that do not wait for each other, in one round trip to the database. */
  look<const All extends readonly Asked<unknown>[]>(noted: Noted, ...asked: All): Promise<RowsOf<All>>;
};

/** Refusals as operations throw them: the code decides the status. */
export type Refusal = Problem;

/** Who writes, by the name people know. */
export const writerOf = ({ principal }: OperationContext): string =>
  principal.kind === 'user' || principal.kind === 'demo' ? principal.name : principal.kind;
