import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF as Typst writes it (plain objects, CID fonts with ToUnicode), run after run without spaces between
 * them: enough to look for figures on a machine without poppler.
 */
export function pdfText(pdf: Uint8Array): string {
  const objects = readObjects(Buffer.from(pdf).toString('latin1'));
  const page = [...objects.values()].find(({ dict }) => /\/Type\s*\/Page\b/.test(dict));
  if (!page) throw new Error('no page');
  const content = refOf(page.dict, 'Contents');
  return textOf(streamOf(objects, content), page.dict, objects);
}

type PdfObject = { readonly dict: string; readonly stream?: string };

function readObjects(source: string): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const end = source.indexOf('\nendobj', start);
    const at = source.slice(start, end).search(/\nstream\r?\n/);
    if (at < 0) {
      objects.set(Number(match[1]), { dict: source.slice(start, end) });
      continue;
    }
    const dict = source.slice(start, start + at);
    const length = Number(/\/Length (\d+)/.exec(dict)?.[1]);
    const from = source.indexOf('\n', start + at + 1) + 1;
    const bytes = Buffer.from(source.slice(from, from + length), 'latin1');
    const stream = /\/FlateDecode/.test(dict) ? inflateSync(bytes) : bytes;
    objects.set(Number(match[1]), { dict, stream: stream.toString('latin1') });
  }
  return objects;
}

function refOf(dict: string, key: string): number {
  return Number(new RegExp(`/${key}\\s*(\\d+) 0 R`).exec(dict)?.[1]);
}

function streamOf(objects: ReadonlyMap<number, PdfObject>, id: number): string {
  return objects.get(id)?.stream ?? '';
}

/** What a content stream shows, the forms it calls included (a chart is one). */
function textOf(content: string, holder: string, objects: ReadonlyMap<number, PdfObject>): string {
  const reference = refOf(holder, 'Resources');
  const resources = objects.get(reference)?.dict ?? holder;
  const named = new Map(
    Array.from(resources.matchAll(/\/(\w+) (\d+) 0 R/g), ([, name, id]) => [name, Number(id)]),
  );
  let text = '';
  let letters = new Map<string, string>();
  const saved: Map<string, string>[] = [];
  for (const [token, font, shown, form] of content.matchAll(OPERATORS)) {
    if (token === 'q') saved.push(letters);
    else if (token === 'Q') letters = saved.pop() ?? letters;
    else if (font) letters = lettersOf(objects, named.get(font));
    else if (shown) {
      const codes = Array.from(shown.matchAll(STRINGS), ([, hex, literal]) => hex ?? hexOf(literal)).join('');
      text += (codes.match(/.{4}/g) ?? []).map((code) => letters.get(code.toUpperCase()) ?? '').join('');
    } else {
      const object = objects.get(named.get(form) ?? 0);
      if (object?.stream && /\/Subtype\s*\/Form/.test(object.dict)) {
        text += textOf(object.stream, object.dict, objects);
      }
    }
  }
  return text;
}

/** A string in brackets; brackets within are escaped, or paired. */
const LITERAL = String.raw`\(((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*)\)`;
const HEX = '<([0-9A-Fa-f]*)>';
const STRINGS = new RegExp(`${HEX}|${LITERAL}`, 'g');
/** Saving and restoring, choosing a font, showing text, calling a form. */
const OPERATORS = new RegExp(
  String.raw`\bq\b|\bQ\b|\/(\w+) [\d.]+ Tf|(\[(?:${plain(HEX)}|${plain(LITERAL)}|[-\d.\s])*\] TJ|(?:${plain(HEX)}|${plain(LITERAL)}) Tj)|\/(\w+) Do`,
  'g',
);

/** A pattern without its groups. */
function plain(pattern: string): string {
  return pattern.replace(/(?<!\\)\((?!\?)/g, '(?:');
}

/** A string in brackets as hexadecimal digits. */
function hexOf(literal: string): string {
  const bytes = literal.replace(/\\(\d{1,3}|[\s\S])/g, (_, escaped: string) =>
    /^\d/.test(escaped)
      ? String.fromCharCode(Number.parseInt(escaped, 8))
      : ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[escaped] ?? escaped),
  );
  return Buffer.from(bytes, 'latin1').toString('hex');
}

function lettersOf(objects: ReadonlyMap<number, PdfObject>, font: number | undefined): Map<string, string> {
  const cmap = streamOf(objects, refOf(objects.get(font ?? 0)?.dict ?? '', 'ToUnicode'));
  const letters = new Map<string, string>();
  const unicode = (hex: string) =>
    String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
  for (const [, block] of cmap.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code, hex] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(code.toUpperCase(), unicode(hex));
  }
  return letters;
}
