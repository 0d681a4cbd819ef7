import { formatInstant, type Instant, type Text } from '@sonae/core';
import type { Completeness } from './completeness.ts';
import type { Duty } from './duties.ts';
import { stepText } from './steps.ts';

/** A duty as the command and the API print it: times as texts in Japan's time, null where there is none. */
export type PrintedDuty = {
  readonly id: string;
  readonly state: Duty['state'];
  readonly due: string | null;
  readonly warnAt: string | null;
  readonly urgency: 'promptly' | 'immediately' | null;
  readonly safeDue: string | null;
  readonly statutoryDue: string | null;
  readonly basis: readonly string[];
  readonly counting: string;
  readonly needs: readonly string[];
  readonly title: Text;
  readonly reason: Duty['reason'];
  readonly jurisdiction: string;
  readonly recipient: string | null;
  readonly certainty: Duty['certainty'];
  readonly start: string | null;
  readonly doneAt: string | null;
  readonly late: boolean;
  readonly mayLift: readonly string[];
  readonly triggers: Duty['triggers'];
  readonly steps: readonly Text[];
  readonly contents: Completeness | null;
  readonly note: Text | null;
};

/** The duty with its keys in one order. */
export function printDuty(duty: Duty): PrintedDuty {
  return {
    id: duty.id,
    state: duty.state,
    due: time(duty.due),
    warnAt: time(duty.warnAt),
    urgency: duty.urgency ?? null,
    safeDue: time(duty.safeDue),
    statutoryDue: time(duty.statutoryDue),
    basis: duty.basis,
    counting: duty.counting,
    needs: duty.needs,
    title: duty.title,
    reason: duty.reason,
    jurisdiction: duty.jurisdiction,
    recipient: duty.recipient ?? null,
    certainty: duty.certainty,
    start: time(duty.start),
    doneAt: time(duty.doneAt),
    late: duty.late,
    mayLift: duty.mayLift,
    triggers: duty.triggers,
    steps: duty.steps.map(stepText),
    contents: duty.contents ?? null,
    note: duty.note ?? null,
  };
}

function time(instant: Instant | undefined): string | null {
  return instant === undefined ? null : formatInstant(instant);
}
