import { describe, expect, test } from 'vitest';
import { exactFigures } from '../exact/exact.ts';
import { KINDS, portfolioOf, T3_MODEL } from '../testing/portfolios.ts';
import { blueprintOf } from './blueprint.ts';
import { checkPortfolio } from './check/check-portfolio.ts';
import { explainYear } from './explain-year.ts';
import { LEVELS, MEASURES, type PortfolioFigures } from './figures.ts';
import { openPortfolio } from './player.ts';
import { compileTable, distributionOf, lookUpSingle, TABLE_ERROR } from './quantiles.ts';
import { createReference } from './reference.ts';
import { repricer } from './reprice.ts';

async function play(
  model: unknown,
  years: number,
  engine: 'wasm' | 'typescript' = 'wasm',
  threads = 1,
  seed = 42,
) {
  const player = openPortfolio(portfolioOf(model), { engine, seed, threads });
  try {
    return await player.play({ years });
  } finally {
    player.close();
  }
}

/** Largest distance from a truth in standard errors, or in the 0.002 % to which a grid holds the edge of a limit. */
function distance(found: PortfolioFigures, truth: PortfolioFigures): number {
  return Math.max(
    ...MEASURES.flatMap((m) => {
      const off = (a: number, b: number, se: number) =>
        a === b ? 0 : Math.abs(a - b) / Math.max(se, 2e-5 * Math.abs(b));
      return [
        off(found[m].mean, truth[m].mean, found[m].se.mean),
        ...LEVELS.flatMap((level) => [
          off(found[m].var[level], truth[m].var[level], found[m].se.var[level]),
          off(found[m].tvar[level], truth[m].tvar[level], found[m].se.tvar[level]),
        ]),
      ];
    }),
  );
}

describe('one portfolio, two engines', () => {
  test.each(Object.keys(KINDS))('E40 kernel and reference agree to the bit: %s', async (name) => {
    const years = 90_000;
    const [kernel, reference] = [
      await play(KINDS[name], years),
      await play(KINDS[name], years, 'typescript'),
    ];
    expect(kernel.digest()).toBe(reference.digest());
    expect(kernel.events).toBeGreaterThan(50_000);
  });

  test('E41 the digest is the same for any number of threads, and another for another seed', async () => {
    const digests = new Set<string>();
    for (const threads of [1, 2, 3, 8])
      digests.add((await play(T3_MODEL, 300_001, 'wasm', threads)).digest());
    expect(digests.size).toBe(1);
    digests.add((await play(T3_MODEL, 300_001, 'wasm', 1, 43)).digest());
    expect(digests.size).toBe(2);
  });

  test('E42 the order of scenarios changes no figure but by rounding of sums', async () => {
    const reversed = { ...T3_MODEL, scenarios: T3_MODEL.scenarios.toReversed() };
    const [a, b] = [await play(T3_MODEL, 50_000), await play(reversed, 50_000)];
    for (const m of MEASURES) expect(b[m].tvar['0.99'] / a[m].tvar['0.99']).toBeCloseTo(1, 12);
  });

  test('E43 a lower rate sees a prefix of the events of a higher one', () => {
    const events = (rate: number) => {
      const model = { scenarios: [{ ...T3_MODEL.scenarios[0], frequency: { kind: 'poisson', rate } }] };
      const seen: string[] = [];
      createReference(blueprintOf(portfolioOf(model)), 42).events(3, ({ year, gross }) =>
        seen.push(`${year} ${gross}`),
      );
      return seen;
    };
    const [few, many] = [events(0.1), events(0.3)];
    expect(few.length).toBeLessThan(many.length);
    expect(many.slice(0, few.length)).toEqual(few);
  });

  test('E44 a stopped play rejects within 50 ms, with threads and without', async () => {
    for (const threads of [1, 2]) {
      const player = openPortfolio(portfolioOf(T3_MODEL), { engine: 'wasm', seed: 1, threads });
      await player.play({ years: 100_000 });
      // The quickest of a few: on a busy machine others may have the processor at that very moment.
      let quickest = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < 20 && quickest >= 50; attempt++) {
        const controller = new AbortController();
        let stoppedAt = 0;
        setTimeout(() => {
          stoppedAt = performance.now();
          controller.abort();
        }, 60);
        await expect(player.play({ years: 1e9, signal: controller.signal })).rejects.toThrow(/abort/i);
        quickest = Math.min(quickest, performance.now() - stoppedAt);
      }
      expect(quickest).toBeLessThan(50);
      player.close();
    }
  });
});

