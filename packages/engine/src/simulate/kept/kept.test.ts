import { describe, expect, test } from 'vitest';
import { compileModel } from '../../model/compile.ts';
import { layer } from '../../terms/assemble.ts';
import { KEY, TERM } from '../../terms/programme.ts';
import { onePolicy, T3 } from '../../testing/models.ts';
import type { Task } from '../block.ts';
import { simulate } from '../simulate.ts';
import { holdBetween } from './hold.ts';

/** The three-scenario task under a deductible and a yearly limit; events below a million are never claimed. */
function taskOf(deductible: number, limit: number): Task {
  const source = {
    ...T3,
    facts: ['small'],
    groups: T3.groups.map((group) => ({
      ...group,
      facts: { small: 'x < 1000000' },
      severe: 'x > 100000000',
    })),
  };
  const terms = onePolicy((set, a) => [
    { op: TERM.strike, set, flagNeed: 1, amount: 0 },
    ...layer(set, deductible, 100_000_000),
    {
      op: TERM.limit,
      set,
      amount: limit,
      cell: a.cell({ life: 'period', key: KEY.event, name: 'year' }),
    },
  ]);
  return { model: compileModel(source), terms, predicates: [], seed: 42 };
}

const OPTIONS = { years: 30_000, worlds: 10, probabilities: [0.05, 0.01], keep: { untouched: 1 } };

const figures = (simulation: Awaited<ReturnType<typeof simulate>>) => ({
  gross: bitsOf(simulation.gross),
  owed: bitsOf(simulation.owed),
  retained: bitsOf(simulation.retained),
  worlds: simulation.worldRetained.map(bitsOf),
  severe: [simulation.severeGross.toSorted(), simulation.severeRetained.toSorted()].map(bitsOf),
});

/** All values at once: comparing a million one by one is slow. */
const bitsOf = (values: Float64Array): string => Buffer.from(values.slice().buffer).toString('latin1');

describe('years kept with their events', () => {
  const base = taskOf(1_000_000, 300_000_000);
  const other = taskOf(5_000_000, 150_000_000);

  test('E70 priced under other terms they are the years played under these terms, to the yen, on any number of threads', async () => {
    const expected = await simulate(other, { ...OPTIONS, keep: undefined, threads: 1 });
    for (const threads of [1, 2]) {
      const kept = await simulate(base, { ...OPTIONS, threads });
      const found = kept.under(other);
      expect(figures(found)).toEqual(figures(expected));
      const years = [11, 4711, 29_999, 15_000];
      expect(await found.explain(years)).toEqual(await expected.explain(years));
      // And back to the terms they were played under.
      expect(figures(kept.under(base))).toEqual(figures(kept));
      kept.close();
    }
    expected.close();
  });

  test('E71 held between two ends, every position gives the years played under its terms; most years are settled', async () => {
    const kept = await simulate(base, { ...OPTIONS, threads: 1 });
    const [low, high] = [taskOf(1_000_000, 100_000_000), taskOf(1_000_000, 400_000_000)];
    if (!kept.kept) throw new Error('asked for');
    const hold = holdBetween(kept.kept.pooled, low, high);
    expect(hold.years.length).toBeGreaterThan(10);
    expect(hold.years.length).toBeLessThan(3000);
    for (const limit of [100_000_000, 150_000_000, 399_999_999, 250_000_000]) {
      const position = taskOf(1_000_000, limit);
      const expected = kept.under(position);
      const found = hold.at(position);
      for (const key of ['gross', 'owed', 'retained'] as const) {
        const all = hold.settled[key].slice();
        hold.years.forEach((year, i) => {
          all[year] = found[key][i];
        });
        expect(bitsOf(all)).toBe(bitsOf(expected[key]));
      }
    }
    // Looked at in the middle too, no fewer stay open.
    const more = holdBetween(kept.kept.pooled, low, high, [taskOf(1_000_000, 200_000_000)]);
    expect(more.years.length).toBeGreaterThanOrEqual(hold.years.length);
    kept.close();
  });

  test('E70 years beyond the first blocks are kept like the others, and events that are not kept cannot be priced', async () => {
    const long = { ...OPTIONS, years: 50_000, threads: 1 };
    const expected = await simulate(other, { ...long, keep: undefined });
    const kept = await simulate(base, long);
    expect(figures(kept.under(other))).toEqual(figures(expected));
    expect(() => expected.under(base)).toThrow('the events were not kept');
  });
});
