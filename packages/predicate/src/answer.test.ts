import { describe, expect, test } from 'vitest';
import { ask } from '../test/sample.ts';

const truths = { yes: true, no: false, unknown: undefined };
type Name = keyof typeof truths;
const names = Object.keys(truths) as Name[];
const schema = {
  a: 'boolean',
  b: 'boolean',
  c: 'boolean',
  n: 'integer',
  xs: { list: { fields: { f: 'boolean' } } },
} as const;
const truthOf = (source: string, facts: object) => ask(source, facts as never, schema).truth;

describe('connectives', () => {
  const and: Record<Name, Record<Name, Name>> = {
    yes: { yes: 'yes', no: 'no', unknown: 'unknown' },
    no: { yes: 'no', no: 'no', unknown: 'no' },
    unknown: { yes: 'unknown', no: 'no', unknown: 'unknown' },
  };
  const not: Record<Name, Name> = { yes: 'no', no: 'yes', unknown: 'unknown' };

  for (const a of names) {
    test(`P17 !${a} is ${not[a]}`, () => {
      expect(truthOf('!a', { a: truths[a] })).toBe(not[a]);
    });
    for (const b of names) {
      test(`P17 ${a} && ${b} is ${and[a][b]}, and || by De Morgan`, () => {
        const facts = { a: truths[a], b: truths[b] };
        expect(truthOf('a && b', facts)).toBe(and[a][b]);
        expect(truthOf('a || b', facts)).toBe(not[and[not[a]][not[b]]]);
        expect(truthOf('!a || !b', facts)).toBe(not[and[a][b]]);
      });
    }
  }

  test('P18 a condition chooses; where it is open, branches that agree settle it', () => {
    expect(truthOf('a ? b : c', { a: true, b: true })).toBe('yes');
    expect(truthOf('a ? b : c', { a: false, b: true, c: false })).toBe('no');
    expect(truthOf('a ? b : c', { b: true, c: true })).toBe('yes');
    expect(truthOf('a ? b : c', { b: false, c: false })).toBe('no');
    expect(ask('a ? b : c', { b: true, c: false }, schema)).toEqual({ truth: 'unknown', deciding: ['a'] });
    expect(ask('a ? b : c', { b: true }, schema)).toEqual({ truth: 'unknown', deciding: ['a', 'c'] });
    expect(ask('a ? b : c', { a: true }, schema)).toEqual({ truth: 'unknown', deciding: ['b'] });
  });

  test('P19 exists and all are || and && over the elements', () => {
    const list = (...fs: (boolean | undefined)[]) => ({ xs: fs.map((f) => ({ f })) });
    expect(truthOf('xs.exists(x, x.f)', list())).toBe('no');
    expect(truthOf('xs.exists(x, x.f)', list(undefined, true))).toBe('yes');
    expect(truthOf('xs.exists(x, x.f)', list(undefined, false))).toBe('unknown');
    expect(truthOf('xs.all(x, x.f)', list())).toBe('yes');
    expect(truthOf('xs.all(x, x.f)', list(undefined, false))).toBe('no');
    expect(truthOf('xs.all(x, x.f)', list(undefined, true))).toBe('unknown');
    expect(truthOf('xs.exists_one(x, x.f)', list(true, false))).toBe('yes');
    expect(truthOf('xs.exists_one(x, x.f)', list(true, undefined))).toBe('unknown');
    expect(truthOf('xs.exists_one(x, x.f)', list(true, undefined, true))).toBe('no');
    expect(truthOf('xs.exists_one(x, x.f)', list())).toBe('no');
  });

  test('P19 a list that is not known names the list and nothing below it', () => {
    for (const macro of ['exists', 'all', 'exists_one']) {
      expect(ask(`xs.${macro}(x, x.f && a)`, {}, schema)).toEqual({ truth: 'unknown', deciding: ['xs'] });
    }
    expect(ask('xs.filter(x, x.f).size() > 0', {}, schema).deciding).toEqual(['xs']);
  });

  test('P19 macros nest, and an inner variable hides an outer one of its name', () => {
    const facts = { xs: [{ f: true }, { f: false }], a: true };
    expect(truthOf('xs.all(x, xs.exists(y, y.f != x.f))', facts)).toBe('yes');
    expect(truthOf('xs.all(x, xs.exists(x, x.f))', facts)).toBe('yes');
    expect(truthOf('xs.exists(a, !a.f) && a', facts)).toBe('yes');
  });
});

