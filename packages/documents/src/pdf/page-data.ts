import { countText } from '../format.ts';
import type { Summary } from '../summary/summary.ts';
import { wordsIn } from '../words/words.ts';
import { phrases } from './phrases.ts';
import { shorten } from './printable.ts';

/** Most characters of a text on the page. The longest names in use are shorter; the HTML page never cuts. */
const MOST = { company: 90, name: 40, term: 160, note: 260, source: 90, command: 220 } as const;
/** Between a figure and its unit: ¥30 million. */
const AMOUNT_SPACE = /(?<=¥[\d,.]+) (?=(?:m|b|tr)illion)/g;
/** Return periods in the small table under the curves. */
const PERIODS = [20, 100, 200, 500];
/** Notes a page may have room for, by density (assets/one-page.typ). */
const MOST_NOTES = 6;

/** What the template reads beside the charts. Long texts are cut here, so that one page is always enough. */
export function pageData(summary: Summary, returnPeriod: number) {
  const { language, headlines, waterfall, curves, heads, payers, kept, sources, notes } = summary;
  const words = wordsIn(language);
  const named = <Row extends { readonly name: string }>(row: Row): Row => ({
    ...row,
    name: shorten(row.name, MOST.name),
  });
  // Japanese prose goes over in phrases, so that a line ends where one does.
  const prose = (text: string) => (language === 'ja' ? phrases(text) : text.replace(AMOUNT_SPACE, '\u00a0'));
  return {
    language,
    title: `${words.title}${words.colon}${shorten(summary.company, MOST.company)}`,
    company: shorten(summary.company, MOST.company),
    facts: summary.facts.map((fact) => shorten(fact, MOST.name)),
    date: summary.date,
    strips: summary.strips,
    headlines: headlines.map((headline) => ({
      ...headline,
      beyond: headline.beyond && { ...headline.beyond, text: prose(headline.beyond.text) },
    })),
    waterfall: { ...waterfall, caption: prose(waterfall.caption) },
    curves: {
      ...curves,
      caption: prose(curves.caption),
      rows: curves.rows.map((row) => ({
        ...row,
        print: PERIODS.includes(row.years) || row.years === returnPeriod,
      })),
    },
    heads: { rows: heads.rows.map(named), total: heads.total },
    payers: payers.map(named),
    kept: kept.rows.map(named),
    sureness: summary.sureness.map(({ term, text }) => ({ term, text: prose(shorten(text, MOST.term)) })),
    question: {
      text: prose(shorten(summary.question.text, MOST.term)),
      narrowing: prose(summary.question.narrowing),
      open: summary.question.open,
    },
    notes: notes.map((note) => prose(shorten(note, MOST.note))),
    // By the number of notes that are set: how many are left to the HTML page.
    more: Array.from({ length: MOST_NOTES + 1 }, (_, set) =>
      words.notes.more(countText(Math.max(0, notes.length - set), language)),
    ),
    sources: sources.main.map(({ title, publisher, certainty, unverified }) => ({
      title: shorten(publisher || title, MOST.source),
      certainty,
      unverified,
    })),
    command: shorten(summary.command, MOST.command),
    words: {
      title: words.title,
      subtitle: words.subtitle,
      headlines: words.headlines.title,
      bar: words.waterfall.bar,
      exact: words.waterfall.exact,
      period: words.curves.period,
      gross: words.heads.gross,
      afterContract: words.curves.afterContract,
      retained: words.heads.retained,
      heads: words.heads.title,
      head: words.heads.head,
      payers: words.payers.title,
      payer: words.payers.payer,
      kept: words.kept.title,
      reason: words.kept.reason,
      nothing: words.kept.nothing,
      bars: words.heads.bars,
      amount: words.amount,
      share: words.share,
      sureness: words.sureness.title,
      question: words.question.title,
      notes: words.notes.title,
      sources: words.sources.title,
      moreSources: prose(words.sources.more(countText(sources.all.length, language))),
      command: words.command,
      separator: words.sources.separator,
    },
  };
}
