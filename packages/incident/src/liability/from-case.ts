import type { Instant } from '@sonae/core';
import { causeOf, causes } from '@sonae/knowledge';
import { parseFacts } from '@sonae/law/read';
import type { Company } from '@sonae/register';
import { type CaseRoom, dutyFacts, EVENT_FACT } from '../case/index.ts';
import type { CaseFacts } from './facts.ts';

/**
 * Causes that are possible by what is seen (見えていることから考えられる原因); for what is not here, all of them. Judgement: the families of the
 * vocabulary as the eight answers of the red button name them.
 */
const POSSIBLE: Readonly<Record<string, readonly string[]>> = {
  mail: ['misdelivery', 'operation_error'],
  lost: ['lost_device', 'theft', 'disposal'],
  intrusion: causes.filter(({ family }) => family === 'intrusion').map(({ id }) => id),
  exposed: ['misconfiguration', 'operation_error'],
  insider: ['insider', 'partner_staff'],
  vendor: ['supplier_breach', 'partner_staff'],
  outage: [
    'ransomware',
    'ddos',
    ...causes.filter(({ family }) => family === 'it_accident').map(({ id }) => id),
  ],
};

/** The facts of a case as the loss model and the policies ask for them. What nobody has stated stays unknown. */
export function liabilityFacts(room: CaseRoom, company: Company): CaseFacts {
  const asset = company.assets?.find(({ id }) => id === known(room, 'asset'));
  const possible = possibleCauses(room);
  const persons = personsOf(room, company, asset?.persons);
  return {
    ...(possible && { causes: possible }),
    ...(asset && { asset: asset.id }),
    ...(persons && { persons }),
    event: { ...statedForPolicies(room), ...timesOf(room), ...causeForPolicies(possible) },
  };
}

/** Causes somebody has named, else those that fit what is seen; undefined where nobody knows. */
function possibleCauses(room: CaseRoom): readonly string[] | undefined {
  const named = [known(room, 'cause')].flat().flatMap((word) => causeOf(String(word))?.id ?? []);
  return named.length > 0 ? named : POSSIBLE[String(known(room, 'kind'))];
}

/** How policies call the cause, where all that is possible comes to one. */
function causeForPolicies(possible: readonly string[] = []): Readonly<Record<string, unknown>> {
  if (possible.length === 1) return { causeDetail: possible[0] };
  const words = new Set(possible.map((id) => causeOf(id)?.policyCause));
  return words.size === 1 ? { cause: [...words][0] } : {};
}

/** The least and the most; the most is what the asset holds, or the largest of all, where nobody gave one. */
function personsOf(room: CaseRoom, company: Company, held: unknown): CaseFacts['persons'] {
  const persons = parseFacts({ persons: dutyFacts(room).persons }).facts?.persons;
  if (!persons) return undefined;
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  const most = number(held) || Math.max(0, ...(company.assets ?? []).map((one) => number(one.persons)));
  return { atLeast: persons.least, atMost: persons.most ?? Math.max(persons.least, most) };
}

function statedForPolicies({ facts }: CaseRoom): Record<string, unknown> {
  return Object.fromEntries(
    [...facts].flatMap(([key, { value }]) =>
      key.startsWith(EVENT_FACT) && value !== 'unknown' ? [[key.slice(EVENT_FACT.length), value]] : [],
    ),
  );
}

/** When it happened, was learned of and told to the insurer; what was stated for policies stands above. */
function timesOf(room: CaseRoom): Record<string, unknown> {
  const learned = known(room, 'learnedAt');
  const stated = statedForPolicies(room);
  return {
    ...withValue('occurredAt', stated.occurredAt ?? known(room, 'occurredAt')),
    ...withValue('awareAt', stated.awareAt ?? learned),
    ...withValue('discoveredAt', stated.discoveredAt ?? learned),
    ...withValue('reportedAt', stated.reportedAt ?? insurerToldAt(room)),
  };
}

/** The insurer was told when the notice clause of a policy was done, or the first step that says so. */
function insurerToldAt({ done, tasks }: CaseRoom): string | undefined {
  const times = [
    ...[...done].filter(([duty]) => duty.startsWith('policy:')).map(([, at]) => at),
    ...tasks.filter(({ task }) => task === 'first/insurer').map(({ doneAt }) => doneAt),
  ].filter((at): at is Instant => at !== undefined);
  return times.length > 0 ? new Date(Math.min(...times)).toISOString() : undefined;
}

function known({ facts }: CaseRoom, key: string): unknown {
  const value = facts.get(key)?.value;
  return value === 'unknown' ? undefined : value;
}

const withValue = (key: string, value: unknown) => (value === undefined ? {} : { [key]: value });
