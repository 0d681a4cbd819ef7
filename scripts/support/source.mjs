// Reads TypeScript just far enough to know what is code: comments, texts and regular expressions are blanked, places kept.

const REGEX_MAY_FOLLOW =
  /(?:[([{}<>,;:=!&|?+\-*%^~]|\b(?:return|typeof|case|in|of|do|else|void|throw|await|yield|delete))$/;

/**
 * The source with comments and the contents of strings, templates and regular expressions replaced by spaces. Quotes and line
 * breaks stay, `${…}` inside a template stays code. Every offset means the same place as in the source.
 *
 * @param {string} source
 * @returns {string}
 */
export function maskSource(source) {
  const out = source.split('');
  const blank = (from, to) => {
    for (let i = from; i < to; i++) if (out[i] !== '\n') out[i] = ' ';
  };
  const braces = []; // for each open `{`: whether it opened a `${`
  let at = 0;
  let before = ''; // the code just seen, to tell a regular expression from a division
  const template = () => {
    const start = at;
    while (at < source.length && source[at] !== '`' && !source.startsWith('${', at))
      at += source[at] === '\\' ? 2 : 1;
    blank(start, Math.min(at, source.length));
    if (source[at] === '`') {
      at += 1;
      before = '`';
    } else if (at < source.length) {
      braces.push(true);
      at += 2;
      before = '{';
    }
  };
  while (at < source.length) {
    const char = source[at];
    if (source.startsWith('//', at) || source.startsWith('/*', at)) {
      const close = source[at + 1] === '/' ? source.indexOf('\n', at) : source.indexOf('*/', at + 2) + 2;
      const end = close < at + 2 ? source.length : close;
      blank(at, end);
      at = end;
    } else if (char === '"' || char === "'") {
      const end = endOfString(source, at);
      if (end > at) blank(at + 1, end);
      at = Math.max(end, at) + 1;
      before = char;
    } else if (char === '`') {
      at += 1;
      template();
    } else if (char === '/' && REGEX_MAY_FOLLOW.test(before || ';') && endOfRegex(source, at) > at) {
      const end = endOfRegex(source, at);
      blank(at + 1, end);
      at = end + 1;
      before = '/';
    } else if (char === '}' && braces.pop()) {
      at += 1;
      template();
    } else {
      if (char === '{') braces.push(false);
      if (!/\s/.test(char))
        before = /\w/.test(char) && /\w$/.test(source[at - 1] ?? '') ? before + char : char;
      at += 1;
    }
  }
  return out.join('');
}

/** Offset of the closing quote; -1 when the line ends first, as with an apostrophe in JSX text. */
function endOfString(source, start) {
  for (let i = start + 1; i < source.length && source[i] !== '\n'; i++) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === source[start]) return i;
  }
  return -1;
}

/** Offset of the closing slash; -1 when this is no regular expression: the line ends first, or `</` closes a JSX element. */
function endOfRegex(source, start) {
  if (source[start - 1] === '<') return -1;
  let inClass = false;
  for (let i = start + 1; i < source.length && source[i] !== '\n'; i++) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === '[') inClass = true;
    else if (source[i] === ']') inClass = false;
    else if (source[i] === '/' && !inClass) return i;
  }
  return -1;
}

const IMPORTS = [
  /\bfrom\s*(['"])/g, // import … from, export … from
  /\bimport\s*(['"])/g, // for the side effect
  /\bimport\s*\(\s*(['"`])/g, // at run time, and import('…') in a type
  /\brequire(?:\.resolve)?\s*\(\s*(['"`])/g,
  /\bimport\.meta\.resolve\s*\(\s*(['"`])/g,
  /\bnew\s+URL\s*\(\s*(['"`])(?=[^'"`]*\1\s*,\s*import\.meta\.url)/g, // a file beside the module
];

/**
 * Everything a source names as a module or as a file beside it.
 *
 * @param {string} source
 * @param {string} [masked] what `maskSource` made of it
 * @returns {{ specifier: string, line: number }[]}
 */
export function findImports(source, masked = maskSource(source)) {
  const found = [];
  for (const pattern of IMPORTS) {
    for (const match of masked.matchAll(pattern)) {
      const start = match.index + match[0].length;
      const end = masked.indexOf(match[1], start);
      found.push({ specifier: source.slice(start, end), line: lineAt(source, start) });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** Contents of all plain string literals. */
export function findStrings(source, masked = maskSource(source)) {
  const strings = [];
  for (const match of masked.matchAll(/(['"`])( *)\1/g)) {
    strings.push(source.slice(match.index + 1, match.index + 1 + match[2].length));
  }
  return strings;
}

/** 1-based line of an offset. */
export function lineAt(source, offset) {
  return source.slice(0, offset).split('\n').length;
}
