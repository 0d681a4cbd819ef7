import type { Assessment } from '@sonae/assessment';
import type { EChartsOption } from 'echarts';
import { type ChartOptions, curvesOption } from '../charts/curves-option.ts';
import { type ChartSize, chartDrawer } from '../charts/svg.ts';
import { waterfallOption } from '../charts/waterfall-option.ts';
import { cleanAssessment } from '../summary/clean.ts';
import { type Summary, type SummaryOptions, summaryOf } from '../summary/summary.ts';
import { headsSection, keptSection, payersSection } from './breakdown-sections.ts';
import { curvesSection, type Pictures, waterfallSection } from './chart-sections.ts';
import type { Markup } from './markup.ts';
import {
  commandSection,
  headlineSection,
  masthead,
  notesSection,
  questionSection,
  surenessSection,
} from './sections.ts';
import { sourcesSection } from './sources-section.ts';

/** The sections of the one page, each by itself, for a page that has others too. */
export type PageParts = {
  readonly summary: Summary;
  readonly masthead: Markup;
  readonly headlines: Markup;
  readonly curves: Markup;
  readonly waterfall: Markup;
  readonly heads: Markup;
  readonly payers: Markup;
  readonly kept: Markup;
  readonly sureness: Markup;
  readonly question: Markup;
  readonly sources: Markup;
  readonly notes: Markup;
  readonly command: Markup;
};

type Picture = { readonly size: ChartSize; readonly font: number; readonly narrow: boolean };

const WIDE = { font: 12.5, narrow: false };
const NARROW: Picture = { size: { width: 330, height: 300 }, font: 12, narrow: true };
const CURVES: Picture = { ...WIDE, size: { width: 680, height: 410 } };
const WATERFALL: Picture = { ...WIDE, size: { width: 480, height: 270 } };

/** Ids and classes begin with `sn-`; no style attribute and no script, so that a strict policy lets them through. */
export async function pageParts(assessment: Assessment, options: SummaryOptions): Promise<PageParts> {
  const clean = cleanAssessment(assessment);
  const [summary, draw] = await Promise.all([summaryOf(clean, options), chartDrawer()]);
  const { language } = options;
  const pictures = (
    option: (assessment: Assessment, options: ChartOptions) => EChartsOption,
    wide: Picture,
    id: string,
  ): Pictures => {
    const picture = ({ size, font, narrow }: Picture, at: string) =>
      draw(option(clean, { language, font, narrow }), size, `sn-${id}-${at}`);
    return { wide: picture(wide, 'wide'), narrow: picture(NARROW, 'narrow') };
  };
  return {
    summary,
    masthead: masthead(summary),
    headlines: headlineSection(summary),
    curves: curvesSection(summary, pictures(curvesOption, CURVES, 'curves')),
    waterfall: waterfallSection(summary, pictures(waterfallOption, WATERFALL, 'waterfall')),
    heads: headsSection(summary),
    payers: payersSection(summary),
    kept: keptSection(summary),
    sureness: surenessSection(summary),
    question: questionSection(summary),
    sources: sourcesSection(summary),
    notes: notesSection(summary),
    command: commandSection(summary),
  };
}
