import { expect, test } from 'vitest';
import { eventOf } from '../event/read.ts';
import { type Policy, policy as policySchema } from '../schema/index.ts';
import { pay } from './pay.ts';

const policyOf = (id: string, heads: string[], limit: object, retention = 0): Policy =>
  policySchema.parse({
    id,
    insurer: '試験（架空）',
    limits: { all: { amount: 100, ...limit } },
    parts: [
      {
        id: 'expense',
        trigger: { basis: 'discovered' },
        retention: { kind: 'deductible', amount: retention, per: 'event' },
        heads: [{ ids: heads }],
        order: ['retention', 'limit.all'],
      },
    ],
  });

const events = [
  eventOf({
    id: 'a',
    occurredAt: '2026-05-01',
    discoveredAt: '2026-05-01',
    costs: [{ head: 'forensic', amount: 100 }],
  }),
  eventOf({
    id: 'b',
    occurredAt: '2026-06-01',
    discoveredAt: '2026-06-01',
    costs: [{ head: 'gift', amount: 100 }],
  }),
];

test('Y31 with an aggregate and a second policy, a higher retention may raise what is paid in all', () => {
  const second = policyOf('second', ['forensic'], { per: 'event' });
  const total = (retention: number) =>
    pay([policyOf('first', ['forensic', 'gift'], { per: 'period' }, retention), second], events).total;
  // The first policy spends its aggregate on the first event, which the second policy would have paid.
  expect(total(0)).toBe(100);
  // Now the second policy pays half of the first event, and half of the aggregate is left for the second event.
  expect(total(50)).toBe(150);
});

test('Y32 aggregates go by trigger date, ties by id, whatever the order of the file', () => {
  const policy = policyOf('p', ['forensic', 'gift'], { per: 'period' });
  const paid = (of: typeof events) =>
    Object.fromEntries(pay([policy], of).events.map(({ id, total }) => [id, total]));
  expect(paid(events)).toEqual({ a: 100, b: 0 });
  expect(paid([...events].reverse())).toEqual({ a: 100, b: 0 });
  const sameDay = events.map((event) => ({ ...event, facts: { ...event.facts, discoveredAt: 0 } }));
  expect(paid(sameDay.reverse())).toEqual({ a: 100, b: 0 });
});

test('Y33 shared in proportion, two events of a period bear the aggregate alike', () => {
  const policy = policyOf('p', ['forensic', 'gift'], { per: 'period', sharing: 'pro_rata' });
  expect(pay([policy], events).events.map(({ total }) => total)).toEqual([50, 50]);
});

test('Y34 a reinstated limit gives as often again within the period', () => {
  const policy = policyOf('p', ['forensic', 'gift'], {
    per: 'event',
    reinstatements: { times: 1, costs: [1] },
  });
  const more = [
    ...events,
    { ...events[0], id: 'c', facts: { ...events[0].facts, discoveredAt: Date.UTC(2026, 8) } },
  ];
  expect(pay([policy], more).events.map(({ total }) => total)).toEqual([100, 100, 0]);
});
