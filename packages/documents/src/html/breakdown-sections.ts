import { countText } from '../format.ts';
import type { HeadRow } from '../summary/heads.ts';
import type { KeptRow } from '../summary/kept.ts';
import type { Summary } from '../summary/summary.ts';
import { wordsIn } from '../words/words.ts';
import { amountMark, type Column, details, exactMark, section, table } from './elements.ts';
import { html, type Markup } from './markup.ts';

/** What the loss consists of: the largest heads, and every head to the yen on demand. */
export function headsSection({ language, heads }: Summary): Markup {
  const words = wordsIn(language).heads;
  const { rows, all, total, caption } = heads;
  const figures: Column[] = [
    { name: words.gross, kind: 'figure' },
    { name: words.retained, kind: 'figure' },
  ];
  const bars: Column = { name: html`<span class="sn-hidden">${words.bars}</span>`, kind: 'bar' };
  const largest = table(
    caption,
    [{ name: words.head }, bars, ...figures],
    rows.map((row) => [row.name, headBar(row), amountMark(row.gross), amountMark(row.retained)]),
    { foot: [total.name, '', amountMark(total.gross), amountMark(total.retained)] },
  );
  const exact = (row: HeadRow) => [row.name, exactMark(row.gross), exactMark(row.retained)];
  const every = table(caption, [{ name: words.head }, ...figures], all.map(exact), { foot: exact(total) });
  const onDemand = details(words.all(countText(all.length, language)), every);
  return section(
    'sn-heads',
    'sn-heads',
    words.title,
    html`${largest}<p class="sn-sub">${words.bars}</p>${onDemand}`,
  );
}

/** The bar beside a head repeats its figures, so it is hidden from those who hear the page. */
function headBar({ grossLength, retainedLength }: HeadRow): Markup {
  const bar = (name: string, length: number) =>
    html`<rect class="sn-bar-${name}" width="${Math.round(length * 1000) / 10}" height="10"/>`;
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${bar('gross', grossLength)}${bar('retained', retainedLength)}</svg>`;
}

/** Who carries the gross loss. */
export function payersSection({ language, payers }: Summary): Markup {
  const words = wordsIn(language);
  const { title, caption, payer } = words.payers;
  const rows = payers.map(({ name, amount, share }) => [html`<bdi>${name}</bdi>`, amountMark(amount), share]);
  return section('sn-payers', 'sn-payers', title, table(caption, sharing(payer, words), rows));
}

/** Why money stays with the company: reasons, and on demand each policy, part and clause. */
export function keptSection({ language, kept }: Summary): Markup {
  const words = wordsIn(language);
  const { title, caption, reason, nothing, all, where } = words.kept;
  if (kept.rows.length === 0) return section('sn-kept', 'sn-kept', title, html`<p>${nothing}</p>`);
  const rows = kept.rows.map(({ name, amount, share }) => [name, amountMark(amount), share]);
  const every = table(
    where,
    [{ name: reason }, { name: words.exactAmount, kind: 'figure' }],
    kept.all.map((row) => [html`${row.name}${placeOf(row)}`, exactMark(row.amount)]),
  );
  const onDemand = details(all(countText(kept.all.length, language)), every);
  return section(
    'sn-kept',
    'sn-kept',
    title,
    html`${table(caption, sharing(reason, words), rows)}${onDemand}`,
  );
}

function sharing(first: string, words: { readonly amount: string; readonly share: string }): Column[] {
  return [{ name: first }, { name: words.amount, kind: 'figure' }, { name: words.share, kind: 'figure' }];
}

/** Ids of policy, part and clause, as far as the reason has them. */
function placeOf({ policy, part, clause }: KeptRow): Markup | undefined {
  const ids = [policy, part, clause].filter((id) => id !== '');
  return ids.length === 0 ? undefined : html`<code class="sn-where"><bdi>${ids.join(' / ')}</bdi></code>`;
}
