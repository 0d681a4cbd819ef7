import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curvesView, valuesAt } from '../summary/curve-table.ts';
import { crowded, empty, fullyInsured, retailer, timesYen, uninsured } from '../testing/assessments.ts';
import { chartPoints, MOST_POINTS, thin } from './curve-points.ts';
import { curveWindow } from './curve-window.ts';
import { curvesOption } from './curves-option.ts';
import { PALETTE } from './palette.ts';
import { chartDrawer } from './svg.ts';
import { waterfallOption } from './waterfall-option.ts';

type Series = { id: string; data: [number, number][]; lineStyle?: { type: unknown; width: number } };
const seriesOf = (option: { series?: unknown }) => option.series as Series[];
const variants = [retailer, uninsured(), fullyInsured(), empty(), crowded(), timesYen(1e5), timesYen(1e-5)];
const window = { years: [5, 1_000] as const, least: 1e5 };

test('D16 thin curves keep their ends', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 5_000 }), (points) => {
      const thinned = thin(points, 100);
      expect(thinned.length).toBeLessThanOrEqual(100);
      expect([thinned[0], thinned.at(-1)]).toEqual([points[0], points.at(-1)]);
    }),
  );
});

test('D16 a curve of many points is drawn with at most 1,000, inside the window, from its edge', () => {
  const points = Array.from({ length: 20_000 }, (_, i) => ({
    probability: 0.5 * 0.9996 ** i,
    yen: i * 5_000,
  }));
  const drawn = chartPoints(points, window);
  expect(drawn).toHaveLength(MOST_POINTS);
  for (const [years, yen] of drawn) {
    expect(years).toBeGreaterThanOrEqual(5 - 1e-9);
    expect(years).toBeLessThanOrEqual(1_000 + 1e-9);
    expect(yen).toBeGreaterThanOrEqual(1e5 - 1e-6);
  }
  expect(drawn[0][0]).toBeCloseTo(5);
  expect(drawn.at(-1)?.[0]).toBeCloseTo(1_000);
});

test('D16 a curve that rises from nothing begins at the lower edge', () => {
  const points = [
    { probability: 0.2, yen: 0 },
    { probability: 0.1, yen: 1_000 },
    { probability: 0.05, yen: 10_000_000 },
  ];
  const [first, ...rest] = chartPoints(points, window);
  expect(first[1]).toBe(1e5);
  expect(first[0]).toBeGreaterThan(10);
  expect(rest).toEqual([[20, 10_000_000]]);
  expect(chartPoints(points.slice(0, 2), window)).toEqual([]);
});

test('D17 the curves are ordered at every return period of the table', () => {
  for (const assessment of variants) {
    for (const { gross, afterContract, retained } of curvesView(assessment, 'ja').rows) {
      expect(gross.yen).toBeGreaterThanOrEqual(afterContract.yen);
      expect(afterContract.yen).toBeGreaterThanOrEqual(retained.yen);
    }
  }
});

test('D17 at a headline the retained amount is the headline', () => {
  expect(valuesAt(retailer, 100).retained).toBe(retailer.headlines['100'].yen);
  expect(valuesAt(retailer, 20).retained).toBe(retailer.headlines['20'].yen);
  // No headline at 90 years: between the neighbouring points of the curve.
  expect(valuesAt(retailer, 90).retained).toBeGreaterThan(5_909_530);
  expect(valuesAt(retailer, 90).retained).toBeLessThan(9_912_426);
});

test('D18 period, retained amount and tolerance are marked', () => {
  const option = JSON.stringify(curvesOption(retailer, { language: 'ja' }));
  expect(option).toContain('許容額 3,000万円');
  expect(option).toContain('自己負担 800万円');
  const far = { ...retailer, company: { ...retailer.company, toleranceYen: 1 } };
  expect(JSON.stringify(curvesOption(far, { language: 'ja' }))).not.toContain('許容額');
  for (const returnPeriod of [2, 100, 250, 10_000]) {
    const { years, yearTicks } = curveWindow({ ...retailer, returnPeriod });
    expect(yearTicks).toContain(returnPeriod);
    expect(years[0]).toBeLessThanOrEqual(returnPeriod);
    expect(years[1]).toBeGreaterThanOrEqual(returnPeriod);
  }
});

test('D18 the window holds some decades and ticks in it, whatever the amounts', () => {
  for (const assessment of variants) {
    const { least, most, yenTicks } = curveWindow(assessment);
    expect(least).toBeGreaterThan(0);
    expect(most / least).toBeLessThanOrEqual(1e4);
    expect(yenTicks.length).toBeGreaterThanOrEqual(1);
    for (const tick of yenTicks) expect(tick).toBeLessThanOrEqual(most);
  }
});

test('D19 lines differ by stroke, bars by name, amount and hatch', () => {
  const lines = seriesOf(curvesOption(retailer, { language: 'ja' })).filter(({ id }) => id !== 'marks');
  const strokes = lines.map(({ lineStyle }) => JSON.stringify([lineStyle?.type, lineStyle?.width]));
  expect(lines.map(({ id }) => id)).toEqual(['gross', 'afterContract', 'withPremium', 'retained']);
  expect(new Set(strokes).size).toBe(4);
  const option = waterfallOption(retailer, { language: 'ja' });
  const bars = (
    option.series as { data: { label: { formatter: string }; itemStyle: { decal?: object } }[] }[]
  )[1].data;
  expect(bars.map(({ label }) => label.formatter)).toEqual(['1,300万円', '−57万円', '−420万円', '810万円']);
  expect(bars.map(({ itemStyle }) => itemStyle.decal !== undefined)).toEqual([false, true, true, false]);
});

test('D19 the bars hang where the one before ends', () => {
  const [floor, bars] = waterfallOption(retailer, { language: 'ja' }).series as [
    { data: number[] },
    { data: { value: number }[] },
  ];
  const { gross, contract, retained } = retailer.waterfall;
  expect(floor.data).toEqual([0, gross - contract, retained, 0]);
  expect(floor.data[2] + bars.data[2].value).toBe(floor.data[1]);
});

test('D20 contrast of the colours', () => {
  const paper = '#fbfaf6';
  for (const ground of ['#ffffff', paper]) {
    for (const area of ['gross', 'contract', 'insurance', 'retained'] as const) {
      expect(contrast(PALETTE[area], ground)).toBeGreaterThanOrEqual(3);
    }
    for (const text of [
      'gross',
      'contractText',
      'insuranceText',
      'retained',
      'ink',
      'sub',
      'mark',
    ] as const) {
      expect(contrast(PALETTE[text], ground)).toBeGreaterThanOrEqual(4.5);
    }
  }
  expect(contrast(PALETTE.ink, PALETTE.beyond)).toBeGreaterThanOrEqual(4.5);
});

test('D21 a drawn chart is plain SVG with ids of its own, and the same each time', async () => {
  const draw = await chartDrawer();
  for (const assessment of variants) {
    for (const option of [curvesOption, waterfallOption]) {
      const picture = () => draw(option(assessment, { language: 'ja' }), { width: 480, height: 300 }, 'my');
      const svg = picture();
      expect(picture()).toBe(svg);
      expect(svg).toMatch(/^<svg xmlns="[^"]+" viewBox="0 0 480 300">/);
      expect(svg).not.toMatch(/<style|<script|style=|class=|ecmeta|NaN|undefined|Infinity/);
      for (const [, id] of svg.matchAll(/\bid="([^"]+)"/g)) expect(id).toMatch(/^my-/);
      for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id}"`);
    }
  }
});

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
