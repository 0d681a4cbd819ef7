import type { Instant, Text } from '@sonae/core';
import type { CaseEntry, CaseRoom } from '@sonae/incident/case';
import type { LinePosition } from '@sonae/incident/ledger';

/** A duty as the page shows it. */
export type CaseClock = {
  readonly title: Text;
  readonly state: string;
  readonly due: string | null;
  readonly urgency: string | null;
  readonly basis: readonly string[];
  readonly steps: readonly Text[];
  readonly certainty: string;
};

export type CaseContact = {
  readonly area: Text | null;
  readonly who: string;
  readonly person?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly reach?: string;
};

/** Everything a case holds, for somebody outside (事案の控え). */
export type CaseFile = {
  readonly name: string;
  readonly company: string | null;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly room: CaseRoom;
  readonly entries: readonly CaseEntry[];
  readonly clocks: readonly CaseClock[];
  readonly contacts: readonly CaseContact[];
  /** Contacts of the register are left out. */
  readonly withoutContacts: boolean;
  readonly positions: readonly LinePosition[];
  /** Where each photo lies, seen from the page, by its digest; empty where they are left out. */
  readonly photos: ReadonlyMap<string, string>;
  /** Whether the evidence lies beside the page, in `evidence/`. */
  readonly evidence: boolean;
};
