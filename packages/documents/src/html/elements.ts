import type { Amount } from '../summary/amount.ts';
import { html, Markup, type Value } from './markup.ts';

/** An amount to read, with the exact one for machines. */
export function amountMark({ yen, text }: Amount): Markup {
  return html`<data value="${yen}">${text}</data>`;
}

/** An amount to the yen. */
export function exactMark({ yen, exact }: Amount): Markup {
  return html`<data value="${yen}">${exact}</data>`;
}

/** A large amount whose units are set smaller. */
export function largeAmount({ yen, parts }: Amount): Markup {
  const marks = parts.map(({ text, unit }) => (unit ? html`<small>${text}</small>` : text));
  return html`<data value="${yen}">${marks}</data>`;
}

/** What is not torn at the end of a line: an amount as format.ts writes it, a date, a word with a hyphen. */
const WHOLE =
  /([−¥]*\d[\d,.]*(?:[万億兆][\d,]*)*円|−?¥[\d,.]*\d(?: (?:million|billion|trillion))?|\b\w{1,12}(?:-\w{1,12}){1,3}\b)/;

/** A sentence whose amounts and dates stay on one line: no 139万 / 5,000円. */
export function prose(text: string): Markup {
  const parts = text.split(WHOLE);
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<span class="sn-whole">${part}</span>` : part))}`;
}

/** A part of the page under its own heading. `id` is that of the heading. */
export function section(id: string, className: string, title: string, body: Value): Markup {
  return html`<section class="sn-card ${className}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;
}

export type Column = { readonly name: Value; readonly kind?: 'figure' | 'text' | 'bar' };

/**
 * A table with a caption and heads. The first cell of a row is its head. A table that may be wider than a phone is `wide`: it
 * scrolls by itself and can be reached with the keyboard.
 *
 * @param options `foot`: the last row, where it is a total
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
  options: { readonly foot?: readonly Value[]; readonly wide?: boolean } = {},
): Markup {
  const { foot, wide = false } = options;
  const classOf = (i: number) => (columns[i].kind === undefined ? '' : html` class="sn-${columns[i].kind}"`);
  const row = (cells: readonly Value[]) =>
    html`<tr>${cells.map((cell, i) =>
      i === 0 ? html`<th scope="row">${cell}</th>` : html`<td${classOf(i)}>${cell}</td>`,
    )}</tr>`;
  const heads = columns.map(({ name }, i) => html`<th scope="col"${classOf(i)}>${name}</th>`);
  const around = wide ? html` tabindex="0" role="group" aria-label="${caption}"` : '';
  return html`<div class="sn-scroll"${around}><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.map(row)}</tbody>${
    foot && html`<tfoot>${row(foot.map((cell) => html`<strong>${cell}</strong>`))}</tfoot>`
  }</table></div>`;
}

/** What is shown on demand. */
export function details(summary: string, body: Value): Markup {
  return html`<details><summary>${summary}</summary>${body}</details>`;
}

/** A chart drawn twice, for a wide and for a narrow place; the style sheet shows one of them. */
export function chart(
  pictures: { readonly wide: string; readonly narrow: string },
  description: string,
): Markup {
  const picture = (svg: string, className: string) =>
    // The drawing is ours; it holds figures and our own words, nothing that was entered.
    new Markup(
      svg.replace(
        '<svg ',
        html`<svg class="${className}" role="img" aria-label="${description}" `.toString(),
      ),
    );
  return html`<div class="sn-chart">${picture(pictures.wide, 'sn-wide')}${picture(pictures.narrow, 'sn-narrow')}</div>`;
}
