import type { Summary } from '../summary/summary.ts';
import { wordsIn } from '../words/words.ts';
import { amountMark, chart, details, exactMark, prose, section, table } from './elements.ts';
import { html, type Markup } from './markup.ts';

/** A chart as SVG, drawn for a wide and for a narrow place. */
export type Pictures = { readonly wide: string; readonly narrow: string };

/** From the gross loss to what stays: the chart, and the same bars to the yen. */
export function waterfallSection({ language, waterfall }: Summary, pictures: Pictures): Markup {
  const words = wordsIn(language).waterfall;
  const rows = waterfall.bars.map(({ name, amount }) => [name, exactMark(amount)]);
  return section(
    'sn-waterfall',
    'sn-waterfall',
    waterfall.title,
    html`${chart(pictures, waterfall.description)}${table(
      waterfall.caption,
      [{ name: words.bar }, { name: words.exact, kind: 'figure' }],
      rows.slice(0, -1),
      { foot: rows.at(-1) },
    )}`,
  );
}

/** The four curves, and their values at round return periods in a table. */
export function curvesSection({ language, curves }: Summary, pictures: Pictures): Markup {
  const words = wordsIn(language).curves;
  const heads = [words.gross, words.afterContract, words.retained, words.withPremium];
  return section(
    'sn-curves',
    'sn-curves',
    curves.title,
    html`${chart(pictures, curves.description)}<p class="sn-sub">${prose(curves.caption)}</p>${details(
      words.table,
      table(
        curves.title,
        [{ name: words.period }, ...heads.map((name) => ({ name, kind: 'figure' as const }))],
        curves.rows.map(({ label, gross, afterContract, retained, withPremium }) => [
          label,
          ...[gross, afterContract, retained, withPremium].map(amountMark),
        ]),
        { wide: true },
      ),
    )}`,
  );
}
