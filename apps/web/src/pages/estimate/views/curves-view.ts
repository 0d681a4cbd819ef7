import type { Assessment, CurvePoint } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { chartPoints, curvesOption, curveWindow, FONT_FAMILY, PALETTE } from '@sonae/documents/charts';
import type { EChartsOption, SeriesOption } from 'echarts';
import type { PastCase } from '../../../engine/messages.ts';

export type CurveMark = { readonly yen: number; readonly text: string };
export type CurvesView = {
  readonly language: Language;
  readonly narrow: boolean;
  /** Limits of policies, as lines across. */
  readonly limits: readonly CurveMark[];
  /** Points of tolerance: in a year of this probability at most this much. A point on the line needs no words. */
  readonly tolerances: readonly (CurveMark & { readonly probability: number })[];
  readonly cases: readonly PastCase[];
  readonly caseName: string;
  /** What was retained before anything was changed. */
  readonly before: { readonly curve: readonly CurvePoint[]; readonly name: string } | undefined;
};

/** The curves of the documents with what only the screen shows: limits, points of tolerance, past cases, and what was. */
export function curvesView(assessment: Assessment, view: CurvesView): EChartsOption {
  const font = 12;
  const option = curvesOption(assessment, { language: view.language, font, narrow: view.narrow });
  const window = curveWindow(assessment);
  const inside = (yen: number) => yen >= window.least && yen <= window.most;
  const label = { fontSize: font - 1, fontFamily: FONT_FAMILY, textBorderColor: '#fff', textBorderWidth: 3 };
  const more: SeriesOption[] = [
    {
      id: 'limits',
      type: 'line',
      data: [],
      silent: true,
      markLine: {
        silent: true,
        symbol: 'none',
        data: view.limits
          // On a phone there is no room for their words.
          .filter(({ yen }) => !view.narrow && inside(yen))
          .map(({ yen, text }) => [
            {
              coord: [window.years[1] / 4, yen],
              lineStyle: { color: PALETTE.insuranceText, type: [1, 2], width: 1.2 },
              label: {
                ...label,
                show: true,
                position: 'insideEndTop',
                formatter: text,
                color: PALETTE.insuranceText,
              },
            },
            { coord: [window.years[1], yen] },
          ]),
      },
    },
    {
      id: 'tolerances',
      type: 'scatter',
      silent: true,
      symbol: 'diamond',
      symbolSize: 11,
      itemStyle: { color: '#fff', borderColor: PALETTE.ink, borderWidth: 1.8 },
      z: 10,
      data: view.tolerances
        .filter(
          ({ yen, probability }) =>
            inside(yen) && 1 / probability >= window.years[0] && 1 / probability <= window.years[1],
        )
        .map(({ yen, probability, text }) => ({
          value: [1 / probability, yen],
          label: { ...label, show: text !== '', position: 'left', formatter: text, color: PALETTE.ink },
        })),
    },
    {
      id: 'cases',
      name: view.caseName,
      type: 'scatter',
      symbol: 'circle',
      symbolSize: 7,
      itemStyle: { color: PALETTE.ink, opacity: 1 },
      z: 8,
      data: casePoints(assessment, view.cases).map(({ years, yen, past }) => ({
        value: [years, yen],
        name: past.name[view.language],
      })),
    },
  ];
  if (view.before)
    more.push({
      id: 'before',
      name: view.before.name,
      type: 'line',
      data: chartPoints(view.before.curve, window),
      symbol: 'none',
      silent: true,
      animation: false,
      color: PALETTE.sub,
      lineStyle: { width: 1.4, type: [4, 4], color: PALETTE.sub },
      z: 3,
    });
  const lines = (option.series as SeriesOption[]).flatMap(({ name }) =>
    name === undefined ? [] : [String(name)],
  );
  const legend = {
    ...option.legend,
    data: [
      ...lines,
      ...(view.before ? [view.before.name] : []),
      { name: view.caseName, icon: 'circle', itemStyle: { color: PALETTE.ink, opacity: 1 } },
    ],
  };
  return { ...option, legend, series: [...(option.series as SeriesOption[]), ...more] };
}

/** Only what moves: the points of the curves, on the axes as they stand. */
export function movedCurves(still: Assessment, curves: Assessment['curves']): EChartsOption {
  const window = curveWindow(still);
  const data = (points: readonly CurvePoint[]) => chartPoints(points, window);
  return {
    series: [
      { id: 'gross', data: data(curves.gross) },
      { id: 'afterContract', data: data(curves.afterContract) },
      ...(still.premiumYen + still.controlCostYen > 0
        ? [{ id: 'withPremium', data: data(curves.withPremium) }]
        : []),
      { id: 'retained', data: data(curves.retained) },
      {
        id: 'marks',
        markPoint: {
          data: [
            {
              coord: [
                still.returnPeriod,
                curves.retained.find(({ probability }) => probability * still.returnPeriod <= 1 + 1e-9)
                  ?.yen ?? 0,
              ],
            },
          ],
        },
      },
    ] as SeriesOption[],
  };
}

/** Published totals where the gross curve reaches them: once in how many years this company loses as much. */
export function casePoints(
  { curves, returnPeriod }: Assessment,
  cases: readonly PastCase[],
): { readonly years: number; readonly yen: number; readonly past: PastCase }[] {
  const most = Math.max(1000, returnPeriod);
  return cases.flatMap((past) => {
    const beyond = curves.gross.findIndex(({ yen }) => yen >= past.yen);
    if (beyond <= 0) return [];
    const [a, b] = [curves.gross[beyond - 1], curves.gross[beyond]];
    const share = b.yen > a.yen ? (past.yen - a.yen) / (b.yen - a.yen) : 1;
    const years = 1 / (a.probability + (b.probability - a.probability) * share);
    return years <= most && years >= 5 ? [{ years, yen: past.yen, past }] : [];
  });
}
