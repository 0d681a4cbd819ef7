import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { predicateOf } from '../test/sample.ts';
import type { FactSchema } from './index.ts';

const schema = {
  a: 'boolean',
  n: 'integer',
  s: 'number',
  c: { values: ['x', 'y', 'z'] },
  xs: { list: { fields: { f: 'boolean', k: { values: ['x', 'y', 'z'] }, ns: { list: 'integer' } } } },
  ys: { list: 'string' },
} as const satisfies FactSchema;

const word = fc.constantFrom('x', 'y', 'z');
const facts = fc.record({
  a: fc.boolean(),
  n: fc.integer({ min: -3, max: 3 }),
  s: fc.constantFrom(-1, 0, 0.5, 1, 2),
  c: word,
  xs: fc.array(fc.record({ f: fc.boolean(), k: word, ns: fc.array(fc.nat(3), { maxLength: 2 }) }), {
    maxLength: 3,
  }),
  ys: fc.array(word, { maxLength: 3 }),
});

const number = fc.constantFrom(
  'n',
  's',
  '1',
  '0.5',
  'xs.size()',
  'size(ys)',
  'n + 1',
  'n * 2',
  's / 2.0',
  '6 / n',
);
const leaf = fc.oneof(
  fc.constantFrom(
    'a',
    "c == 'x'",
    "'y' in ys",
    'c in ys',
    "c in ['x', 'z']",
    'xs[0].f',
    'xs.map(x, x.k) == ys',
  ),
  fc.tuple(number, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), number).map((parts) => parts.join(' ')),
);
const inner = fc.constantFrom(
  'x.f',
  'x.k == c',
  'x.k in ys',
  'x.ns.exists(i, i > n)',
  'x.ns.all(i, i == 1)',
  'has(x.f)',
  '6 / n > 2',
  'a',
);
const macro = fc.oneof(
  fc
    .tuple(fc.constantFrom('exists', 'all', 'exists_one'), inner, inner)
    .map(([m, p, q]) => `xs.${m}(x, ${p} && !(${q}))`),
  fc.tuple(inner, inner).map(([p, q]) => `xs.filter(x, ${p}).exists(x, ${q} || x.f)`),
  inner.map((p) => `xs.filter(x, ${p} || x.f).size() > 1`),
  inner.map((p) => `(a ? xs : xs.filter(x, ${p})).all(y, y.f)`),
  inner.map((p) => `xs.map(x, ${p}, x.k) == ys`),
);
const expression = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 3 },
    leaf,
    macro,
    tie('e').map((e) => `!(${e})`),
    fc
      .tuple(tie('e'), fc.constantFrom('&&', '||', '==', '!='), tie('e'))
      .map(([l, o, r]) => `((${l}) ${o} (${r}))`),
    fc.tuple(tie('e'), tie('e'), tie('e')).map(([i, t, e]) => `((${i}) ? (${t}) : (${e}))`),
  ),
})).e;

type Known = typeof facts extends fc.Arbitrary<infer T> ? T : never;

const cel = celEnv();

/** What CEL itself would be given. */
const bindingsOf = (known: Known): Record<string, CelInput> => ({
  ...known,
  n: BigInt(known.n),
  xs: known.xs.map((x) => ({ ...x, ns: x.ns.map(BigInt) })),
});

test('P27 on facts that are all known the verdict is what CEL says of the whole expression', () => {
  let verdicts = 0;
  fc.assert(
    fc.property(expression, facts, (source, known) => {
      const { truth, deciding, error } = predicateOf(source, schema).evaluate(known);
      const expected = plan(cel, parse(source))(bindingsOf(known));
      expect(deciding).toEqual([]);
      if (isCelError(expected)) {
        // Branches that agree settle a condition that fails (P18), where CEL gives up.
        if (!source.includes('?')) expect(error?.code).toBe('predicate.evaluation');
        return;
      }
      verdicts += 1;
      expect(error).toBeUndefined();
      expect(truth).toBe(expected ? 'yes' : 'no');
    }),
    { numRuns: 1000 },
  );
  expect(verdicts).toBeGreaterThan(500);
});

/** Takes facts away at random: top-level ones, fields of elements and whole elements. */
const holes = fc.array(fc.constantFrom('a', 'n', 's', 'c', 'xs', 'ys', 'f', 'k', 'ns', 'x'), {
  maxLength: 4,
});

function withHoles(known: Known, gone: readonly string[]): Record<string, unknown> {
  const kept = (value: object) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !gone.includes(name)));
  const xs = known.xs.map((x, i) => (i === 0 && gone.includes('x') ? 'unknown' : kept(x)));
  return kept({ ...known, xs });
}

test('P24 a verdict on part of the facts is the verdict on all of them', () => {
  let open = 0;
  fc.assert(
    fc.property(expression, facts, holes, (source, known, gone) => {
      const predicate = predicateOf(source, schema);
      const full = predicate.evaluate(known);
      const part = predicate.evaluate(withHoles(known, gone));
      if (part.truth === 'unknown') {
        open += 1;
        for (const path of part.deciding) expect(predicate.reads).toContain(path);
        // Nothing is called an error that is only unknown.
        if (part.error) expect(full.error).toBeDefined();
        else expect(part.deciding).not.toEqual([]);
      } else expect(part.truth).toBe(full.truth);
    }),
    { numRuns: 1000 },
  );
  expect(open).toBeGreaterThan(100);
});

/** The facts with those that were named filled in; a list that was named is filled in with all its elements. */
function learn(
  part: Record<string, unknown>,
  known: Known,
  deciding: readonly string[],
): Record<string, unknown> {
  const names = deciding.filter((path) => !path.includes('[]'));
  const fields = deciding
    .filter((path) => path.startsWith('xs[].'))
    .map((path) => path.slice('xs[].'.length));
  const pick = (from: object, keys: readonly string[]) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => keys.includes(name)));
  const xs = (part.xs as unknown[] | undefined)?.map((x, i) => ({
    ...(x === 'unknown' ? {} : (x as object)),
    ...pick(known.xs[i], fields),
  }));
  return { ...part, ...(xs && { xs }), ...pick(known, names) };
}

test('P24 with lists, learning what is named, round after round, ends in a verdict', () => {
  fc.assert(
    fc.property(expression, facts, holes, (source, known, gone) => {
      const predicate = predicateOf(source, schema);
      const asked = new Set<string>();
      let part = withHoles(known, gone);
      let verdict = predicate.evaluate(part);
      while (verdict.deciding.length > 0) {
        for (const path of verdict.deciding) expect(asked).not.toContain(path);
        for (const path of verdict.deciding) asked.add(path);
        part = learn(part, known, verdict.deciding);
        verdict = predicate.evaluate(part);
      }
      expect(verdict.truth !== 'unknown' || verdict.error !== undefined).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
