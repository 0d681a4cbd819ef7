import type { Instant, Issue } from '@sonae/core';
import { type CaseRoom, dutyFacts } from '@sonae/incident/case';
import { type Duty, dutiesOf } from '@sonae/law';
import { parseFacts } from '@sonae/law/read';

/** What follows from a case at a moment: duties that arise or may, and the questions that would decide them. */
export type Judged = {
  readonly duties: readonly Duty[];
  readonly questions: readonly { readonly fact: string; readonly decides: string[] }[];
  readonly issues: readonly Issue[];
};

/** Judges a case (事案の義務を調べる), the most urgent duty first. */
export function judge(room: CaseRoom, now: Instant): Judged {
  const { facts, issues } = parseFacts(dutyFacts(room));
  const duties = facts ? dutiesOf(facts, { now }) : [];
  return {
    duties: duties.filter(({ state }) => state !== 'not_due').sort(byUrgency),
    questions: questionsOf(duties),
    issues,
  };
}

const ORDER: readonly Duty['state'][] = ['due', 'perhaps', 'optional', 'done', 'not_due'];

/** What is due before what may be; then at once before promptly before a date; then the earlier date. */
function byUrgency(a: Duty, b: Duty): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || when(a) - when(b) || (a.id < b.id ? -1 : 1);
}

const when = ({ due, urgency }: Duty): number =>
  urgency === 'immediately' ? 0 : urgency === 'promptly' ? 1 : (due ?? Number.MAX_SAFE_INTEGER);

/** The open questions, the one that decides most duties first. */
function questionsOf(duties: readonly Duty[]): Judged['questions'] {
  const decides = new Map<string, string[]>();
  for (const { id, state, needs } of duties) {
    if (state !== 'perhaps') continue;
    for (const fact of needs) decides.set(fact, [...(decides.get(fact) ?? []), id]);
  }
  return [...decides]
    .map(([fact, ids]) => ({ fact, decides: ids }))
    .sort((a, b) => b.decides.length - a.decides.length || (a.fact < b.fact ? -1 : 1));
}
