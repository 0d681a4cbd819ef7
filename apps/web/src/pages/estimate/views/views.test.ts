import type { Assessment, Change, GapMap, Lever } from '@sonae/assessment';
import { isRepriced } from '@sonae/assessment/changes';
import { curveWindow } from '@sonae/documents/charts';
import { retailer } from '@sonae/documents/testing';
import type { SeriesOption } from 'echarts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casePoints, curvesView, movedCurves } from './curves-view.ts';
import { gapView, shadeOf } from './gap-view.ts';
import { hundredView } from './hundred-view.ts';
import { leverValue, mainLevers, samePlayed, withChange } from './levers-view.ts';
import { entriesOf, readVariant } from './variants-view.ts';

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

const arbitraryMap = fc
  .uniqueArray(
    fc.record({
      cause: fc.integer({ min: 0, max: 11 }),
      head: fc.integer({ min: 0, max: 14 }),
      owed: fc.integer({ min: 1, max: 1e9 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      state: fc.constantFrom(
        'covered' as const,
        'limited' as const,
        'not_covered' as const,
        'not_stated' as const,
      ),
    }),
    { selector: ({ cause, head }) => `${cause}/${head}`, maxLength: 60 },
  )
  .map((cells): GapMap => {
    const rows = cells.map(({ cause, head, owed, share, state }) => ({
      cause: `c${cause}`,
      causeName: `原因${cause}`,
      head: head === 14 ? 'all' : `h${head}`,
      headName: `費目${head}`,
      owed,
      kept: [{ policy: 'p', yen: Math.floor(owed * share), state }],
    }));
    return {
      returnPeriod: 100,
      years: 2000,
      owed: sum(rows.map(({ owed }) => owed)),
      kept: [{ policy: 'p', yen: sum(rows.map(({ kept }) => kept[0].yen)) }],
      cells: rows,
    };
  });

describe('the gap map as a table', () => {
  test('V20 rows and columns add up to the yen, whatever is put together', () => {
    fc.assert(
      fc.property(arbitraryMap, fc.integer({ min: -1, max: 0 }), (map, place) => {
        const view = gapView(map, place, { heads: 6, causes: 7, rest: 'その他' });
        expect(view.total).toBe(place < 0 ? map.owed : map.kept[0].yen);
        expect(sum(view.totals)).toBe(view.total);
        for (const row of view.rows) expect(sum(row.cells.map(({ kept }) => kept))).toBe(row.total);
        expect(view.heads.length).toBeLessThanOrEqual(7);
        expect(view.rows.length).toBeLessThanOrEqual(8);
        for (const { cells } of view.rows)
          for (const { kept, owed } of cells) expect(kept).toBeLessThanOrEqual(owed);
      }),
    );
  });

  test('V21 a wording that is silent stays apart from one that says no; put together they are neither', () => {
    const cell = (head: string, state: 'not_stated' | 'not_covered') => ({
      cause: 'c',
      causeName: '原因',
      head,
      headName: head,
      owed: 10,
      kept: [{ policy: 'p', yen: 10, state }],
    });
    const map: GapMap = {
      returnPeriod: 100,
      years: 1,
      owed: 20,
      kept: [{ policy: 'p', yen: 20 }],
      cells: [cell('a', 'not_stated'), cell('b', 'not_covered')],
    };
    const apart = gapView(map, 0, { heads: 5, causes: 5, rest: '' }).rows[0].cells;
    expect(apart.map(({ state }) => state)).toEqual(['not_stated', 'not_covered']);
    const two = { ...map, cells: [...map.cells, cell('c', 'not_stated'), cell('d', 'not_covered')] };
    expect(gapView(two, 0, { heads: 1, causes: 5, rest: '' }).rows[0].cells[1].state).toBeUndefined();
    expect([0, 1, 20, 60, 100].map((yen) => shadeOf(yen, 100))).toEqual([0, 1, 2, 3, 3]);
  });
});

test('V22 a hundred years: quiet, some, beyond the tolerance; larger amounts have larger dots', () => {
  const dots = hundredView([5e7, 2e7, 1e5, 0], 3e7);
  expect(dots.map(({ kind }) => kind)).toEqual(['beyond', 'some', 'some', 'quiet']);
  expect(dots.map(({ size }) => size)).toEqual(dots.map(({ size }) => size).toSorted((a, b) => b - a));
  expect(hundredView([5e7], undefined)[0].kind).toBe('some');
});

describe('the curves', () => {
  const VIEW = {
    language: 'ja' as const,
    narrow: false,
    limits: [
      { yen: 30_000_000, text: '限度 3,000万円' },
      { yen: 1, text: 'too small' },
    ],
    tolerances: [{ yen: 10_000_000, probability: 0.05, text: '許容 1,000万円' }],
    cases: [
      { id: 'a', name: { ja: '事例', en: 'Case' }, yen: 20_000_000, date: '2024', certainty: 'verified' },
      { id: 'b', name: { ja: '巨大', en: 'Huge' }, yen: 1e13, date: '2024', certainty: 'verified' },
    ],
    caseName: '公表された事例',
    before: undefined,
  };
  const seriesOf = (option: { series?: unknown }) =>
    option.series as (SeriesOption & { id: string; data: unknown[] })[];

  test('V23 limits are lines, tolerance is points, cases are dots, what was before is a line of its own', () => {
    const series = seriesOf(curvesView(retailer, VIEW));
    const of = (id: string) => series.find((one) => one.id === id);
    expect(JSON.stringify(of('limits'))).toContain('限度 3,000万円');
    expect(JSON.stringify(of('limits'))).not.toContain('too small');
    expect(of('tolerances')?.data).toMatchObject([{ value: [20, 10_000_000] }]);
    expect(of('cases')?.data).toHaveLength(1);
    expect(of('before')).toBeUndefined();
    const changed = curvesView(retailer, { ...VIEW, before: { curve: retailer.curves.gross, name: '元' } });
    expect(seriesOf(changed).some(({ id }) => id === 'before')).toBe(true);
  });

  test('V23 a case lies on the gross curve', () => {
    const [{ years, yen }] = casePoints(retailer, VIEW.cases);
    const before = retailer.curves.gross.findLast(({ probability }) => probability * years >= 1);
    const after = retailer.curves.gross.find(({ probability }) => probability * years <= 1);
    expect(yen).toBeGreaterThanOrEqual(before?.yen ?? Number.POSITIVE_INFINITY);
    expect(yen).toBeLessThanOrEqual(after?.yen ?? 0);
  });

  test('V24 what moves is the points alone, on the axes as they stand', () => {
    const twice: Assessment['curves'] = Object.fromEntries(
      Object.entries(retailer.curves).map(([key, points]) => [
        key,
        points.map((point) => ({ ...point, yen: point.yen * 2 })),
      ]),
    ) as never;
    const option = movedCurves(retailer, twice);
    expect(Object.keys(option)).toEqual(['series']);
    const { years } = curveWindow(retailer);
    for (const { id, data } of seriesOf(option))
      if (id !== 'marks')
        for (const [year] of data as [number, number][]) {
          expect(year).toBeGreaterThanOrEqual(years[0] - 1e-9);
          expect(year).toBeLessThanOrEqual(years[1] + 1e-9);
        }
  });
});

describe('levers', () => {
  const lever = (path: string, kind: Lever['kind'], value: number | undefined): Lever => ({
    path,
    kind,
    name: { ja: path, en: path },
    unit: kind === 'control' ? 'switch' : 'yen',
    value,
    steps: [0, 1, 2],
    repriced: kind !== 'control' && kind !== 'records',
  });
  const LEVERS = [
    lever('policies.p.limits.a.amount', 'limit', 1),
    lever('policies.p.limits.b.amount', 'limit', 1),
    lever('policies.p.limits.c.amount', 'limit', 1),
    lever('policies.p.parts.x.retention.0.amount', 'retention', 1),
    lever('controls.mfa', 'control', 1),
    lever('controls.edr', 'control', undefined),
    lever('controls.ir_plan', 'control', 0),
  ];

  test('V25 the sliders that stand open are those behind what is kept', () => {
    const kept = [{ reason: 'limit', name: '', policy: 'p', clause: 'c', yen: 5 }];
    const { main, more } = mainLevers(LEVERS, { ...retailer, kept });
    expect(main.map(({ path }) => path)).toEqual([
      'policies.p.limits.c.amount',
      'policies.p.limits.a.amount',
      'policies.p.parts.x.retention.0.amount',
      'controls.edr',
      'controls.ir_plan',
    ]);
    expect(main.length + more.length).toBe(LEVERS.length);
  });

  test('V26 a lever put back where it was is no change; changes keep their order', () => {
    const [a, b] = LEVERS;
    const two = withChange(withChange([], a, 2), b, 0);
    expect(two.map(({ path }) => path)).toEqual([a.path, b.path]);
    expect(withChange(two, a, 1)).toEqual([{ path: b.path, value: 0 }]);
    expect(leverValue(two, a)).toBe(2);
    expect(leverValue([], a)).toBe(1);
  });

  test('V26 only changes that need the years played anew tell two sets of years apart', () => {
    const limit: Change = { path: 'policies.p.limits.a.amount', value: 2 };
    const control: Change = { path: 'controls.mfa', value: 1 };
    expect(samePlayed([], [limit], isRepriced)).toBe(true);
    expect(samePlayed([limit, control], [control], isRepriced)).toBe(true);
    expect(samePlayed([], [control], isRepriced)).toBe(false);
  });

  test('V27 a variant keeps its changes and what they came to, and is read back', () => {
    const changes: Change[] = [
      { path: 'contracts.a.capPerClaim', value: null },
      { path: 'controls.mfa', value: 1 },
    ];
    const figures = {
      of: 'digest',
      years: 1_000_000,
      seed: 42,
      returnPeriod: 100,
      headlines: retailer.headlines,
      before: retailer.headlines,
    };
    expect(readVariant(JSON.parse(JSON.stringify(entriesOf(changes, figures))))).toEqual({
      changes,
      figures,
    });
    expect(readVariant([{ path: 'someone.else', value: { a: 1 } }])).toEqual({
      changes: [],
      figures: undefined,
    });
  });
});
