import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AssessmentInput, assess } from '../assess.ts';
import { DATA, examplePolicy, inputOf, OPTIONS } from '../testing/input.ts';
import { exampleRetailer } from '../testing/played.ts';
import { applyChanges, type Change, ChangeError, isRepriced } from './changes.ts';
import { leversOf } from './levers.ts';
import { ranked } from './ranked.ts';
import { type LiveSession, openSession } from './session.ts';
import { nearestStep, roundSteps } from './steps.ts';

const { company } = exampleRetailer();
const POLICY = 'minato-cyber-std-2026';
const LIMIT = `policies.${POLICY}.limits.expense.amount`;
const DEDUCTIBLE = `policies.${POLICY}.parts.liability.retention.0.amount`;
const options = { ...OPTIONS, years: 16_000, returnPeriod: 100 };
const base: AssessmentInput = {
  ...inputOf(company, [examplePolicy(POLICY)], { ...DATA, worlds: 8 }),
  company: { name: 'A', fictional: true, toleranceYen: 30_000_000 },
};

describe('a session of kept years', () => {
  let session: LiveSession;
  beforeAll(async () => {
    session = await openSession(base, options);
  });
  afterAll(() => session.close());

  test('A30 the first assessment is what assess gives, to the byte', async () => {
    expect(JSON.stringify(session.first.assessment)).toBe(JSON.stringify(await assess(base, options)));
    expect(session.first.hundred).toHaveLength(100);
    expect(session.first.hundred[0]).toBeGreaterThanOrEqual(session.first.assessment.headlines['100'].yen);
  });

  test('A30 settled under changes it is what assess gives for the changed input, to the byte, and back again', async () => {
    const changes: Change[] = [
      { path: LIMIT, value: 5_000_000 },
      { path: DEDUCTIBLE, value: 3_000_000 },
      { path: 'contracts.mall.capPerClaim', value: 1_000_000 },
    ];
    const { assessment } = await session.settle(changes);
    expect(JSON.stringify(assessment)).toBe(
      JSON.stringify(await assess(applyChanges(base, changes), options)),
    );
    expect(assessment.headlines['100'].yen).toBeGreaterThan(session.first.assessment.headlines['100'].yen);
    expect(JSON.stringify((await session.settle([])).assessment)).toBe(
      JSON.stringify(session.first.assessment),
    );
  });

  test('A31 a lever in hand gives at every position the headlines, curves and tolerance of the full assessment', async () => {
    for (const [path, low, high, values] of [
      [LIMIT, 5_000_000, 300_000_000, [6_000_000, 30_000_000, 200_000_000]],
      [DEDUCTIBLE, 0, 10_000_000, [0, 2_000_000]],
      [`policies.${POLICY}.limits.policy.amount`, 20_000_000, 1_000_000_000, [25_000_000]],
      [`policies.${POLICY}.parts.interruption.retention.0.hours`, 1, 96, [24]],
      ['contracts.mall.capPerClaim', 100_000, null, [300_000, null]],
    ] as const) {
      const grip = session.grip([], path, low, high);
      for (const value of values) {
        const live = grip.at(value);
        const { assessment, hundred } = await session.settle([{ path, value }]);
        expect(live.curves, path).toEqual(assessment.curves);
        expect(live.beyondTolerance).toBe(assessment.beyondTolerance);
        expect(live.hundred).toEqual(hundred);
        for (const period of ['20', '100'])
          expect(live.headlines[period]).toBe(assessment.headlines[period].yen);
        const { gross, contract, insurance, retained } = live.waterfall;
        expect(gross - contract - insurance).toBe(retained);
        // Yearly totals are whole yen, explained lines are not: the bars agree to a few yen.
        for (const key of ['gross', 'contract', 'insurance', 'retained'] as const)
          expect(Math.abs(live.waterfall[key] - assessment.waterfall[key]), key).toBeLessThanOrEqual(3);
      }
    }
  });

  test('A31 with other changes in place', async () => {
    const others = [{ path: DEDUCTIBLE, value: 5_000_000 }];
    const live = session.grip(others, LIMIT, 6_000_000, 60_000_000).at(10_000_000);
    const { assessment } = await session.settle([...others, { path: LIMIT, value: 10_000_000 }]);
    expect(live.curves).toEqual(assessment.curves);
  });

  test('A31 two policies, one of which promises no monotony: every position all the same', async () => {
    const policies = ['harukaze-it-eo-2026', 'akebono-leak-wide-2026'].map(examplePolicy);
    const two = { ...inputOf(company, policies, { ...DATA, worlds: 8 }), company: base.company };
    const other = await openSession(two, options);
    for (const path of [
      'policies.akebono-leak-wide-2026.limits.expense.amount',
      'policies.akebono-leak-wide-2026.limits.restore.amount',
      'policies.harukaze-it-eo-2026.parts.eo.retention.0.amount',
    ]) {
      const steps = leversOf(two).find((lever) => lever.path === path)?.steps ?? [];
      const grip = other.grip([], path, steps[0], steps.at(-1) ?? null);
      expect(grip.touched).toBeLessThan(2000);
      for (const value of steps.filter((_, i) => i % 6 === 1))
        expect(grip.at(value).curves, `${path} ${value}`).toEqual(
          (await other.settle([{ path, value }])).assessment.curves,
        );
    }
    other.close();
  });

  test('A32 the gap map adds up and shrinks with a wider limit', () => {
    const [narrow, wide] = [5_000_000, 300_000_000].map((value) => session.gaps([{ path: LIMIT, value }]));
    const sum = (yen: readonly number[]) => yen.reduce((a, b) => a + b, 0);
    expect(sum(narrow.cells.map(({ owed }) => owed))).toBe(narrow.owed);
    expect(sum(narrow.cells.map(({ kept }) => kept[0].yen))).toBe(narrow.kept[0].yen);
    expect(wide.owed).toBe(narrow.owed);
    expect(wide.kept[0].yen).toBeLessThan(narrow.kept[0].yen);
  });

  test('A33 what needs the years played anew is refused, and a path that leads nowhere is named', async () => {
    await expect(session.settle([{ path: 'controls.mfa', value: 1 }])).rejects.toThrow('played anew');
    expect(isRepriced({ path: 'controls.mfa', value: 1 })).toBe(false);
    for (const path of [
      'policies.none.limits.a.amount',
      'contracts.none.capPerClaim',
      'assets.customers.cards',
      'x',
    ])
      expect(() => applyChanges(base, [{ path, value: 1 }]), path).toThrow(ChangeError);
  });
});

