import type { Assessment } from '@sonae/assessment';
import { inLanguage, type Language } from '@sonae/core';
import { dateText, percentText, yenText } from '../format.ts';
import { type Explained, wordsIn } from '../words/words.ts';
import type { Part } from './amount.ts';
import { type WaterfallView, waterfallView } from './bars.ts';
import { cleanAssessment } from './clean.ts';
import { type CurvesView, curvesView } from './curve-table.ts';
import { type HeadlineView, headlineViews } from './headlines.ts';
import { type HeadsView, headsView } from './heads.ts';
import { type KeptView, keptView } from './kept.ts';
import { type Names, namesIn } from './names.ts';
import { payersView } from './payers.ts';
import { type SourcesView, sourcesView } from './sources.ts';
import { surenessView } from './sureness.ts';

/**
 * Everything the one page says, in words and figures that are ready to be set. The PDF and the HTML page are made from
 * this and nothing else, so they cannot differ in a figure.
 */
export type Summary = {
  readonly language: Language;
  readonly company: string;
  /** Industry, revenue and tolerance, as far as known. */
  readonly facts: readonly string[];
  /** The day of issue in words, only where it was passed in. */
  readonly date?: string;
  readonly headlines: readonly HeadlineView[];
  /** How to read the strips of the headlines. */
  readonly strips: string;
  readonly waterfall: WaterfallView;
  readonly curves: CurvesView;
  readonly heads: HeadsView;
  readonly payers: readonly Part[];
  readonly kept: KeptView;
  readonly sureness: readonly Explained[];
  /** The question and what its answer is worth; not `open` where no answer would narrow anything. */
  readonly question: { readonly open: boolean; readonly text: string; readonly narrowing: string };
  readonly sources: SourcesView;
  readonly notes: readonly string[];
  readonly command: string;
};

export type SummaryOptions = {
  readonly language: Language;
  /** The day of issue, `YYYY-MM-DD`. Without it the page carries no date. */
  readonly date?: string;
};

export async function summaryOf(assessment: Assessment, options: SummaryOptions): Promise<Summary> {
  const { language, date } = options;
  const names = namesIn(language);
  const clean = cleanAssessment(assessment);
  const sources = sourcesView(clean, language, names);
  return {
    language,
    company: companyName(clean, language),
    facts: factsOf(clean, language, names),
    date: date === undefined ? undefined : dateText(date, language),
    headlines: headlineViews(clean, language),
    strips: wordsIn(language).headlines.strips(clean.company.toleranceYen !== undefined),
    waterfall: waterfallView(clean, language),
    curves: curvesView(clean, language),
    heads: headsView(clean, language, names),
    payers: payersView(clean, language),
    kept: keptView(clean, language, names),
    sureness: surenessView(clean, sources, language),
    question: questionOf(clean, language),
    sources,
    notes: clean.notes.map(({ text }) => inLanguage(text, language)),
    command: clean.command,
  };
}

/** A fictional company is called so, once: many carry it in their name. */
function companyName({ company }: Assessment, language: Language): string {
  const { fictional } = wordsIn(language);
  const says = language === 'ja' ? company.name.includes('架空') : /fictional/i.test(company.name);
  return company.fictional && !says ? `${company.name}${fictional}` : company.name;
}

function factsOf({ company }: Assessment, language: Language, names: Names): string[] {
  const words = wordsIn(language);
  const { industry, revenueYen, toleranceYen } = company;
  const grouped = (yen: number) => yenText(yen, language, 'grouped');
  return [
    ...(industry === undefined ? [] : [names.industry(industry)]),
    ...(revenueYen === undefined ? [] : [`${words.revenue} ${grouped(revenueYen)}`]),
    ...(toleranceYen === undefined ? [] : [`${words.tolerance} ${grouped(toleranceYen)}`]),
  ];
}

function questionOf({ nextQuestion }: Assessment, language: Language): Summary['question'] {
  const words = wordsIn(language).question;
  if (!nextQuestion) return { open: false, text: words.none, narrowing: '' };
  const { question, narrowing } = nextQuestion;
  return {
    open: true,
    text: inLanguage(question, language),
    narrowing: words.narrowing(percentText(narrowing, language)),
  };
}
