import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventOf } from '../event/read.ts';
import { policy as policySchema } from '../schema/index.ts';
import { pay } from './pay.ts';

// Formulae that insurers and schemes print of their own products: sources in tests/conformance/policy-terms/
// jp-published-golden.json, `formulae`.

const yen = (max: number) => fc.integer({ min: 0, max });
const policyOf = (body: Record<string, unknown>) => policySchema.parse({ insurer: '公表例', ...body });
const floor = Math.floor;

describe('Y24 formulae printed by insurers', () => {
  test('Y24 jcci-expense: min(limit, (loss − deductible) × 0.9), gifts up to 1,000 yen a record', () => {
    fc.assert(
      fc.property(yen(90_000_000), yen(40_000), yen(3000), yen(30_000_000), (other, records, each, limit) => {
        const policy = policyOf({
          id: 'jcci-expense',
          limits: { expense: { amount: limit, per: 'event' } },
          parts: [
            {
              id: 'expense',
              trigger: { basis: 'discovered' },
              pct: 0.9,
              retention: { kind: 'deductible', amount: 100_000, per: 'event' },
              heads: [{ id: 'forensic' }, { id: 'gift', unitCap: { person: 1000 } }],
              order: ['unitCap', 'retention', 'pct', 'limit.expense'],
            },
          ],
        });
        const event = eventOf({
          occurredAt: '2026-07-01',
          costs: [
            { head: 'forensic', amount: other },
            { head: 'gift', amount: records * each, units: records, unit: 'person' },
          ],
        });
        const loss = other + records * Math.min(each, 1000);
        const due = Math.min(limit, floor((Math.max(0, loss - 100_000) * 9) / 10));
        expect(pay([policy], [event]).total).toBe(due);
      }),
      { numRuns: 100 },
    );
  });

  test('Y24 tmn-expense: heads at their percentages and limits, together within the expense total', () => {
    fc.assert(
      fc.property(yen(60_000_000), yen(60_000_000), yen(40_000_000), (forensic, advice, total) => {
        const policy = policyOf({
          id: 'tmn-expense',
          limits: {
            policy: { amount: 30_000_000, per: 'period', children: ['expense'] },
            expense: { amount: Math.min(total, 30_000_000), per: 'event', children: ['response', 'advice'] },
            response: { amount: Math.min(total, 20_000_000), per: 'event' },
            advice: { amount: Math.min(total, 10_000_000), per: 'event' },
          },
          parts: [
            {
              id: 'expense',
              trigger: { basis: 'discovered' },
              heads: [
                { id: 'forensic', pct: 1, node: 'response' },
                { id: 'legal_advice', pct: 0.9, node: 'advice' },
              ],
              order: ['pct', 'limit.head', 'limit.expense', 'limit.policy'],
            },
          ],
        });
        const event = eventOf({
          occurredAt: '2026-07-01',
          costs: [
            { head: 'forensic', amount: forensic },
            { head: 'legal_advice', amount: advice },
          ],
        });
        const heads = Math.min(total, 20_000_000, forensic) + Math.min(total, 10_000_000, (advice * 9) / 10);
        expect(pay([policy], [event]).total).toBe(floor(Math.min(heads, total, 30_000_000)));
      }),
      { numRuns: 100 },
    );
  });

  test('Y24 tmn-bi: nothing up to the chosen hours; then profit and extra expense, each less its deductible', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(2, 12, 240),
        yen(40_000_000),
        yen(9_000_000),
        yen(9_000_000),
        (hours, chosen, profit, mitigation, extra) => {
          const policy = policyOf({
            id: 'tmn-bi',
            limits: {
              policy: { amount: 100_000_000, per: 'period', children: ['profit', 'extra'] },
              profit: { amount: 20_000_000, per: 'event' },
              extra: { amount: 5_000_000, per: 'event' },
            },
            parts: [
              {
                id: 'interruption',
                trigger: { basis: 'outage_started' },
                retention: [
                  { kind: 'waiting_qualify', hours: chosen },
                  {
                    kind: 'deductible',
                    amount: 1_000_000,
                    per: 'event',
                    heads: ['lost_profit', 'mitigation'],
                  },
                  { kind: 'deductible', amount: 300_000, per: 'event', heads: ['extra_expense'] },
                ],
                heads: [
                  { id: 'lost_profit', node: 'profit' },
                  { id: 'mitigation', node: 'profit' },
                  { id: 'extra_expense', node: 'extra' },
                ],
                order: ['waiting', 'retention', 'limit.head', 'limit.policy'],
              },
            ],
          });
          const start = Date.UTC(2026, 6, 1);
          const event = eventOf({
            occurredAt: '2026-07-01',
            outage: {
              start: '2026-07-01T00:00:00Z',
              end: new Date(start + hours * 3_600_000).toISOString(),
            },
            costs: [
              { head: 'lost_profit', amount: profit },
              { head: 'mitigation', amount: mitigation },
              { head: 'extra_expense', amount: extra },
            ],
          });
          const due =
            Math.min(20_000_000, Math.max(0, profit + mitigation - 1_000_000)) +
            Math.min(5_000_000, Math.max(0, extra - 300_000));
          expect(pay([policy], [event]).total).toBe(hours > chosen ? due : 0);
        },
      ),
      { numRuns: 100 },
    );
  });
});
