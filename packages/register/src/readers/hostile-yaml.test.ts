import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codes, LEAST, places, read } from '../testing/read.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('R5 texts that are no YAML', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', '1:1 register.empty-file'],
    ['comments only', '# 台帳\n\n', '1:1 register.empty-file'],
    ['tab', 'organisation:\n\tname: a\n', '2:1 register.tab'],
    ['two documents', `${LEAST}---\n${LEAST}`, '4:1 register.several-documents'],
    ['open quote', 'name: "a\n', '2:1 register.broken-yaml'],
    ['full-width colon', 'sonae： company/1\ntaxBasis: excluded\n', '1:1 register.broken-yaml'],
    ['unknown tag', 'a: !!js/function x\n', '1:4 register.broken-yaml'],
    ['dead alias', 'sonae: *nobody\n', '1:8 register.broken-yaml'],
    ['Shift_JIS', bytes(0x8e, 0x52, 0x93, 0xfa), '1:1 register.not-utf8'],
    ['UTF-16', bytes(0xff, 0xfe, 0x61, 0x00), '1:1 register.not-utf8'],
    ['decoded wrongly before', 'name: \ufffd\ufffd\n', '1:1 register.not-utf8'],
    ['a scalar', 'hello', '1:1 register.wrong-type'],
    ['a list', '[1, 2]', '1:1 register.wrong-type'],
    ['null', '~', '1:1 register.empty'],
  ])('R5 %s', (_, text, place) => {
    const { company, issues } = read(text);
    expect(company).toBeUndefined();
    expect(places(issues)).toContain(place);
  });

  test('R5 a full-width colon is named in the hint', () => {
    expect(read('sonae： company/1\ntaxBasis: excluded\n').issues[0].hint.ja).toContain('「：」');
  });

  test('R5 a byte order mark is only a warning, and bytes are as good as text', () => {
    const { company, issues } = read(new TextEncoder().encode(`\ufeff${LEAST}`));
    expect(places(issues)).toEqual(['1:1 register.bom']);
    expect(company?.organisation.name).toBe('試験');
  });

  test('R5 JSON is YAML', () => {
    const json = JSON.stringify({ sonae: 'company/1', taxBasis: 'excluded', organisation: { name: '試験' } });
    expect(read(json).company?.organisation.name).toBe('試験');
  });
});

describe('R5 what stands above a break', () => {
  const above = `${LEAST}bad: 1\nsystems:\n  - {id: a, name: A, kind: othr, provider: p}\n  - {id: a, kind: other}\n`;
  const wrong = ['4:1 register.unknown-key', '6:28 register.unknown-value', '7:10 register.duplicate-id'];

  test.each([
    ['open bracket', 'contracts: [\n', '9:1'],
    ['indentation', 'contracts:\n  - id: k\n   title: x\nassets: 3\n', '10:1'],
    ['full-width colon', 'contracts： []\nassets: 3\n', '8:1'],
  ])('R5 is still checked, and what stands below is not: %s', (_, below, place) => {
    const { company, unreadable, issues } = read(above + below);
    expect(company).toBeUndefined();
    expect(unreadable).toBe(true);
    expect(places(issues)).toEqual([...wrong, `${place} register.broken-yaml`]);
  });

  test('R5 the text swallowed by an open quote is quoted where it begins', () => {
    const { issues } = read(`${above}contracts:\n  - {id: "k}\npeople: []\n`);
    expect(places(issues)).toContain('9:10 register.bad-id');
    expect(places(issues).at(-1)).toBe('11:1 register.broken-yaml');
  });

  test('R5 a dead alias or an alias in a circle spoils its own value only', () => {
    const text = `${LEAST}systems:\n  - &s {id: a, name: *who, kind: other, dependsOn: [*s]}\npeople: 3\n`;
    expect(places(read(text).issues)).toEqual([
      '5:22 register.broken-yaml',
      '5:53 register.circular-reference',
      '6:9 register.wrong-type',
    ]);
  });
});

test('R6 a key used twice is reported with the first line, and the rest is still checked', () => {
  const { issues } = read(`${LEAST}taxBasis: included\norganisation: {staff: x}\nbad: 1\n`);
  expect(places(issues)).toEqual([
    '4:1 register.duplicate-key',
    '5:1 register.duplicate-key',
    '6:1 register.unknown-key',
  ]);
  expect(issues[0].message.ja).toContain('2行目');
});

