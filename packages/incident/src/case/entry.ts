import type { Instant } from '@sonae/core';
import type { LedgerLine } from '../ledger/line.ts';
import type { SightingState } from './sighting.ts';

/** How sure the one who said it is (確からしさ). */
export type Confidence = 'confirmed' | 'likely' | 'rumour';

/** A value of a fact: text, number, yes or no, a list, a range. `'unknown'` is a value too: somebody looked and does not know. */
export type FactValue = unknown;

/** What somebody states about the case (事実). Nothing is overwritten: a later statement with the same key counts instead. */
export type Statement = {
  /** A key of the duties' facts, `persons`, or of the case, `scenario`. */
  readonly key: string;
  readonly value: FactValue;
  /** As of when it is so, which may be earlier than when it was said. */
  readonly asOf: Instant;
  /** Who said so: a person, a log, a report. */
  readonly source: string;
  readonly confidence: Confidence;
  /** SHA-256 of what shows it. */
  readonly evidence: readonly string[];
  /** Why an earlier statement is put right; the earlier one stays. */
  readonly correction?: string;
};

/** What is written about a case, one thing at a time (時系列の一件). */
export type CaseEvent =
  | { readonly kind: 'opened'; readonly name: string; readonly drill: boolean }
  | { readonly kind: 'fact'; readonly fact: Statement }
  | {
      readonly kind: 'task';
      readonly task: string;
      readonly title: string;
      readonly owner?: string;
      readonly due?: Instant;
    }
  | { readonly kind: 'task.done'; readonly task: string; readonly note?: string }
  | { readonly kind: 'decision'; readonly subject: string; readonly choice: string; readonly reason: string }
  | {
      readonly kind: 'told';
      readonly whom: string;
      readonly by: string;
      readonly what: string;
      readonly toldAt: Instant;
    }
  | {
      readonly kind: 'duty.done';
      readonly duty: string;
      readonly doneAt: Instant;
      readonly evidence?: readonly string[];
    }
  | { readonly kind: 'action'; readonly action: string; readonly state: string; readonly plan?: string }
  /** A line of the ledger as it stands from now on; earlier ones of the same id stay in the log (台帳の行). */
  | { readonly kind: 'ledger'; readonly line: LedgerLine }
  | { readonly kind: 'ledger.withdrawn'; readonly line: string; readonly reason: string }
  /** What somebody says about the case, in their words (聞き取り). */
  | {
      readonly kind: 'testimony';
      readonly who: string;
      readonly what: string;
      /** When they were heard, and by whom where it is not the one who writes. */
      readonly heardAt: Instant;
      readonly heardBy?: string;
    }
  /** A photo or another file that is kept, by its digest (証拠の写真). */
  | {
      readonly kind: 'file';
      readonly sha256: string;
      readonly name: string;
      readonly type: string;
      /** Bytes. */
      readonly size: number;
      readonly note?: string;
    }
  /** Somebody to call, where the register of the company does not name them (連絡先). */
  | { readonly kind: 'contact'; readonly who: string; readonly reach: string; readonly role?: string }
  /** A place where leaked data was looked for, and how it stood (監視表の一行). */
  | {
      readonly kind: 'sighting';
      readonly url: string;
      readonly state: SightingState;
      readonly seenAt: Instant;
      readonly note?: string;
    }
  /** Counsel or an expert of this case (この事案の弁護士・専門家); written again under the same id, it puts the earlier word right. */
  | {
      readonly kind: 'adviser';
      readonly adviser: string;
      readonly name: string;
      readonly firm?: string;
      /** A support area of the vocabulary: legal, investigation … */
      readonly area: string;
      /** First day, `yyyy-mm-dd`. */
      readonly since: string;
      readonly reach?: string;
      /** The read-only link they hold. */
      readonly link?: string;
    }
  | {
      readonly kind: 'adviser.left';
      readonly adviser: string;
      /** Last day, `yyyy-mm-dd`. */
      readonly until: string;
      readonly reason: string;
    }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'closed'; readonly reason: string };

export type CaseEntry = {
  /** Place in the log of the case, from 0. */
  readonly index: number;
  readonly at: Instant;
  readonly by: string;
  readonly event: CaseEvent;
};

/** Facts of the case that no duty asks for: what is seen, which systems and asset, where. */
export const CASE_FACTS: readonly string[] = ['kind', 'systems', 'place', 'cause', 'asset'];
/** Facts under this prefix are asked for by policies alone: `event.war`. */
export const EVENT_FACT = 'event.';

/** Whether duties are judged without it. Everything else is a fact of the duties. */
export const isCaseFact = (key: string): boolean => CASE_FACTS.includes(key) || key.startsWith(EVENT_FACT);
