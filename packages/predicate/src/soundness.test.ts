import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sample } from '../test/sample.ts';
import { compilePredicate, type Facts } from './index.ts';

const facts: Facts = {
  war: true,
  cause: 'overload',
  asset: { state: 'a', tags: ['a', 'b'] },
  actors: [{ role: 'staff', intent: true }, { role: 'officer' }],
  occurredAt: 0,
  reportedAt: 1e12,
  outage: 3_600_000,
  persons: 1001,
  share: 0.5,
};

const pieces = [
  'war',
  'asset',
  'actors',
  'persons',
  'a',
  "'overload'",
  '1',
  'null',
  '==',
  'in',
  '.exists(a, ',
];

const infix = fc.constantFrom('&&', '||', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', 'in');

/** Expressions that mostly make sense: each part is of the kind that fits, or of any kind once in a while. */
const { boolean: expression } = fc.letrec<
  Record<'boolean' | 'number' | 'text' | 'time' | 'span' | 'list' | 'any', string>
>((tie) => {
  const any = { arbitrary: tie('any'), weight: 1 };
  const often = (arbitrary: fc.Arbitrary<string>) => ({ arbitrary, weight: 8 });
  const atom = (...atoms: string[]) => often(fc.constantFrom(...atoms));
  const of = (name: Parameters<typeof tie>[0], write: (part: string) => string) =>
    often((tie(name) as fc.Arbitrary<string>).map(write));
  const pair = (name: Parameters<typeof tie>[0], ...operators: string[]) =>
    often(
      fc.tuple(tie(name), fc.constantFrom(...operators), tie(name)).map(([l, o, r]) => `(${l} ${o} ${r})`),
    );
  const macro = (names: string[], body: Parameters<typeof tie>[0]) =>
    often(
      fc.tuple(tie('list'), fc.constantFrom(...names), tie(body)).map(([l, m, b]) => `${l}.${m}(a, ${b})`),
    );
  const options = { maxDepth: 4 };
  return {
    boolean: fc.oneof(
      options,
      atom('war', 'true', 'actors[0].intent', 'a.intent', 'has(asset.state)', 'has(a.role)'),
      pair('boolean', '&&', '||', '==', '!='),
      pair('number', '<', '<=', '>', '>=', '==', '!='),
      pair('text', '<', '==', '!='),
      pair('time', '<', '>=', '=='),
      pair('span', '<', '>=', '!='),
      often(fc.tuple(tie('text'), tie('list')).map(([x, l]) => `(${x} in ${l})`)),
      macro(['exists', 'all', 'exists_one'], 'boolean'),
      of('boolean', (x) => `!${x}`),
      any,
    ),
    number: fc.oneof(
      options,
      atom('persons', 'share', '1', '0', '-1', '0.5', 'double(persons)', 'a'),
      pair('number', '+', '-', '*', '/', '%'),
      of('list', (x) => `size(${x})`),
      of('text', (x) => `int(${x})`),
      of('span', (x) => `${x}.getHours()`),
      of('time', (x) => `${x}.getMonth('Asia/Tokyo')`),
      any,
    ),
    text: fc.oneof(
      options,
      atom('cause', 'asset.state', "'overload'", "'x'", 'actors[1].role', 'a.role', 'a', "asset['state']"),
      of('number', (x) => `string(${x})`),
      any,
    ),
    time: fc.oneof(options, atom('occurredAt', 'reportedAt', "timestamp('2026-04-01T00:00:00Z')"), any),
    span: fc.oneof(
      options,
      atom('outage', "duration('720h')"),
      pair('time', '-'),
      pair('span', '+', '-'),
      any,
    ),
    list: fc.oneof(
      options,
      atom('actors', 'asset.tags', '[]', "['a', asset.state]", '[1, persons]', '[war]'),
      macro(['filter', 'map'], 'boolean'),
      macro(['map'], 'text'),
      any,
    ),
    any: fc.oneof(
      options,
      tie('boolean'),
      tie('number'),
      tie('text'),
      tie('time'),
      tie('list'),
      fc.tuple(tie('any'), infix, tie('any')).map(([l, o, r]) => `(${l} ${o} ${r})`),
      fc.tuple(tie('boolean'), tie('any'), tie('any')).map(([i, t, e]) => `(${i} ? ${t} : ${e})`),
      fc.tuple(tie('any'), tie('any')).map(([t, i]) => `${t}[${i}]`),
    ),
  };
});

test('P1 no text makes reading throw', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...pieces, '(', ')', '.', ' && ', '{', "'")).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const { predicate, issues } = compilePredicate(source, sample);
      expect(predicate === undefined).toBe(issues.some(({ severity }) => severity === 'error'));
    }),
    { numRuns: 1000 },
  );
});

test('P8 what was accepted never fails for the kinds of its values', () => {
  let accepted = 0;
  fc.assert(
    fc.property(expression, (source) => {
      const { predicate } = compilePredicate(source, sample);
      if (!predicate) return;
      accepted += 1;
      for (const given of [facts, {}]) {
        const { error } = predicate.evaluate(given);
        if (!error) continue;
        expect(error.code).toBe('predicate.evaluation');
        // Every reason for failing at evaluation is one the package has words for.
        expect(error.message.en).not.toMatch(/^cannot be computed/);
      }
    }),
    { numRuns: 1500 },
  );
  expect(accepted).toBeGreaterThan(500);
});
