import { readFileSync } from 'node:fs';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readCompanyYaml } from '@sonae/register/readers';
import { expect, test } from 'vitest';
import { type CaseEvent, caseRoom } from '../case/index.ts';
import { liabilityFacts } from './from-case.ts';

const file = readFileSync(new URL('../../../../examples/companies/retailer.yaml', import.meta.url));
const company = readCompanyYaml(file, 'retailer', knowledgeVocabulary()).company!;
const T = Date.parse('2026-11-21T22:10:00+09:00');
const facts = (stated: Record<string, unknown>, ...more: CaseEvent[]) => {
  const events: CaseEvent[] = [
    { kind: 'opened', name: '事案', drill: false },
    ...Object.entries(stated).map(
      ([key, value]): CaseEvent => ({
        kind: 'fact',
        fact: { key, value, asOf: T, source: '田中', confidence: 'likely', evidence: [] },
      }),
    ),
    ...more,
  ];
  const entries = events.map((event, index) => ({ index, at: T + index, by: '田中', event }));
  return liabilityFacts(caseRoom(entries), company);
};

test('LL6 what is seen narrows the causes, a named cause narrows them to itself, and unknown to nothing', () => {
  expect(facts({ kind: 'mail' })).toMatchObject({
    causes: ['misdelivery', 'operation_error'],
    event: {},
  });
  expect(facts({ kind: 'insider', cause: 'insider' })).toMatchObject({
    causes: ['insider'],
    event: { causeDetail: 'insider' },
  });
  expect(facts({ kind: 'other' }).causes).toBeUndefined();
  expect(facts({ kind: 'mail', cause: 'unknown' }).causes).toHaveLength(2);
});

test('LL6 persons: a number is both ends, an open end is what the asset holds', () => {
  expect(facts({ persons: 12 }).persons).toEqual({ atLeast: 12, atMost: 12 });
  expect(facts({ persons: { atLeast: 5 }, asset: 'inquiries' })).toMatchObject({
    asset: 'inquiries',
    persons: { atLeast: 5, atMost: 7_500 },
  });
  expect(facts({ persons: { atLeast: 5 } }).persons?.atMost).toBe(48_000);
  expect(facts({ persons: 'unknown', asset: 'no-such' })).toEqual({ event: {} });
});

test('LL6 the insurer is told when a notice clause or the first step is done, the earliest of them; stated times stand above', () => {
  const told: CaseEvent[] = [
    { kind: 'task', task: 'first/insurer', title: '一報' },
    { kind: 'task.done', task: 'first/insurer' },
    { kind: 'duty.done', duty: 'policy:minato', doneAt: T + 99_000 },
  ];
  const learnedAt = '2026-11-21T22:10:00+09:00';
  expect(facts({ learnedAt }, ...told).event).toMatchObject({
    discoveredAt: learnedAt,
    reportedAt: new Date(T + 3).toISOString(),
  });
  const reportedAt = '2026-11-21T23:00:00+09:00';
  expect(facts({ learnedAt, 'event.reportedAt': reportedAt }, ...told).event.reportedAt).toBe(reportedAt);
  expect(facts({ 'event.war': false, 'event.stateBacked': 'unknown' }).event).toEqual({ war: false });
});
