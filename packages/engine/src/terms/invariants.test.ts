import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onePolicy, payments } from '../testing/models.ts';
import { explainedOutcome } from '../testing/outcome.ts';
import { addEvent, addLine, createEventTable } from './lines.ts';
import { KEY, TERM } from './programme.ts';

describe('invariants', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 6 });
  const step = fc.oneof(
    fc.integer({ min: 0, max: 500_000 }).map((amount) => ({ op: TERM.deduct, amount })),
    fc.integer({ min: 0, max: 2_000_000 }).map((amount) => ({ op: TERM.limit, amount })),
    fc.integer({ min: 0, max: 1_000_000 }).map((amount) => ({ op: TERM.share, amount })),
    fc.integer({ min: 0, max: 500_000 }).map((amount) => ({ op: TERM.franchise, amount })),
  );
  const steps = fc.array(step, { maxLength: 4 });
  const tableOf = (lines: readonly number[]) => {
    const table = createEventTable(1);
    addEvent(table, 0, 0);
    for (const amount of lines) addLine(table, 0, 1, -1, amount);
    return table;
  };

  test('E21 0 ≤ paid ≤ loss, reasons add up to what is kept, and lines to the event', () => {
    fc.assert(
      fc.property(amounts, steps, (lines, terms) => {
        const programme = onePolicy((set, a) =>
          terms.map((t) => ({ ...t, set, reason: a.reason({ id: `r${t.op}` }) })),
        );
        const table = tableOf(lines);
        const { gross, paid, detail } = explainedOutcome(programme, table);
        expect(paid[0][0]).toBeGreaterThanOrEqual(0);
        expect(paid[0][0]).toBeLessThanOrEqual(gross[0]);
        expect(Number.isInteger(paid[0][0])).toBe(true);
        const kept = detail.kept.reduce((a, b) => a + b, 0);
        const explained = detail.reasons.reduce((a, b) => a + b, 0);
        expect(kept).toBeCloseTo(gross[0] - paid[0][0], 4);
        expect(explained).toBeCloseTo(kept, 4);
      }),
      { numRuns: 1000 },
    );
  });

  test('E22 the order of lines never matters', () => {
    fc.assert(
      fc.property(amounts, steps, (lines, terms) => {
        const programme = onePolicy((set) => terms.map((t) => ({ ...t, set })));
        const paid = (of: readonly number[]) => explainedOutcome(programme, tableOf(of)).paid[0][0];
        expect(paid(lines.toReversed())).toBe(paid(lines));
      }),
    );
  });

  test('E23 raising a limit never lowers a payment, raising a deductible never raises it', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.nat(500_000),
        (lines, d, l, more) => {
          const total = (deductible: number, limit: number) =>
            payments(
              onePolicy((set, a) => [
                { op: TERM.deduct, set, amount: deductible },
                {
                  op: TERM.limit,
                  set,
                  amount: limit,
                  cell: a.cell({ life: 'period', key: KEY.event, name: 'l' }),
                },
              ]),
              lines,
            ).reduce((a, b) => a + b, 0);
          expect(total(d, l + more)).toBeGreaterThanOrEqual(total(d, l));
          expect(total(d + more, l)).toBeLessThanOrEqual(total(d, l));
        },
      ),
    );
  });
});
