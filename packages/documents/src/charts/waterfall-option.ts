import type { Assessment } from '@sonae/assessment';
import type { BarSeriesOption, EChartsOption } from 'echarts';
import { yenText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import type { ChartOptions } from './curves-option.ts';
import { FONT_FAMILY, PALETTE } from './palette.ts';

/**
 * The waterfall as an ECharts option: gross loss, less what contracts relieve, less what insurance pays, leaves what is
 * retained. Every bar is named and carries its amount; the two that take off are hatched.
 */
export function waterfallOption(assessment: Assessment, options: ChartOptions): EChartsOption {
  const { language, font = 12 } = options;
  const bars = barsOf(assessment, options);
  const most = Math.max(1, assessment.waterfall.gross);
  return {
    animation: false,
    textStyle: { fontFamily: FONT_FAMILY, fontSize: font, color: PALETTE.ink },
    grid: { left: font * 0.4, right: font * 0.4, top: font * 1.9, bottom: font * 3.2 },
    xAxis: {
      type: 'category',
      data: bars.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: PALETTE.ink } },
      axisLabel: {
        interval: 0,
        color: PALETTE.ink,
        fontSize: font,
        lineHeight: font * 1.3,
        margin: font * 0.5,
      },
    },
    yAxis: { type: 'value', show: false, min: 0, max: most },
    series: [
      floorSeries(bars),
      {
        id: 'bars',
        type: 'bar',
        stack: 'fall',
        silent: true,
        z: 3,
        data: bars.map((bar) => ({
          value: bar.to - bar.from,
          itemStyle: { color: bar.color, decal: bar.hatched ? HATCH : undefined },
          label: {
            show: true,
            // Below what is taken off; above where there is no room for it over the axis.
            position: bar.sign < 0 && bar.from > most * 0.12 ? 'bottom' : 'top',
            distance: font * 0.4,
            formatter: yenText(bar.sign * (bar.to - bar.from), language),
            color: bar.text,
            fontSize: font,
            fontWeight: bar.id === 'retained' ? 700 : 400,
          },
        })),
      },
    ],
  };
}

type Bar = {
  readonly id: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | -1;
  readonly color: string;
  readonly text: string;
  readonly hatched?: boolean;
};

/** Each bar hangs between two levels, in whole yen. */
function barsOf({ waterfall }: Assessment, { language }: ChartOptions): Bar[] {
  const { labels } = wordsIn(language).waterfall;
  const { gross, contract, retained } = waterfall;
  const owed = gross - contract;
  const {
    gross: red,
    contract: ochre,
    contractText,
    insurance: teal,
    insuranceText,
    retained: dark,
  } = PALETTE;
  return [
    { id: 'gross', label: labels.gross, from: 0, to: gross, sign: 1, color: red, text: red },
    {
      id: 'contract',
      label: labels.contract,
      from: owed,
      to: gross,
      sign: -1,
      color: ochre,
      text: contractText,
      hatched: true,
    },
    {
      id: 'insurance',
      label: labels.insurance,
      from: retained,
      to: owed,
      sign: -1,
      color: teal,
      text: insuranceText,
      hatched: true,
    },
    { id: 'retained', label: labels.retained, from: 0, to: retained, sign: 1, color: dark, text: dark },
  ];
}

/** The unseen bars that lift the others, and dotted lines from the end of each to the start of the next. */
function floorSeries(bars: readonly Bar[]): BarSeriesOption {
  const levels = [bars[0].to, bars[1].from, bars[2].from];
  return {
    id: 'floor',
    type: 'bar',
    stack: 'fall',
    silent: true,
    barWidth: '64%',
    z: 2,
    itemStyle: { color: 'transparent' },
    data: bars.map(({ from }) => from),
    markLine: {
      silent: true,
      symbol: 'none',
      z: 1,
      label: { show: false },
      lineStyle: { color: '#8f8b80', type: [2, 3], width: 1 },
      data: levels.map((yen, i) => [{ coord: [i, yen] }, { coord: [i + 1, yen] }]),
    },
  };
}

/** For screens. A drawn chart has lines instead (hatch.ts). */
const HATCH = {
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [1, 5],
  rotation: -Math.PI / 4,
  color: '#fff',
};