describe('what decides', () => {
  test('P20 a leaf names every unknown fact it reads', () => {
    expect(ask('[a, b].exists(x, x) == c', { a: true }, schema).deciding).toEqual(['b', 'c']);
    expect(ask('xs.filter(x, x.f).size() > n', { xs: [{}] }, schema).deciding).toEqual(['n', 'xs[].f']);
    expect(ask('xs.exists(x, x.f && a)', { xs: [{ f: true }, {}] }, schema).deciding).toEqual([
      'a',
      'xs[].f',
    ]);
  });

  test('P21 has() is yes where the fact is stated, and unknown where nobody has stated it', () => {
    expect(ask('has(asset.state)', { asset: { state: 'sound' } })).toEqual({ truth: 'yes', deciding: [] });
    expect(ask('has(asset.state)', { asset: {} })).toEqual({ truth: 'unknown', deciding: ['asset.state'] });
    expect(ask('!has(asset.state)', {})).toEqual({ truth: 'unknown', deciding: ['asset.state'] });
    expect(ask('xs.filter(x, has(x.f)).size() > 0', { xs: [{}] }, schema).deciding).toEqual(['xs[].f']);
    expect(ask('xs.filter(x, has(x.f)).size() > 0', { xs: [{ f: false }] }, schema).truth).toBe('yes');
  });

  test.each([
    [{ war: true }, 'yes', []],
    [{ war: false }, 'unknown', ['significantImpairment', 'stateBacked']],
    [{ war: false, stateBacked: true }, 'unknown', ['significantImpairment']],
    [{ war: false, stateBacked: false }, 'no', []],
    [{ stateBacked: false }, 'unknown', ['war']],
    [{}, 'unknown', ['significantImpairment', 'stateBacked', 'war']],
  ])('P22 war || (stateBacked && significantImpairment) with %j', (facts, truth, deciding) => {
    expect(ask('war || (stateBacked && significantImpairment)', facts)).toEqual({ truth, deciding });
  });

  test('P25 Kleene does not see that a || !a always holds', () => {
    expect(ask('a || !a', {}, schema)).toEqual({ truth: 'unknown', deciding: ['a'] });
    expect(ask('a && !a', {}, schema)).toEqual({ truth: 'unknown', deciding: ['a'] });
  });
});

describe('errors', () => {
  test('P26 what cannot be computed although everything is known is an error with its place', () => {
    const verdict = ask('a ||\n  10 / n > 3', { a: false, n: 0 }, schema);
    expect(verdict).toMatchObject({
      truth: 'unknown',
      deciding: [],
      error: {
        code: 'predicate.evaluation',
        line: 2,
        message: { ja: '0 で割っています', en: 'division by zero' },
      },
    });
  });

  test.each([
    ['xs[1].f', { xs: [{ f: true }] }, 'no element'],
    ['xs[n].f', { xs: [{ f: true }], n: -1 }, 'no element'],
    ['n * n * n > 0', { n: 9_007_199_254_740_991 }, 'out of range'],
    ['10 % n == 0', { n: 0 }, 'by zero'],
    ['xs.exists(x, 10 / n > 1)', { xs: [{}], n: 0 }, 'by zero'],
    ['xs.filter(x, 10 / n > 1).exists(x, x.f)', { xs: [{}], n: 0 }, 'by zero'],
    ['10 / n > 1 ? a : b', { n: 0, a: true, b: false }, 'by zero'],
  ])('P26 %s is an error', (source, facts, message) => {
    const { truth, deciding, error } = ask(source, facts, schema);
    expect({ truth, deciding }).toEqual({ truth: 'unknown', deciding: [] });
    expect(error?.message.en).toContain(message);
  });

  test('P26 a decisive truth goes before an unknown fact, and that before an error', () => {
    const facts = { n: 0 };
    expect(ask('10 / n > 1 || a', { ...facts, a: true }, schema)).toEqual({ truth: 'yes', deciding: [] });
    expect(ask('10 / n > 1 || a', facts, schema)).toEqual({ truth: 'unknown', deciding: ['a'] });
    expect(ask('10 / n > 1 && a', { ...facts, a: false }, schema)).toEqual({ truth: 'no', deciding: [] });
    expect(ask('a ? 10 / n > 1 : b', facts, schema)).toEqual({ truth: 'unknown', deciding: ['a', 'b'] });
    expect(ask('10 / n > 1 || a', { ...facts, a: false }, schema).error?.code).toBe('predicate.evaluation');
  });
});
