import type { Assessment } from '@sonae/assessment';

/** What part of the curves is drawn: return periods across, yen up, with the ticks of both. */
export type CurveWindow = {
  readonly years: readonly [number, number];
  readonly yearTicks: readonly number[];
  readonly least: number;
  readonly most: number;
  readonly yenTicks: readonly number[];
};

const YEAR_TICKS = [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
/** Once in 5 years on the left: more frequent years are daily business. */
const FIRST_YEARS = 5;
/** Once in 1,000 years on the right, unless a rarer one was asked for. */
const LAST_YEARS = 1_000;
/** Decades of yen that are drawn at most; below lies nothing that hurts. */
const DECADES = 4;
/** The least range where there is no loss at all: 10万円 to 1億円. */
const EMPTY: readonly [number, number] = [1e5, 1e8];

export function curveWindow(assessment: Assessment): CurveWindow {
  const { curves, returnPeriod, company } = assessment;
  const points = Object.values(curves).flat();
  const reach = Math.max(2, ...points.map(({ probability }) => (probability > 0 ? 1 / probability : 0)));
  const from = Math.min(FIRST_YEARS, returnPeriod);
  const to = Math.max(returnPeriod, Math.min(Math.max(LAST_YEARS, returnPeriod * 2), reach), from * 2);
  const drawn = points.filter(({ probability }) => probability * to >= 0.999 && probability * from <= 1.001);
  const highest = Math.max(0, ...drawn.map(({ yen }) => yen), company.toleranceYen ?? 0);
  const lowest = Math.min(
    ...drawn.filter(({ yen }) => yen > 0).map(({ yen }) => yen),
    company.toleranceYen ?? Infinity,
  );
  const most = highest > 0 ? highest * 1.6 : EMPTY[1];
  const floor = 10 ** (Math.ceil(Math.log10(most)) - DECADES);
  const least = highest > 0 ? Math.max(floor, 10 ** Math.floor(Math.log10(Math.max(1, lowest)))) : EMPTY[0];
  return {
    years: [from, to],
    yearTicks: yearTicks(from, to, returnPeriod),
    least,
    most,
    yenTicks: powers(least, most),
  };
}

/** Round return periods; one too near the marked one gives way to it. */
function yearTicks(from: number, to: number, marked: number): number[] {
  const far = (years: number) => Math.abs(Math.log10(years / marked)) > 0.17;
  const round = YEAR_TICKS.filter((years) => years >= from && years <= to && far(years));
  return [...round, marked].sort((a, b) => a - b);
}

function powers(least: number, most: number): number[] {
  const first = Math.ceil(Math.log10(least) - 1e-9);
  const last = Math.floor(Math.log10(most) + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}
