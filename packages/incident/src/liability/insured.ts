import { eventOf, type LossEvent, type PayResult, type Policy, pay, prepare, presumed } from '@sonae/policy';
import type { CaseFacts } from './facts.ts';
import type { Course } from './sample.ts';

const HOUR = 3_600_000;
const CLAIMANTS: Readonly<Record<string, string>> = {
  victim: 'victim',
  card_issuer: 'card_issuer',
  client: 'client',
};

/** A course of the case as policies see it: the facts that are known, and money as it would arise. */
export function eventOfCourse({ cause, lines, outageHours }: Course, { event }: CaseFacts): LossEvent {
  const discovered = String(event.discoveredAt ?? event.occurredAt);
  const claims = Map.groupBy(
    lines.filter(({ party }) => party !== 'own'),
    ({ claim, party }) => `${claim}-${party}`,
  );
  const start = Date.parse(discovered);
  return eventOf({
    id: 'case',
    ...(event.cause === undefined && { causeDetail: cause }),
    ...event,
    ...(outageHours > 0 &&
      event.outage === undefined && {
        outage: { start: discovered, end: new Date(start + outageHours * HOUR).toISOString() },
      }),
    costs: lines
      .filter(({ party }) => party === 'own')
      .map(({ head, amount, units }) => ({
        head,
        amount,
        at: discovered,
        consent: 'prior_written',
        outsourced: true,
        ...(units > 0 && { units }),
      })),
    claims: [...claims].map(([id, components]) => ({
      id: `c${id}`,
      claimant: CLAIMANTS[components[0].party],
      forum: 'JP',
      madeAt: discovered,
      components: components.map(({ head, amount }) => ({
        head,
        amount,
        contractualOnly: head === 'liquidated_damages',
        kind: head === 'liquidated_damages' ? 'liquidated_damages' : 'damage',
      })),
    })),
  });
}

/** What insurers would pay for each course, unknown facts presumed by the burden of proof. */
export function paidOf(courses: readonly Course[], policies: readonly Policy[], facts: CaseFacts): number[] {
  return courses.map((course) => {
    const events = [eventOfCourse(course, facts)];
    return presumed(events, prepare(policies, events)).payments.reduce((sum, { yen }) => sum + yen, 0);
  });
}

/** The full answer, with the range over what nobody knows; dearer by far, so it is asked of some courses only. */
export function answersOf(
  courses: readonly Course[],
  policies: readonly Policy[],
  facts: CaseFacts,
): PayResult[] {
  return courses.map((course) => pay(policies, [eventOfCourse(course, facts)]));
}

/** Some of the courses, spread over the list, which is in no order of size. */
export function someOf(courses: readonly Course[], count: number): Course[] {
  const step = Math.max(1, Math.ceil(courses.length / count));
  return courses.filter((_, i) => i % step === 0);
}
