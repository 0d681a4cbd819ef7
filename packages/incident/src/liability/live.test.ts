import { readFileSync } from 'node:fs';
import { eventFactOf } from '@sonae/knowledge/event-facts';
import { lossModel } from '@sonae/knowledge/loss-model';
import type { LossModelData } from '@sonae/loss';
import { readPolicies } from '@sonae/policy';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readCompanyYaml } from '@sonae/register/readers';
import { expect, test } from 'vitest';
import { bandOf, type CaseFacts } from './facts.ts';
import { eventOfCourse } from './insured.ts';
import { type LiveOptions, liveLiability } from './live.ts';
import { coursesOf } from './sample.ts';

const example = (file: string) => readFileSync(new URL(`../../../../examples/${file}`, import.meta.url));
const company = readCompanyYaml(example('companies/retailer.yaml'), 'retailer', knowledgeVocabulary())
  .company!;
const policies = [readPolicies(example('policies/minato-cyber-std-2026.yaml'), 'minato')[0].policy!];
const data = lossModel as LossModelData;

const EVENT = {
  occurredAt: '2026-09-03T04:10+09:00',
  discoveredAt: '2026-09-03T08:30+09:00',
  reportedAt: '2026-09-04T10:00+09:00',
  cause: 'intrusion',
  war: false,
  stateBacked: false,
  knownBefore: false,
  knownAt: '2026-09-03T08:30+09:00',
  suspicionOnly: false,
  places: ['JP'],
  actors: [{ role: 'outsider', intent: true, grossNegligence: false }],
};
const FACTS: CaseFacts = { asset: 'customers', causes: ['vulnerability', 'credential_abuse'], event: EVENT };
const FEW: LiveOptions = { courses: 12 };
const live = (facts: Partial<CaseFacts> = {}, options = FEW) =>
  liveLiability({ company, policies, data, facts: { ...FACTS, ...facts } }, options);

test('LL1 the same facts give the same figures', () => {
  const once = live();
  expect(live()).toEqual(once);
  expect(once.courses).toBe(12);
  expect(bandOf([5, 1, 3])).toEqual({ low: 1, median: 3, high: 5 });
});

test('LL2 courses fit the facts: cause, asset, persons', () => {
  const facts = { ...FACTS, persons: { atLeast: 4_000, atMost: 6_000 } };
  const { courses, wide } = coursesOf(company, data, facts, { count: 40, seed: 1 });
  expect(wide).toBe(false);
  for (const { cause, persons, lines, gross } of courses) {
    expect(facts.causes).toContain(cause);
    expect(persons).toBeGreaterThanOrEqual(2_000);
    expect(persons).toBeLessThanOrEqual(6_000);
    expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(gross);
  }
  expect(coursesOf(company, data, { ...FACTS, causes: ['no-such-cause'] }, { count: 9, seed: 1 })).toEqual({
    courses: [],
    wide: true,
  });
});

test('LL2 where the model has no such event, the nearest stand in, and that is said', () => {
  const many = { ...FACTS, causes: ['operation_error'], persons: { atLeast: 40_000, atMost: 48_000 } };
  expect(coursesOf(company, data, many, { count: 8, seed: 1 }).wide).toBe(true);
});

test('LL3 the money of a course meets the policies whole', () => {
  const { courses } = coursesOf(company, data, FACTS, { count: 30, seed: 1 });
  for (const course of courses) {
    const event = eventOfCourse(course, FACTS);
    expect(event.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(course.gross);
  }
});

test('LL3 more persons, more money; gross, insurer and rest hang together', () => {
  const at = (number: number) => live({ persons: { atLeast: number, atMost: number } });
  const [few, many] = [at(1_000), at(40_000)];
  expect(many.gross.median).toBeGreaterThan(few.gross.median);
  // What is paid a person follows the persons; lost profit and what clients claim do not.
  const letters = ({ heads }: typeof few) => heads.find(({ head }) => head === 'notification')!.band.median;
  expect(letters(many)).toBeGreaterThan(10 * letters(few));
  for (const { gross, stays, insurer } of [few, many]) {
    expect(stays.high).toBeLessThanOrEqual(gross.high);
    expect(insurer.high).toBeLessThanOrEqual(100_000_000);
    expect(insurer.median).toBeGreaterThan(0);
  }
  expect(many.heads[0].band.high).toBeGreaterThan(0);
});

test('LL4 open questions are worth what their answers differ by; what is known is not asked', () => {
  const open = live({ persons: { atLeast: 1_000, atMost: 40_000 } });
  const persons = open.questions.find(({ fact }) => fact === 'persons')!;
  expect(persons.answers.map(({ value }) => value)).toEqual(['1000', '40000']);
  expect(persons.worth).toBe(persons.answers[1].stays.median - persons.answers[0].stays.median);
  expect(
    live({ persons: { atLeast: 1_000, atMost: 1_000 } }).questions.map(({ fact }) => fact),
  ).not.toContain('persons');
  const worths = open.questions.map(({ worth }) => worth);
  expect(worths).toEqual([...worths].sort((a, b) => b - a));
});

test('LL4 only what can be answered yes or no is asked so, however little is known', () => {
  const { questions } = live({ event: { discoveredAt: EVENT.discoveredAt } });
  const asked = questions.map(({ fact }) => fact).filter((fact) => fact !== 'cause' && fact !== 'persons');
  expect(asked.length).toBeGreaterThan(0);
  for (const fact of asked) expect(eventFactOf(fact)?.type, fact).toBe('boolean');
});

test('LL5 a late notice costs nothing presumed and everything at the worst, where the wording denies on prejudice', () => {
  const late = live().lateNotice!;
  expect(late.days).toBe(60);
  expect(late.worst).toBeGreaterThan(late.presumed);
  expect(live({ event: { ...EVENT, insurerPrejudiced: true } }).lateNotice!.presumed).toBeGreaterThan(0);
  expect(live({ event: { ...EVENT, discoveredAt: undefined } }).lateNotice).toBeNull();
});
