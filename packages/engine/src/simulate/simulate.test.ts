import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conformanceJson } from '../../../../tests/support/conformance.ts';
import { exceeded } from '../measures/quantile.ts';
import { compileModel } from '../model/compile.ts';
import type { ModelSource } from '../model/source.ts';
import { createAssembler, layer } from '../terms/assemble.ts';
import { compileTerms } from '../terms/kernel/compile.ts';
import { createTermKernel, type TermKernel } from '../terms/kernel/run.ts';
import { KEY, TERM, type TermProgramme } from '../terms/programme.ts';
import { onePolicy, plainModel, T3 } from '../testing/models.ts';
import { createBlockRunner, type Task } from './block.ts';
import { compileGroups, compileKernels } from './compile.ts';
import { blockOf, placeOfYear, planYears } from './plan.ts';
import { createPlayer } from './play.ts';
import { simulate } from './simulate.ts';

const T3_TERMS = onePolicy((set, assembler) => [
  ...layer(set, 1_000_000, 100_000_000),
  {
    op: TERM.limit,
    set,
    amount: 300_000_000,
    cell: assembler.cell({ life: 'period', key: KEY.event, name: 'year' }),
  },
]);

function taskOf(source: ModelSource, terms: TermProgramme, seed = 42): Task {
  return { model: compileModel(source), terms, predicates: [], seed };
}

/** Mean, and mean beyond the amount exceeded with a probability, with their standard errors. */
function measure(values: Float64Array, probability: number) {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
  const beyond = exceeded(values.slice(), probability);
  const tail = values.filter((x) => x >= beyond);
  const tailMean = tail.reduce((a, b) => a + b, 0) / tail.length;
  const tailVariance = tail.reduce((a, b) => a + (b - tailMean) ** 2, 0) / tail.length;
  const rank = n * probability;
  const spread = Math.sqrt(rank * (1 - probability));
  const valueError =
    (exceeded(values.slice(), (rank - spread) / n) - exceeded(values.slice(), (rank + spread) / n)) / 2;
  return {
    mean,
    meanError: Math.sqrt(variance / n),
    value: beyond,
    valueError,
    tail: tailMean,
    // Spread within the tail and of where the tail begins.
    tailError: Math.sqrt((tailVariance + (1 - probability) * (tailMean - beyond) ** 2) / tail.length),
  };
}

describe('the three-scenario task', () => {
  // loss-model.md §5, from an FFT on three grids that agree to eight digits.
  const TRUTH = {
    gross: { mean: 23_545_597, value: 301_964_000, tail: 1_364_917_900 },
    insured: { mean: 9_191_873.8, value: 103_430_970, tail: 123_766_810 },
    retained: { mean: 14_353_723, value: 192_582_190, tail: 1_255_162_900 },
  };

  test('E30 simulated figures lie within 4 standard errors of the truth', async () => {
    const simulation = await simulate(taskOf(T3, T3_TERMS), {
      years: 1_000_000,
      worlds: 250,
      probabilities: [],
      threads: 2,
    });
    simulation.close();
    const insured = simulation.owed.map((owed, i) => owed - simulation.retained[i]);
    for (const [name, values] of [
      ['gross', simulation.gross],
      ['insured', insured],
      ['retained', simulation.retained],
    ] as const) {
      const m = measure(values, 0.01);
      const truth = TRUTH[name];
      expect(Math.abs(m.mean - truth.mean) / m.meanError, `${name} mean`).toBeLessThan(4);
      expect(Math.abs(m.value - truth.value) / m.valueError, `${name} VaR99`).toBeLessThan(4);
      expect(Math.abs(m.tail - truth.tail) / m.tailError, `${name} TVaR99`).toBeLessThan(4);
    }
  });

  test('E31 frozen seed: the first years of seed 42', () => {
    const { years } = createBlockRunner(taskOf(T3, T3_TERMS)).run(0, 0);
    const first = Array.from({ length: T3.blockYears }, (_, y) => y)
      .filter((y) => years.gross[y] > 0)
      .slice(0, 4)
      .map((y) => [y, years.gross[y], years.retained[y]]);
    expect(first).toMatchInlineSnapshot(`
      [
        [
          3,
          2677121,
          1556975,
        ],
        [
          5,
          70576384,
          1000000,
        ],
        [
          6,
          7664370,
          3738217,
        ],
        [
          9,
          12039815,
          1000000,
        ],
      ]
    `);
  });
});

function kernelOf(programme: TermProgramme): TermKernel {
  const compiled = compileTerms(programme);
  if (!compiled) throw new Error('a layer has a kernel');
  return createTermKernel(programme, compiled);
}

type Mata = {
  pure_premium: Record<'K1' | 'unlimited', { layer: string; agg_limit?: number; mean: number }[]>;
  ph_transform: { p: number; s1: number; s2: number; sc: number }[];
};
const mata = conformanceJson<Mata>('policy-terms/mata-2000.json');

