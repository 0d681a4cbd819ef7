/** Code points a page sets in each weight. */
export type PageCharacters = { readonly regular: ReadonlySet<number>; readonly bold: ReadonlySet<number> };

/** Elements that the style sheet sets in bold. */
const BOLD = new Set(['h1', 'h2', 'h3', 'strong', 'b']);
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^>"])*)>|([^<]+)/giy;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#96': '`',
};

/**
 * The characters of a page by weight, read from markup this package made (every element closed, text escaped).
 *
 * @example charactersOf('<p>a<strong>b</strong></p>') // { regular: Set { 97 }, bold: Set { 98 } }
 */
export function charactersOf(markup: string): PageCharacters {
  const regular = new Set<number>();
  const bold = new Set<number>();
  let depth = 0;
  for (const [, close, name, attributes, text] of markup.matchAll(new RegExp(TOKEN.source, 'gi'))) {
    if (text !== undefined) {
      const decoded = text.replace(/&(#?\w+);/g, (entity, key) => ENTITIES[key] ?? entity);
      for (const character of decoded) (depth > 0 ? bold : regular).add(character.codePointAt(0) ?? 0);
    } else if (isBold(name, attributes) || (close && name === 'text' && depth > 0)) depth += close ? -1 : 1;
  }
  return { regular, bold };
}

function isBold(name: string, attributes: string): boolean {
  return BOLD.has(name.toLowerCase()) || /\bfont-weight="(?:bold|700)"/.test(attributes);
}
