import fc from 'fast-check';
import { expect, test } from 'vitest';
import { predicateOf } from '../test/sample.ts';
import type { FactSchema, Facts } from './index.ts';

/** A boolean expression over leaves that each read one fact. */
type Tree =
  | { op: 'leaf'; leaf: number }
  | { op: '!'; parts: [Tree] }
  | { op: '&&' | '||'; parts: Tree[] }
  | { op: '?:'; parts: [Tree, Tree, Tree] };

type Value = boolean | undefined;

/** Leaves of every kind of fact: how one is written, and a fact that makes it hold or not. */
const LEAVES = [
  { kind: 'boolean', write: (f: string) => f, hold: true, fail: false },
  { kind: 'integer', write: (f: string) => `${f} > 1000`, hold: 1001, fail: 1000 },
  { kind: 'number', write: (f: string) => `${f} >= 0.5`, hold: 0.5, fail: 0.25 },
  { kind: 'string', write: (f: string) => `${f} in ['甲', '乙']`, hold: '甲', fail: '丙' },
  {
    kind: 'instant',
    write: (f: string) => `${f} < timestamp('2026-04-01T00:00:00+09:00')`,
    hold: 0,
    fail: 4e12,
  },
  {
    kind: 'duration',
    write: (f: string) => `${f} <= duration('720h')`,
    hold: 2_592_000_000,
    fail: 2_592_000_001,
  },
  { kind: { list: 'integer' }, write: (f: string) => `${f}.exists(x, x == 1)`, hold: [0, 1], fail: [0] },
  {
    kind: { fields: { k: 'boolean' } },
    write: (f: string) => `!${f}.k`,
    hold: { k: false },
    fail: { k: true },
  },
] as const;
const leafOf = (i: number) => LEAVES[i % LEAVES.length];
/** What a verdict calls the fact of a leaf. */
const pathOf = (i: number) => (i % LEAVES.length === LEAVES.length - 1 ? `f${i}.k` : `f${i}`);

const schemaOf = (n: number): FactSchema =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`f${i}`, leafOf(i).kind]));

const factsOf = (values: readonly Value[]): Facts =>
  Object.fromEntries(
    values.flatMap((v, i) => (v === undefined ? [] : [[`f${i}`, v ? leafOf(i).hold : leafOf(i).fail]])),
  );

function write(tree: Tree): string {
  if (tree.op === 'leaf') return `(${leafOf(tree.leaf).write(`f${tree.leaf}`)})`;
  const [a, b, c] = tree.parts.map(write);
  if (tree.op === '!') return `!${a}`;
  return tree.op === '?:' ? `(${a} ? ${b} : ${c})` : `(${tree.parts.map(write).join(` ${tree.op} `)})`;
}

/** Kleene's tables, written out independently of the package: no = 0, unknown = ½, yes = 1. */
function kleene(tree: Tree, values: readonly Value[]): number {
  if (tree.op === 'leaf') return values[tree.leaf] === undefined ? 0.5 : Number(values[tree.leaf]);
  const parts = tree.parts.map((part) => kleene(part, values));
  if (tree.op === '!') return 1 - parts[0];
  if (tree.op === '&&') return Math.min(...parts);
  if (tree.op === '||') return Math.max(...parts);
  return parts[0] === 0.5 ? (parts[1] === parts[2] ? parts[1] : 0.5) : parts[0] === 1 ? parts[1] : parts[2];
}
const TRUTHS = new Map([
  [0, 'no'],
  [0.5, 'unknown'],
  [1, 'yes'],
]);

/** Every way to fill in what is unknown. */
function completions(values: readonly Value[]): boolean[][] {
  return values.reduce<boolean[][]>(
    (all, v) =>
      all.flatMap((row) =>
        v === undefined
          ? [
              [...row, true],
              [...row, false],
            ]
          : [[...row, v]],
      ),
    [[]],
  );
}

const SIZE = 7;
const values = fc.array(fc.constantFrom<Value[]>(true, false, undefined), {
  minLength: SIZE,
  maxLength: SIZE,
});