describe('figures', () => {
  test('E45 simulated figures of every kind lie within 4 standard errors of the exact ones', async () => {
    const truth = exactFigures(portfolioOf(T3_MODEL));
    if (!('figures' in truth)) throw new Error('T3 has exact figures');
    expect(distance(await play(T3_MODEL, 2_000_000), truth.figures)).toBeLessThan(4);
    const heads = exactFigures(portfolioOf(KINDS.heads), 2e-3);
    if ('figures' in heads)
      expect(distance(await play(KINDS.heads, 1_000_000), heads.figures)).toBeLessThan(5);
  });

  test('E46 long runs keep only what lies near their quantiles, and find the same values', async () => {
    // 17 million years pass the point where the tails are narrowed.
    const light = { ...T3_MODEL, scenarios: [{ ...T3_MODEL.scenarios[2], id: 'rare' }] };
    const truth = exactFigures(portfolioOf(light));
    if (!('figures' in truth)) throw new Error('one scenario has exact figures');
    expect(distance(await play(light, 17_200_000), truth.figures)).toBeLessThan(4.5);
  });

  test('E47 terms priced over kept events give what playing them gives', async () => {
    for (const model of [T3_MODEL, KINDS.heads, KINDS['every severity']]) {
      const table = await repricer(portfolioOf(model), { years: 60_000, seed: 42 });
      const played = await play(model, 60_000);
      const priced = table.price(portfolioOf(model).terms);
      for (const m of MEASURES) {
        expect(priced[m].mean / played[m].mean).toBeCloseTo(1, 12);
        for (const level of LEVELS) {
          expect(priced[m].var[level] / played[m].var[level]).toBeCloseTo(1, 12);
          expect(priced[m].tvar[level] / played[m].tvar[level]).toBeCloseTo(1, 9);
        }
      }
    }
  });

  test('E48 a quantile table is right to one in a million, or there is none', () => {
    const pareto = distributionOf({ kind: 'pareto', scale: 1e5, shape: 0.9, max: 1e12 });
    const table = compileTable(pareto);
    if (!table) throw new Error('a truncated Pareto has a table');
    for (let z = -6.6; z < 6.6; z += 0.0371) {
      const single = Math.fround(z);
      expect(Math.abs(lookUpSingle(table, single) / pareto.at(single) - 1)).toBeLessThan(2 * TABLE_ERROR);
    }
    const kinked = distributionOf({
      kind: 'mixture',
      parts: [
        { weight: 1, severity: { kind: 'uniform', min: 1, max: 2 } },
        { weight: 1, severity: { kind: 'uniform', min: 1e6, max: 1e9 } },
      ],
    });
    expect(compileTable(kinked)).toBeUndefined();
  });
});

test('E52 any year is found again from its number', () => {
  const portfolio = portfolioOf(KINDS.heads);
  const blueprint = blueprintOf(portfolio);
  const { gross, insured } = createReference(blueprint, 42).block(30);
  for (const year of [0, 17, 2048, 4095]) {
    const explained = explainYear(portfolio, 42, 30 * blueprint.blockYears + year);
    expect(explained.gross).toBeCloseTo(gross[year], 3);
    expect(explained.insured).toBeCloseTo(insured[year], 3);
    for (const event of explained.events) {
      expect(event.heads.reduce((a, b) => a + b, 0) / event.gross).toBeCloseTo(1, 6);
    }
  }
});