describe('levers', () => {
  test('A34 every lever can be moved to each of its positions, and says how the outcome is told', () => {
    const levers = leversOf(base);
    expect(new Set(levers.map(({ kind }) => kind))).toEqual(
      new Set(['limit', 'retention', 'waiting', 'contract', 'records', 'control']),
    );
    for (const { path, steps, value, repriced, name } of levers) {
      for (const step of [steps[0], steps.at(-1)!]) applyChanges(base, [{ path, value: step }]);
      expect(steps).toEqual(steps.toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity)));
      if (value !== undefined) expect(steps, path).toContain(value);
      expect(repriced).toBe(isRepriced({ path, value: null }));
      expect(name.ja).not.toBe('');
    }
  });

  test('A34 positions are round, and the nearest is found', () => {
    expect(roundSteps(1e6, 1e7, 3_500_000)).toEqual([
      1e6, 1.2e6, 1.5e6, 2e6, 2.5e6, 3e6, 3.5e6, 4e6, 5e6, 6e6, 7e6, 8e6, 1e7,
    ]);
    expect(nearestStep([1, 5, 9, null], 6)).toBe(1);
    expect(nearestStep([1, 5, 9, null], null)).toBe(3);
  });

  test('A23 a control put in place through a lever never makes a year worse', async () => {
    const years = { ...options, years: 8000 };
    const [none, mfa] = await Promise.all(
      [0, 1].map((value) => assess(applyChanges(base, [{ path: 'controls.mfa', value }]), years)),
    );
    none.curves.gross.forEach(({ yen }, i) => {
      expect(mfa.curves.gross[i].yen).toBeLessThanOrEqual(yen);
    });
  });
});

test('A31 ranks over two sorted lists are those of the lists together', () => {
  const list = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const all = [...a, ...b].sort((x, y) => y - x);
      const found = ranked(Float64Array.from(a).sort(), Float64Array.from(b).sort());
      expect(all.map((_, behind) => found.at(behind))).toEqual(all);
      for (const amount of [0, 7, 30])
        expect(found.countAbove(amount)).toBe(all.filter((x) => x > amount).length);
    }),
  );
});
