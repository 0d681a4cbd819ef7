import type { CurvePoint } from '@sonae/assessment';

/** More points than this cost time and show nothing (measured: stack.md §7). */
export const MOST_POINTS = 1_000;

/** A point of the chart: years between such years, and yen. */
export type ChartPoint = [years: number, yen: number];

/**
 * A curve as the chart draws it: no more than {@link MOST_POINTS} points, ends kept, inside the window, cut where it
 * enters so that the line starts at the edge. Amounts below the lowest tick have no place on a logarithmic axis.
 */
export function chartPoints(
  points: readonly CurvePoint[],
  window: { readonly years: readonly [number, number]; readonly least: number },
): ChartPoint[] {
  const [from, to] = window.years;
  const all = points
    .filter(({ probability }) => probability > 0)
    .map(({ probability, yen }): ChartPoint => [1 / probability, yen]);
  const inside = all.filter(([years, yen]) => years >= from && years <= to && yen >= window.least);
  const first = all.indexOf(inside[0]);
  const entry = first > 0 ? entryPoint(all[first - 1], all[first], from, window.least) : undefined;
  const last = all[all.indexOf(inside.at(-1) ?? all[0]) + 1];
  const exit = inside.length > 0 && last && last[0] > to ? [between(inside.at(-1)!, last, to)] : [];
  return thin([...(entry ? [entry] : []), ...inside, ...exit], MOST_POINTS);
}

/** Every so-manieth point, the first and the last always. */
export function thin<Point>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)]);
}

/** Where the line from outside to inside crosses the left or the lower edge. */
function entryPoint(
  outside: ChartPoint,
  inside: ChartPoint,
  from: number,
  least: number,
): ChartPoint | undefined {
  const atLeft: ChartPoint = outside[0] < from ? between(outside, inside, from) : outside;
  if (atLeft[1] >= least) return atLeft[0] === inside[0] ? undefined : atLeft;
  if (inside[1] === least) return undefined;
  const low = Math.max(atLeft[1], 1);
  const way = Math.log(least / low) / Math.log(inside[1] / low);
  return [atLeft[0] * (inside[0] / atLeft[0]) ** way, least];
}

/** The point of the line at so many years, straight on both logarithmic scales. */
function between(a: ChartPoint, b: ChartPoint, years: number): ChartPoint {
  const way = Math.log(years / a[0]) / Math.log(b[0] / a[0]);
  const low = Math.max(a[1], 1);
  return [years, low * (Math.max(b[1], 1) / low) ** way];
}