describe('hostile models', () => {
  const one = (frequency: unknown, severity: unknown, terms: unknown = T3_MODEL.terms) => ({
    scenarios: [{ id: 'a', frequency, severity }],
    terms,
  });
  const poisson = (rate: number) => ({ kind: 'poisson', rate });
  const usual = { kind: 'lognormal', mu: 15, sigma: 1 };

  test('E49 a rate of 0, a spread of 0, a limit of 0 and no terms give right answers', async () => {
    const never = await play(one(poisson(0), usual), 20_000);
    expect(never.gross).toMatchObject({ mean: 0, var: { '0.99': 0 }, tvar: { '0.99': 0 } });
    const fixed = await play(one(poisson(1), { kind: 'lognormal', mu: Math.log(1e6), sigma: 0 }), 40_000);
    expect(fixed.gross.mean / 1e6).toBeCloseTo(1, 1);
    expect(fixed.gross.var['0.99'] / 1e6).toBeCloseTo(4, 5);
    const unpaid = await play(one(poisson(1), usual, { event: { deductible: 0, limit: 0 } }), 200_000);
    expect(unpaid.insured).toMatchObject({ mean: 0, var: { '0.995': 0 }, tvar: { '0.995': 0 } });
    expect(unpaid.retained.tvar['0.99']).toBeCloseTo(unpaid.gross.tvar['0.99'], 0);
    const bare = await play({ scenarios: one(poisson(0.3), usual).scenarios }, 200_000);
    expect(bare.insured.mean).toBe(bare.gross.mean);
  });

  test('E49 a million events a year and 500 scenarios are played', async () => {
    const busy = await play(one(poisson(1e6), { kind: 'constant', value: 3 }), 3);
    expect(Math.abs(busy.gross.mean / 3e6 - 1)).toBeLessThan(0.01);
    const scenarios = Array.from({ length: 500 }, (_, i) => ({ ...T3_MODEL.scenarios[i % 3], id: `s${i}` }));
    const many = await play({ ...T3_MODEL, scenarios }, 8192);
    const truth = exactFigures(portfolioOf({ ...T3_MODEL, scenarios, terms: {} }));
    if ('figures' in truth)
      expect(Math.abs(many.gross.mean - truth.figures.gross.mean)).toBeLessThan(4 * many.gross.se.mean + 1e9);
    expect(Math.abs(many.events / 8192 - 125)).toBeLessThan(1);
  });

  test('E49 what no engine can play is refused at its place, everything at once', () => {
    const paths = (model: unknown) => checkPortfolio(model).issues.map((issue) => issue.path);
    expect(paths(one(poisson(Number.NaN), { kind: 'lognormal', mu: null, sigma: -1 }))).toEqual([
      'scenarios[0].frequency.rate',
      'scenarios[0].severity.mu',
      'scenarios[0].severity.sigma',
    ]);
    expect(paths(one(poisson(1), { kind: 'pareto', scale: 1, shape: 0.5 }))).toEqual([
      'scenarios[0].severity.shape',
    ]);
    // Neither a name every object has nor a list with the name of a kind is a kind.
    for (const kind of ['constructor', ['gamma']])
      expect(paths(one(poisson(1), { kind, shape: 1, mean: 1 }))).toEqual(['scenarios[0].severity.kind']);
    expect(paths(one({ kind: 'negbin', mean: 1e6, size: 1e-6 }, usual))).toEqual(['scenarios[0].frequency']);
    expect(paths(one(poisson(1), { kind: 'lognormal', mu: 60, sigma: 9 }))).toEqual([
      'scenarios[0].severity',
    ]);
    expect(paths({ ...T3_MODEL, scenarios: [T3_MODEL.scenarios[0], T3_MODEL.scenarios[0]] })).toEqual([
      'scenarios[1].id',
    ]);
    const wrong = (KINDS.heads as { correlation: number[][] }).correlation.map((row) =>
      row.map((x) => (x === 1 ? 1 : 0.99 * -x * 2)),
    );
    expect(paths({ ...(KINDS.heads as object), correlation: wrong })).toEqual(['correlation']);
    expect(paths('no model')).toEqual(['']);
    expect(paths({ ...T3_MODEL, years: 3 })).toEqual(['years']);
  });
});
