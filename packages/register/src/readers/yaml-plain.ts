import { type Place, say } from '@sonae/core';
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { formatPath, type Path } from '../path.ts';
import type { Problem } from '../problem.ts';
import {
  badKey,
  brokenYaml,
  circularAlias,
  deadAlias,
  duplicateKey,
  tooDeep,
  tooManyAliases,
  tooManyValues,
} from '../problems/document.ts';
import { Flaw, type Source } from '../source.ts';
import { Refused } from './refused.ts';

/** Values in a file, aliases counted as often as they are used: ten thousand rows have about 120,000. */
const VALUES = 150_000;
/** Deepest nesting: the register needs five. */
const DEPTH = 32;
/** Looking an alias up takes time in proportion to the file. */
const ALIASES = 100;

/** Reports a problem at an offset of the text. */
export type ReportAt = (problem: Problem, offset: number, path?: Path) => void;

type Mark = { readonly key: number; readonly value: number; readonly written?: string };

/**
 * A parsed document as plain values, with a source that finds each in the text again. Of a key used twice the first
 * value is kept.
 *
 * @param at the place of an offset
 * @throws Refused for more values, aliases or levels than any register has
 */
export function plainTree(doc: Document, at: (offset: number) => Place, report: ReportAt) {
  const marks = new Map<string, Mark>();
  const count = { values: 0, aliases: 0 };
  /** The groups and lists around the node being read. */
  const open = new Set<Node>();

  const plain = (node: Node | null, path: Path, depth: number, key: number): unknown => {
    const value = node?.range?.[0] ?? key;
    const written = isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
    marks.set(formatPath(path), { key, value, ...(written !== undefined && { written }) });
    count.values += 1;
    if (count.values > VALUES) throw new Refused(tooManyValues(VALUES), value);
    if (depth > DEPTH) throw new Refused(tooDeep(), value);
    if (isScalar(node)) return scalar(node.value);
    if (isMap(node) || isSeq(node)) {
      open.add(node);
      const values = isMap(node)
        ? record(node, path, depth, value)
        : node.items.map((item, i) => plain(item as Node | null, [...path, i], depth + 1, value));
      open.delete(node);
      return values;
    }
    if (!isAlias(node)) return null;
    count.aliases += 1;
    if (count.aliases > ALIASES) throw new Refused(tooManyAliases(ALIASES), value);
    const target = node.resolve(doc);
    if (target !== undefined && !open.has(target)) return plain(target, path, depth + 1, key);
    report(target ? circularAlias(node.source) : deadAlias(node.source), value, path);
    return new Flaw();
  };

  const record = (map: YAMLMap, path: Path, depth: number, start: number): Record<string, unknown> => {
    // No prototype: a key named `__proto__` stays a key.
    const values: Record<string, unknown> = Object.create(null);
    const first = new Map<string, number>();
    for (const pair of map.items) {
      const key = pair.key as Node | null;
      const offset = key?.range?.[0] ?? start;
      const name = isScalar(key) && key.value !== null ? (key.source ?? String(key.value)) : undefined;
      const seen = name === undefined ? undefined : first.get(name);
      if (name === undefined) report(badKey(), offset, path);
      else if (seen !== undefined) report(duplicateKey(name, at(seen).line ?? 0), offset, [...path, name]);
      if (name === undefined || seen !== undefined) continue;
      first.set(name, offset);
      values[name] = plain(pair.value as Node | null, [...path, name], depth + 1, offset);
    }
    return values;
  };

  const tree = plain(doc.contents as Node | null, [], 0, 0);
  return { tree, source: sourceOf(marks, at) };
}

/** Minus zero is zero; the core schema of YAML 1.2 knows no other types than these. */
function scalar(value: unknown): unknown {
  if (value === 0) return 0;
  const known = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return known
    ? value
    : new Flaw(brokenYaml(say('値の型が分かりません', 'a value of unknown type'), undefined));
}

/** Looks places up; for a path with nothing written there, the nearest row or group around it. */
function sourceOf(marks: ReadonlyMap<string, Mark>, at: (offset: number) => Place): Source {
  const markOf = (path: Path) => marks.get(formatPath(path));
  return {
    place: (path, part) => {
      const own = markOf(path);
      if (own) return at(own[part]);
      for (let length = path.length - 1; length >= 0; length--) {
        const around = markOf(path.slice(0, length));
        if (around) return at(around.value);
      }
      return at(0);
    },
    written: (path) => markOf(path)?.written,
  };
}
