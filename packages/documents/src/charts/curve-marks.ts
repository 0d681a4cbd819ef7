import type { Assessment } from '@sonae/assessment';
import type { LineSeriesOption, MarkLineComponentOption, MarkPointComponentOption } from 'echarts';
import { yenText } from '../format.ts';
import { valuesAt } from '../summary/curve-table.ts';
import { wordsIn } from '../words/words.ts';
import type { CurveWindow } from './curve-window.ts';
import type { ChartOptions } from './curves-option.ts';
import { FONT_FAMILY, PALETTE } from './palette.ts';

/** What is not a curve: the return period asked for, the retained amount at it, the tolerance and what lies beyond. */
export function curveMarks(
  assessment: Assessment,
  window: CurveWindow,
  options: ChartOptions,
): LineSeriesOption {
  const { years, least, most } = window;
  const { toleranceYen } = assessment.company;
  const tolerance = toleranceYen !== undefined && toleranceYen >= least ? toleranceYen : undefined;
  return {
    id: 'marks',
    type: 'line',
    data: [],
    silent: true,
    z: 2,
    markArea: {
      silent: true,
      z: 0,
      itemStyle: { color: PALETTE.beyond },
      data: tolerance === undefined ? [] : [[{ coord: [years[0], tolerance] }, { coord: [years[1], most] }]],
    },
    markLine: {
      silent: true,
      symbol: 'none',
      z: 3,
      label: { show: false },
      data: [
        periodLine(assessment.returnPeriod, window),
        ...(tolerance === undefined ? [] : [toleranceLine(tolerance, window, options)]),
      ],
    },
    markPoint: retainedPoint(assessment, window, options),
  };
}

type MarkLine = NonNullable<MarkLineComponentOption['data']>[number];

function periodLine(returnPeriod: number, { least, most }: CurveWindow): MarkLine {
  const lineStyle = { color: PALETTE.mark, type: [2, 3], width: 1 };
  return [{ coord: [returnPeriod, least], lineStyle }, { coord: [returnPeriod, most] }];
}

function toleranceLine(tolerance: number, { years }: CurveWindow, options: ChartOptions): MarkLine {
  const { language, font = 12, narrow = false } = options;
  const amount = yenText(tolerance, language, 'grouped');
  return [
    {
      coord: [years[0], tolerance],
      lineStyle: { color: PALETTE.ink, type: [6, 3], width: 1 },
      label: {
        ...labelStyle(font),
        position: 'insideStartTop',
        distance: [font * 0.4, font * 0.3],
        formatter: `${wordsIn(language).tolerance}${narrow ? '\n' : ' '}${amount}`,
        color: PALETTE.ink,
      },
    },
    { coord: [years[1], tolerance] },
  ];
}

/** The retained amount at the return period. All curves rise to the right, so there is room below them. */
function retainedPoint(
  assessment: Assessment,
  { years, least }: CurveWindow,
  { language, font = 12, narrow = false }: ChartOptions,
): MarkPointComponentOption {
  const { returnPeriod, company } = assessment;
  const { toleranceYen } = company;
  const { retained } = valuesAt(assessment, returnPeriod);
  const name = wordsIn(language).curves.retained;
  const atTheEnd = returnPeriod * 2 > years[1];
  return {
    silent: true,
    symbol: 'circle',
    symbolSize: font * 0.75,
    z: 9,
    itemStyle: { color: PALETTE.retained, borderColor: '#fff', borderWidth: 1.5 },
    label: {
      ...labelStyle(font),
      ...(atTheEnd
        ? { position: 'bottom', align: 'right', distance: font * 1.6 }
        : { position: 'right', offset: [font * 0.2, font * (narrow ? 1.4 : 0.9)] }),
      formatter: `${name}${narrow ? '\n' : ' '}${yenText(retained, language)}`,
      fontWeight: 700,
      color: PALETTE.retained,
      // The line of the tolerance may run where the label stands.
      backgroundColor: toleranceYen !== undefined && retained > toleranceYen ? PALETTE.beyond : '#fff',
      padding: [0, font * 0.2],
    },
    data: retained >= least ? [{ name, coord: [returnPeriod, retained] }] : [],
  };
}

/** A halo keeps a label readable where a line passes behind it. */
function labelStyle(font: number) {
  return {
    show: true,
    fontSize: font,
    lineHeight: font * 1.2,
    fontFamily: FONT_FAMILY,
    textBorderColor: '#fff',
    textBorderWidth: 3,
  };
}
