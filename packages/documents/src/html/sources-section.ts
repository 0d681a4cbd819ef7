import { countText } from '../format.ts';
import type { SourceRow } from '../summary/sources.ts';
import type { Summary } from '../summary/summary.ts';
import { wordsIn } from '../words/words.ts';
import { details, prose, section, table } from './elements.ts';
import { html, type Markup } from './markup.ts';

/** The main sources, and all of them with their certainty on demand. */
export function sourcesSection({ language, sources }: Summary): Markup {
  const words = wordsIn(language).sources;
  const { main, all, counts } = sources;
  const items = main.map((row) => html`<li><bdi>${prose(row.publisher || row.title)}</bdi>${flag(row)}</li>`);
  if (all.length === 0) return section('sn-sources', 'sn-sources', words.title, html`<p>${words.none}</p>`);
  const every = table(
    counts,
    [{ name: words.source }, { name: words.date, kind: 'text' }, { name: words.certainty, kind: 'text' }],
    all.map((row) => [html`<bdi>${row.title}</bdi>${published(row)}`, row.date, certainty(row)]),
  );
  const onDemand = details(words.all(countText(all.length, language)), every);
  return section('sn-sources', 'sn-sources', words.title, html`<ul>${items}</ul>${onDemand}`);
}

/** Links only to addresses of the web; the address itself stands in the link. */
function published({ publisher, url, title }: SourceRow): Markup | string {
  const name = html`<bdi>${publisher || title}</bdi>`;
  if (url !== '') return html`<a class="sn-where" href="${url}" rel="noreferrer">${name}</a>`;
  return publisher === '' ? '' : html`<span class="sn-where">${name}</span>`;
}

function certainty(row: SourceRow): Markup | string {
  return row.unverified ? html`<strong class="sn-flag">${row.certainty}</strong>` : row.certainty;
}

/** 未確認 stands wherever such a source is shown. */
function flag(row: SourceRow): Markup | string {
  return row.unverified ? html` <strong class="sn-flag">${row.certainty}</strong>` : '';
}
