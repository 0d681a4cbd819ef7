/** Markup that is safe to put into a page: made by {@link html}, or by this package itself. */
export class Markup {
  readonly #text: string;

  /** For markup this package makes itself, such as a drawn chart. Never for text that came from outside. */
  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  /** Whether it was made here. A look-alike that came in as data has no such field and is escaped. */
  static is(value: unknown): value is Markup {
    return typeof value === 'object' && value !== null && #text in value;
  }
}

/** What may stand in a template: text is escaped, markup is not, nothing is nothing. */
export type Value = string | number | Markup | undefined | readonly Value[];

/**
 * A template for markup that escapes what is put into it, for text and for quoted attributes alike.
 *
 * @example html`<p title="${'"'}">${'<b>'}</p>`.toString() // '<p title="&quot;">&lt;b&gt;</p>'
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(strings.reduce((text, string, i) => text + markupOf(values[i - 1]) + string));
}

/** @example escapeHtml('</style>') // '&lt;/style&gt;' */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => ESCAPES[character]);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function markupOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (Markup.is(value)) return value.toString();
  if (Array.isArray(value)) return value.map(markupOf).join('');
  return escapeHtml(String(value));
}
