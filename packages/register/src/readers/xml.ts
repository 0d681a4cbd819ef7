/** A name, then attributes whose values stand in quotes, then the end of the tag. */
const TAG = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;

/** What may stand between tags without being one, each with its end. */
const ASIDES: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/**
 * The name of the outermost element, without prefix, where every tag has its counterpart; undefined where the text breaks
 * off, is no XML, or declares entities. Takes time in proportion to the text.
 *
 * @example rootOf('<a:sheet><row/></a:sheet>') // 'sheet'
 * @example rootOf('<sheet><row>') // undefined
 */
export function rootOf(text: string): string | undefined {
  const open: string[] = [];
  let root: string | undefined;
  let at = text.indexOf('<');
  if (
    text
      .slice(0, Math.max(0, at))
      .replace(/^\u00ef\u00bb\u00bf|^\ufeff/, '')
      .trim() !== ''
  )
    return undefined;
  while (at >= 0) {
    const aside = ASIDES.find(([start]) => text.startsWith(start, at));
    if (aside) {
      const end = text.indexOf(aside[1], at + aside[0].length);
      if (end < 0) return undefined;
      at = text.indexOf('<', end + aside[1].length);
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) return undefined;
    const [whole, closing, name, , empty] = tag;
    if (closing !== '') {
      if (open.pop() !== name) return undefined;
    } else {
      if (open.length === 0 && root !== undefined) return undefined;
      root ??= name;
      if (empty === '') open.push(name);
    }
    at = text.indexOf('<', at + whole.length);
  }
  return open.length === 0 ? root?.replace(/^.*:/, '') : undefined;
}

/** The attributes of each element of a name, whatever its prefix, in order: `elements(text, 'sheet')[0]['r:id']`. */
export function elements(text: string, name: string): Readonly<Record<string, string>>[] {
  const tags = text.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^<>]*)>`, 'g'));
  return [...tags].map(([, attributes]) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, double, single]) => [
        key,
        double ?? single,
      ]),
    ),
  );
}
