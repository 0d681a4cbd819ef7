import type { Issue } from '@sonae/core';

/** Where a value stands: lines and columns count from 1. */
export type Spot = { readonly line: number; readonly column: number };

/** A JSON text as a value whose parts know their place. */
export type JsonReading = {
  /** Missing where the text is no JSON. */
  readonly value?: unknown;
  readonly issues: readonly Issue[];
  /** The place of a path; of the nearest part around it where the path itself is not there. */
  readonly spot: (path: Path) => Spot;
};

export type Path = readonly (string | number)[];

/** Deeper than any playbook, and far from where the reader's own stack ends. */
const DEEPEST = 100;

/**
 * Reads JSON strictly (RFC 8259): one value, no comments, no trailing commas; a key used twice is an issue and the
 * first is kept. Nothing throws.
 */
export function readJson(text: string): JsonReading {
  const spots = new Map<string, number>();
  const issues: Issue[] = [];
  const place = lineCounter(text);
  const spot = (path: Path): Spot => {
    for (let length = path.length; length >= 0; length--) {
      const at = spots.get(keyOf(path.slice(0, length)));
      if (at !== undefined) return place(at);
    }
    return { line: 1, column: 1 };
  };
  try {
    const value = new Reader(text, spots, (offset, key, path) =>
      issues.push({ ...twice(key), path: formatPath(path), ...place(offset) }),
    ).whole();
    return { value, issues, spot };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { issues: [...issues, { ...broken(error), ...place(error.offset) }], spot };
  }
}

/** `workflow.action--….commands[0].command`. */
export function formatPath(path: Path): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join('');
}

const keyOf = (path: Path) => JSON.stringify(path);

class Broken extends Error {
  readonly offset: number;
  readonly en: string;
  constructor(offset: number, ja: string, en: string) {
    super(ja);
    this.offset = offset;
    this.en = en;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;
class Reader {
  #at = 0;
  readonly #text: string;
  readonly #spots: Map<string, number>;
  readonly #twice: (offset: number, key: string, path: Path) => void;

  constructor(
    text: string,
    spots: Map<string, number>,
    twice: (offset: number, key: string, path: Path) => void,
  ) {
    this.#text = text;
    this.#spots = spots;
    this.#twice = twice;
    if (text.startsWith('\ufeff')) this.#at = 1;
  }

  whole(): unknown {
    const value = this.#value([]);
    if (this.#at < this.#text.length)
      throw new Broken(this.#at, '値のあとに余分な文字があります', 'something follows the value');
    return value;
  }

  #value(path: Path): unknown {
    this.#blank();
    if (path.length > DEEPEST)
      throw new Broken(this.#at, '入れ子が深すぎます', 'the values are nested too deeply');
    if (!this.#spots.has(keyOf(path))) this.#spots.set(keyOf(path), this.#at);
    const char = this.#text[this.#at];
    const value =
      char === '{'
        ? this.#object(path)
        : char === '['
          ? this.#array(path)
          : char === '"'
            ? this.#string()
            : this.#word();
    this.#blank();
    return value;
  }

  #object(path: Path): object {
    const object: Record<string, unknown> = {};
    this.#list('}', () => {
      const at = this.#at;
      if (this.#text[at] !== '"')
        throw new Broken(at, '項目名は " で囲みます', 'a key stands in double quotes');
      const key = this.#string();
      const here = [...path, key];
      const again = Object.hasOwn(object, key);
      if (again) this.#twice(at, key, here);
      else this.#spots.set(keyOf(here), at);
      this.#blank();
      this.#expect(':');
      const value = this.#value(again ? [...here, ' again'] : here);
      // A plain assignment would set the prototype where the key is __proto__.
      if (!again)
        Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
    });
    return object;
  }

  #array(path: Path): unknown[] {
    const array: unknown[] = [];
    this.#list(']', () => array.push(this.#value([...path, array.length])));
    return array;
  }

  /** What stands between brackets, separated by commas. */
  #list(end: string, item: () => void): void {
    this.#at++;
    this.#blank();
    if (this.#text[this.#at] === end) {
      this.#at++;
      return;
    }
    for (;;) {
      item();
      if (this.#text[this.#at] === end) break;
      this.#expect(',');
      this.#blank();
    }
    this.#at++;
  }

  #string(): string {
    const from = this.#at;
    let end = from + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    try {
      const found = JSON.parse(this.#text.slice(from, end + 1)) as string;
      this.#at = end + 1;
      return found;
    } catch {
      throw new Broken(
        from,
        '文字列が閉じていないか、使えない文字があります',
        'a string is not closed or holds a character it may not',
      );
    }
  }

  #word(): unknown {
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    const found = this.#match(NUMBER);
    if (found === undefined || found === '')
      throw new Broken(this.#at, '値がありません', 'a value is missing');
    return Number(found);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #blank(): void {
    this.#match(BLANK);
  }

  #expect(char: string): void {
    if (this.#text[this.#at] !== char)
      throw new Broken(this.#at, `「${char}」がありません`, `"${char}" is missing`);
    this.#at++;
  }
}

const WORDS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

function lineCounter(text: string): (offset: number) => Spot {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  };
}

function twice(key: string): Omit<Issue, 'path'> {
  return {
    code: 'playbook.key-twice',
    severity: 'error',
    message: { ja: `項目「${key}」が二度書かれています。`, en: `The key ${key} is written twice.` },
    hint: {
      ja: 'どちらが正しいか分からないので、一つを消してください。',
      en: 'Nobody can tell which one is meant: remove one.',
    },
  };
}

function broken({ message, en }: Broken): Issue {
  return {
    code: 'playbook.not-json',
    severity: 'error',
    path: '',
    message: { ja: `JSONとして読めません：${message}。`, en: `Not JSON: ${en}.` },
    hint: {
      ja: 'コメントや末尾のコンマは書けません。JSONのエディターで直してください。',
      en: 'Comments and trailing commas are no JSON. Mend it in an editor for JSON.',
    },
  };
}