describe('Mata 2000', () => {
  // Poisson(10), Pareto II with alpha 3 and scale 10: x = 10 (u^(−1/3) − 1).
  const MODEL = plainModel([
    { id: 'pareto', rate: 10, formula: '1000 * 10 * (pow(uniform(0, 1), -1 / 3) - 1)' },
  ]);
  const BLOCKS = 20;
  const { blockYears } = MODEL;
  const UNIT = 1000;

  /** Yearly recoveries of each layer from the same events, in the paper's units; amounts are kept in thousandths. */
  const recoveries = (
    layers: readonly { limit: number; excess: number; aggregate: number }[],
  ): Float64Array[] => {
    const model = compileModel(MODEL);
    const player = createPlayer(model, 42, 1, compileGroups(model));
    const kernels = layers.map(({ limit, excess, aggregate }) =>
      kernelOf(
        onePolicy((set, a) => [
          ...layer(set, excess * UNIT, limit * UNIT),
          {
            op: TERM.limit,
            set,
            amount: aggregate * UNIT,
            cell: a.cell({ life: 'period', key: KEY.event, name: 'y' }),
          },
        ]),
      ),
    );
    const yearly = layers.map(() => new Float64Array(BLOCKS * blockYears));
    for (let block = 0; block < BLOCKS; block++) {
      const played = player.play(block, 0);
      const { order, firstOfYear } = played;
      kernels.forEach((kernel, i) => {
        const { paid } = kernel(played.table, played);
        for (let y = 0; y < blockYears; y++) {
          for (let k = firstOfYear[y]; k < firstOfYear[y + 1]; k++) {
            yearly[i][block * blockYears + y] += paid[0][order[k]] / UNIT;
          }
        }
      });
    }
    return yearly;
  };
  /** ∫ S(x)^(1/p) dx over the empirical survival function. */
  const transformed = (values: Float64Array, p: number) => {
    const sorted = values.toSorted();
    let sum = 0;
    for (let i = 0; i < sorted.length; i++) {
      sum += (sorted[i] - (i === 0 ? 0 : sorted[i - 1])) * ((sorted.length - i) / sorted.length) ** (1 / p);
    }
    return sum;
  };
  const rows = [...mata.pure_premium.K1, ...mata.pure_premium.unlimited];
  const layers = rows.map((row) => {
    const [limit, excess] = row.layer.split(' xs ').map(Number);
    return { limit, excess, aggregate: row.agg_limit ?? Number.POSITIVE_INFINITY };
  });

  test('E32 pure and proportional-hazard premiums, with and without an aggregate limit', () => {
    const yearly = recoveries(layers);
    rows.forEach((row, i) => {
      const { mean, meanError } = measure(yearly[i], 0.01);
      expect(Math.abs(mean - row.mean), row.layer).toBeLessThan(4 * meanError + 1e-3);
    });
    // The first three rows are the layers of the transform, with one free reinstatement.
    for (const row of mata.ph_transform) {
      (['s1', 's2', 'sc'] as const).forEach((key, i) => {
        expect(Math.abs(transformed(yearly[i], row.p) / row[key] - 1), `${key} p=${row.p}`).toBeLessThan(
          0.01,
        );
      });
    }
  });
});

describe('determinism', () => {
  const years = 60_000;
  const options = { years, worlds: 40, probabilities: [0.05, 0.01] };

  test('E33 the same bits on one thread, two or three, and without kernels', async () => {
    const results = [];
    for (const [threads, engine] of [
      [1, 'typescript'],
      [1, 'wasm'],
      [2, 'wasm'],
      [3, 'wasm'],
    ] as const) {
      const simulation = await simulate(taskOf(T3, T3_TERMS), { ...options, threads, engine });
      results.push([
        simulation.gross,
        simulation.retained,
        ...simulation.worldRetained,
        simulation.severeGross,
      ]);
      simulation.close();
    }
    for (const result of results) expect(result).toEqual(results[0]);
  });

  test('E33 blocks may be played in any order', () => {
    const task = taskOf(T3, T3_TERMS);
    const kernels = compileKernels(task);
    const play = (order: readonly number[]) => {
      const runner = createBlockRunner(task, kernels);
      const totals = new Map<number, number[]>();
      for (const block of order) totals.set(block, [...runner.run(block, block).years.retained]);
      return [...totals].sort(([a], [b]) => a - b);
    };
    expect(play([5, 0, 3, 1, 4, 2])).toEqual(play([0, 1, 2, 3, 4, 5]));
  });

  test('E34 the order of scenarios does not change the figures', () => {
    const reversed = { ...T3, groups: T3.groups.toReversed() };
    const run = (source: ModelSource) => [
      ...createBlockRunner(taskOf(source, T3_TERMS)).run(0, 0).years.gross,
    ];
    expect(run(reversed)).toEqual(run(T3));
  });

  test('E35 a lower rate sees a prefix of the same events', () => {
    const model = (rate: number) => plainModel([{ id: 'a', rate, formula: 'lognormal(1000, 1)' }]);
    const amounts = (rate: number) => {
      const { played } = createBlockRunner(
        taskOf(model(rate), createAssembler({ slots: 1 }).programme()),
      ).run(0, 0);
      return [...played.table.amount.subarray(0, played.table.lines)];
    };
    const [few, many] = [amounts(0.1), amounts(0.3)];
    expect(few.length).toBeLessThan(many.length);
    expect(many.slice(0, few.length)).toEqual(few);
  });

  test('E36 a stopped simulation rejects with the abort reason', async () => {
    for (const threads of [1, 2]) {
      const controller = new AbortController();
      const running = simulate(taskOf(T3, T3_TERMS), {
        years: 4_000_000,
        worlds: 1000,
        probabilities: [],
        threads,
        signal: controller.signal,
        onProgress: () => controller.abort(),
      });
      await expect(running).rejects.toThrow(/abort|stopped/i);
    }
  });
});

describe('plan', () => {
  test('E37 every pooled year belongs to exactly one block, and is found again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 20 }), (years, worlds) => {
        const plan = planYears(years, worlds, 4000);
        const seen = new Uint8Array(years);
        for (let b = 0; b < plan.blocks; b++) {
          const { offset, pooled } = blockOf(plan, b);
          for (let y = 0; y < pooled; y++) {
            seen[offset + y] += 1;
            if (y === 0 || y === pooled - 1)
              expect(placeOfYear(plan, offset + y)).toEqual({ block: b, yearOfBlock: y });
          }
        }
        expect(seen.every((count) => count === 1)).toBe(true);
      }),
    );
  });
});
