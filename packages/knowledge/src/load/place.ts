import type { Document, LineCounter, Node } from 'yaml';
import { isMap, isNode, isPair, isScalar } from 'yaml';

export type Path = readonly (string | number)[];

/** Where in a text something stands; lines and columns count from 1. */
export type Position = { readonly line: number; readonly column: number };

/**
 * Finds the place of a value in a YAML text. Where the value is missing, the place of what should hold it.
 *
 * @param path keys and indexes, `['facts', 3, 'sources']`
 * @param atKey the place of the key itself, for keys nobody knows
 */
export function placeOf(document: Document, counter: LineCounter, path: Path, atKey = false): Position {
  const offset = (atKey ? offsetOfKey(document, path) : undefined) ?? offsetOf(document, path);
  const { line, col } = counter.linePos(offset);
  return { line, column: col };
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const start = isNode(node) ? startOf(node) : undefined;
    if (start !== undefined) return start;
  }
  return 0;
}

function offsetOfKey(document: Document, path: Path): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1),
  );
  return pair && isNode(pair.key) ? startOf(pair.key) : undefined;
}

function startOf(node: Node): number | undefined {
  return node.range?.[0];
}

/** The path as people read it: `facts[3].sources[0]`. */
export function printPath(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
