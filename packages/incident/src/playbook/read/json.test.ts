import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPath, readJson } from './json.ts';

test('PB3 what JSON.parse reads is read the same, at any place of blanks', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, blanks) => {
      const text = JSON.stringify(value, null, blanks);
      expect(readJson(text)).toMatchObject({ issues: [] });
      expect(readJson(text).value).toEqual(JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});

test('PB3 what JSON.parse refuses is refused with one issue and a place; nothing throws', () => {
  const valid = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '\\', "'", '\u0001', '00', 'x'))
    .map(
      ([text, at, put]) =>
        text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1),
    );
  fc.assert(
    fc.property(broken, (text) => {
      const { value, issues } = readJson(text);
      const codes = issues.map(({ code }) => code);
      // A key used twice is JSON, and an issue: which of the two is meant nobody knows.
      if (valid(text) && codes.length > 0) expect(new Set(codes)).toEqual(new Set(['playbook.key-twice']));
      else if (valid(text)) expect(value).toEqual(JSON.parse(text));
      else
        expect([value, issues.at(-1)?.code, issues.at(-1)?.line]).toEqual([
          undefined,
          'playbook.not-json',
          expect.any(Number),
        ]);
    }),
    { numRuns: 500 },
  );
});

test.each(['{"a":1,}', '[1,]', '// a\n1', '{a:1}', "{'a':1}", '01', '1.', '+1', 'NaN', '"\t"', '1 2', ''])(
  'PB3 no JSON: %s',
  (text) => {
    expect(readJson(text).value).toBeUndefined();
  },
);

test('PB3 a key used twice is an issue at its line and column; the first is kept', () => {
  const { value, issues } = readJson('{\n  "a": 1,\n  "b": {"a": 2,\n        "a": 3}\n}');
  expect(value).toEqual({ a: 1, b: { a: 2 } });
  expect(issues).toMatchObject([{ code: 'playbook.key-twice', path: 'b.a', line: 4, column: 9 }]);
});

test('PB3 __proto__ is a key like any other, and deep nesting ends in an issue', () => {
  const { value } = readJson('{"__proto__": {"polluted": true}}');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(readJson('['.repeat(100_000)).issues[0].message.en).toContain('deeply');
});

test('PB4 places: a key, an item, and the nearest part of what is not there', () => {
  const { spot } = readJson('{\n "a": [10,\n  20]\n}');
  expect([spot(['a']), spot(['a', 1]), spot(['a', 1, 'x']), spot(['b'])]).toEqual([
    { line: 2, column: 2 },
    { line: 3, column: 3 },
    { line: 3, column: 3 },
    { line: 1, column: 1 },
  ]);
  expect(formatPath(['workflow', 'action--1', 'commands', 0, 'type'])).toBe(
    'workflow.action--1.commands[0].type',
  );
});