/** Expressions in which facts may come up again and again. */
const anyTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.nat(SIZE - 1).map((leaf) => ({ op: 'leaf' as const, leaf })),
    tie('tree').map((part) => ({ op: '!' as const, parts: [part] as [Tree] })),
    fc
      .tuple(
        fc.constantFrom('&&' as const, '||' as const),
        fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
      )
      .map(([op, parts]) => ({ op, parts })),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map((parts) => ({ op: '?:' as const, parts })),
  ),
})).tree;

/** The same expressions with every leaf a fact of its own, at most SIZE of them. */
const readOnceTree: fc.Arbitrary<Tree> = anyTree.map((tree) => {
  let next = 0;
  const renumber = (node: Tree): Tree => {
    if (node.op === 'leaf') return { op: 'leaf', leaf: next++ };
    return { ...node, parts: node.parts.map(renumber) } as Tree;
  };
  const renumbered = renumber(tree);
  return next <= SIZE ? renumbered : { op: 'leaf', leaf: 0 };
});

test('P17 the truth is that of Kleene’s tables for every expression', () => {
  fc.assert(
    fc.property(anyTree, values, (tree, vs) => {
      const { truth, error } = predicateOf(write(tree), schemaOf(SIZE)).evaluate(factsOf(vs));
      expect(error).toBeUndefined();
      expect(truth).toBe(TRUTHS.get(kleene(tree, vs)));
    }),
    { numRuns: 500 },
  );
});

test('P22 what decides is unknown, read by the expression, sorted, and empty unless the truth is unknown', () => {
  fc.assert(
    fc.property(anyTree, values, (tree, vs) => {
      const predicate = predicateOf(write(tree), schemaOf(SIZE));
      const { truth, deciding } = predicate.evaluate(factsOf(vs));
      expect(deciding.length > 0).toBe(truth === 'unknown');
      expect(deciding).toEqual([...new Set(deciding)].sort());
      for (const path of deciding) {
        expect(predicate.reads).toContain(path);
        expect(vs[Number(/\d+/.exec(path)![0])]).toBeUndefined();
      }
    }),
    { numRuns: 300 },
  );
});

test('P23 where no fact comes up twice, exactly the facts that can change the verdict are named', () => {
  fc.assert(
    fc.property(readOnceTree, values, (tree, vs) => {
      const { truth, deciding } = predicateOf(write(tree), schemaOf(SIZE)).evaluate(factsOf(vs));
      const outcome = (row: readonly Value[]) => kleene(tree, row);
      const outcomes = new Set(completions(vs).map(outcome));
      expect(truth).toBe(outcomes.size === 2 ? 'unknown' : outcomes.has(1) ? 'yes' : 'no');

      const changes = (i: number) =>
        vs[i] === undefined && completions(vs).some((row) => outcome(row) !== outcome(row.with(i, !row[i])));
      const expected = vs.flatMap((_, i) => (changes(i) ? [pathOf(i)] : [])).sort();
      expect(deciding).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('P24 a verdict stands whatever the unknown facts turn out to be', () => {
  fc.assert(
    fc.property(anyTree, values, (tree, vs) => {
      const predicate = predicateOf(write(tree), schemaOf(SIZE));
      const { truth } = predicate.evaluate(factsOf(vs));
      if (truth === 'unknown') return;
      for (const row of completions(vs)) expect(predicate.evaluate(factsOf(row)).truth).toBe(truth);
    }),
    { numRuns: 200 },
  );
});

test('P24 once the facts named are known the verdict is, whatever the others', () => {
  fc.assert(
    fc.property(
      anyTree,
      values,
      fc.array(fc.boolean(), { minLength: SIZE, maxLength: SIZE }),
      (tree, vs, learnt) => {
        const predicate = predicateOf(write(tree), schemaOf(SIZE));
        const { deciding } = predicate.evaluate(factsOf(vs));
        const next = vs.map((v, i) => (deciding.includes(pathOf(i)) ? learnt[i] : v));
        expect(predicate.evaluate(factsOf(next)).truth).not.toBe('unknown');
      },
    ),
    { numRuns: 500 },
  );
});
