import type { Assessment, CurvePoint } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import type { EChartsOption, LineSeriesOption } from 'echarts';
import { countText, yenText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import { curveMarks } from './curve-marks.ts';
import { chartPoints } from './curve-points.ts';
import { curveWindow } from './curve-window.ts';
import { FONT_FAMILY, PALETTE } from './palette.ts';

export type ChartOptions = {
  readonly language: Language;
  /** Size of the letters in px of the picture. */
  readonly font?: number;
  /** For a narrow picture: fewer ticks, the legend in two rows. */
  readonly narrow?: boolean;
};

/**
 * The exceedance curves as an ECharts option: gross ≥ after contract ≥ retained at every point, and dotted what
 * preparing and suffering cost together. Yen on a logarithmic axis; the return period, the retained amount at it and the
 * tolerance are marked. Each line has its own stroke besides its colour.
 */
export function curvesOption(assessment: Assessment, options: ChartOptions): EChartsOption {
  const { language, font = 12, narrow = false } = options;
  const words = wordsIn(language).curves;
  const { curves, premiumYen, controlCostYen } = assessment;
  const window = curveWindow(assessment);
  const line = (id: LineId, points: readonly CurvePoint[]): LineSeriesOption => ({
    id,
    name: words[id],
    type: 'line',
    data: chartPoints(points, window),
    symbol: 'none',
    silent: true,
    color: STROKES[id].color,
    lineStyle: { width: STROKES[id].width, type: STROKES[id].type, cap: 'butt' },
    itemStyle: { color: STROKES[id].color },
    z: STROKES[id].z,
    animation: false,
  });
  const lines = [
    line('gross', curves.gross),
    line('afterContract', curves.afterContract),
    ...(premiumYen + controlCostYen > 0 ? [line('withPremium', curves.withPremium)] : []),
    line('retained', curves.retained),
  ];
  return {
    animation: false,
    textStyle: { fontFamily: FONT_FAMILY, fontSize: font, color: PALETTE.ink },
    grid: {
      left: font * 0.3,
      right: font * 2.4,
      top: font * (narrow ? 4.4 : 2.6),
      bottom: font * 0.5,
      containLabel: true,
    },
    legend: legend(font),
    xAxis: {
      type: 'log',
      min: window.years[0],
      max: window.years[1],
      splitLine: { show: false },
      minorTick: { show: false },
      axisLine: { lineStyle: { color: PALETTE.ink } },
      axisTick: { customValues: [...window.yearTicks], lineStyle: { color: PALETTE.sub } },
      axisLabel: {
        customValues: narrow ? everyOther(window.yearTicks, assessment.returnPeriod) : [...window.yearTicks],
        formatter: (years: number) => words.tick(countText(years, language)),
        color: PALETTE.sub,
        fontSize: font,
        hideOverlap: false,
        showMinLabel: true,
        showMaxLabel: true,
      },
    },
    yAxis: {
      type: 'log',
      min: window.least,
      max: window.most,
      axisLine: { show: false },
      axisTick: { show: false, customValues: [...window.yenTicks] },
      splitLine: { lineStyle: { color: PALETTE.line, width: 1 } },
      axisLabel: {
        customValues: [...window.yenTicks],
        formatter: (yen: number) => yenText(yen, language),
        color: PALETTE.sub,
        fontSize: font,
        hideOverlap: false,
      },
    },
    series: [...lines, curveMarks(assessment, window, options)],
  };
}

type LineId = 'gross' | 'afterContract' | 'retained' | 'withPremium';

type Stroke = {
  readonly color: string;
  readonly width: number;
  readonly type: 'solid' | number[];
  readonly z: number;
};

const STROKES: Readonly<Record<LineId, Stroke>> = {
  gross: { color: PALETTE.gross, width: 2.2, type: 'solid', z: 4 },
  afterContract: { color: PALETTE.contract, width: 2.2, type: [8, 4], z: 5 },
  withPremium: { color: PALETTE.retained, width: 1.8, type: [2, 3], z: 6 },
  retained: { color: PALETTE.retained, width: 3.2, type: 'solid', z: 7 },
};

function legend(font: number): EChartsOption['legend'] {
  return {
    top: 0,
    left: 'center',
    itemWidth: font * 2.2,
    itemHeight: font * 0.8,
    itemGap: font,
    textStyle: { color: PALETTE.ink, fontSize: font, fontFamily: FONT_FAMILY },
    // The line alone shows the stroke; the dot ECharts puts on it would be a mark no curve has.
    itemStyle: { opacity: 0 },
    lineStyle: { width: 'inherit' },
    selectedMode: false,
  };
}

/** Half of the ticks, the marked one and the last among them. */
function everyOther(ticks: readonly number[], marked: number): number[] {
  const middle = ticks.indexOf(marked);
  return ticks.filter((_, i) => (i - middle) % 2 === 0);
}