test('R6 a key that is no text is an error', () => {
  expect(codes(read(`${LEAST}? [a]\n: b\n`).issues)).toEqual(['bad-key']);
});

describe('R7 limits', () => {
  const bomb = [
    'a: &a [1,1,1,1,1,1,1,1,1,1]',
    ...[...'bcdefgh'].map((c, i) => `${c}: &${c} [${`*${'abcdefgh'[i]},`.repeat(10)}]`),
  ];
  test.each([
    ['alias bomb', bomb.join('\n'), 'too-many-values|too-many-aliases'],
    ['alias inside its anchor', 'a: &a [*a]\n', 'circular-reference'],
    ['many aliases', `a: &a 1\nb: [${'*a,'.repeat(101)}]`, 'too-many-aliases'],
    ['100 aliases are fine', `a: &a 1\nb: [${'*a,'.repeat(100)}]`, 'unknown-key'],
    ['deep brackets', '['.repeat(1_000_000), 'too-deep'],
    ['closing brackets', ']\n'.repeat(100_000), 'too-deep'],
    ['deep but within brackets allowed', `a: ${'['.repeat(100)}${']'.repeat(100)}`, 'too-deep'],
    ['deep dashes', `${'- '.repeat(5_000)}a`, 'broken-yaml|too-deep'],
    ['too many marks', '"'.repeat(800_000), 'too-large'],
    ['too many lines', 'a\n'.repeat(300_001), 'too-large'],
    ['too many bytes', 'a'.repeat(5_000_001), 'too-large'],
    ['too many values', `a: [${'1,'.repeat(150_001)}]`, 'too-many-values'],
  ])('R7 %s', { timeout: 30_000 }, (_, text, expected) => {
    const { company, issues } = read(text);
    expect(company).toBeUndefined();
    expect(codes(issues).some((code) => expected.split('|').includes(code))).toBe(true);
  });

  test('R7 twenty thousand unknown keys and references stay quick', { timeout: 30_000 }, () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `unheard${i}: 1`).join('\n');
    expect(read(`${LEAST}${keys}\n`).issues).toHaveLength(20_000);
    const rows = Array.from(
      { length: 5_000 },
      (_, i) => `  - {id: s${i}, name: a, kind: other, provider: p${i}}`,
    );
    expect(read(`${LEAST}systems:\n${rows.join('\n')}\n`).issues).toHaveLength(5_000);
  });
});

test('R3 R17 whatever bytes or text, a reading comes back, without company where there is an error', () => {
  const yamlish = fc.array(
    fc.constantFrom(
      ...[
        'sonae: company/1\n',
        'organisation:\n',
        '  name: a\n',
        '- ',
        '  ',
        '\t',
        '{',
        '}',
        '[',
        ']',
        ': ',
        ',',
        '"',
        "'",
        '&a ',
        '*a',
        '!!int ',
        '|\n',
        '>-\n',
        '# c\n',
        '---\n',
        '...\n',
        '? ',
        '%YAML 1.2\n',
        'systems:\n',
        'id: a\n',
        '<<: ',
        '~',
        '０',
        '\u0000',
        '\u2028',
        '1e999',
        '.nan',
      ],
    ),
    { maxLength: 30 },
  );
  const check = (input: string | Uint8Array) => {
    const { company, issues } = read(input);
    const refused = issues.some(({ severity }) => severity === 'error');
    expect(company === undefined).toBe(refused);
  };
  fc.assert(
    fc.property(yamlish, (parts) => check(parts.join(''))),
    { numRuns: 1000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), check), { numRuns: 300 });
  fc.assert(fc.property(fc.json(), check), { numRuns: 300 });
});

test('R17 any value in any field is accepted or explained', () => {
  const field = fc.constantFrom(
    ...['staff', 'name', 'grossMargin', 'listed', 'fictional', 'industry', 'toleranceYen', 'responseQuality'],
  );
  fc.assert(
    fc.property(field, fc.jsonValue(), (key, value) => {
      const organisation = { name: 'a', [key]: value };
      const text = JSON.stringify({ sonae: 'company/1', taxBasis: 'excluded', organisation });
      const { company, issues } = read(text);
      expect(company === undefined).toBe(issues.some(({ severity }) => severity === 'error'));
      expect(issues.filter(({ code }) => code === 'register.wrong-value')).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
