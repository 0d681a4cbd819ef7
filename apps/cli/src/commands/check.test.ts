import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { FEW, run, runJson } from '../testing/run.ts';

const SHOP = {
  industry: 'ec',
  revenueYen: 3_000_000_000,
  persons: 48_000,
  dataKinds: ['contact', 'card'],
  othersData: 'no',
  policy: 'none',
};
const yamlOf = (answers: object) =>
  Object.entries(answers)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');

/** Runs `sonae check` on a file with this text. */
const check = (text: string, name = 'answers.yaml', more = '--json') => {
  const file = path.join(tempFolder({ [name]: text }), name);
  return run(['check', '--answers', file, ...`${FEW} ${more}`.split(' ')]);
};
const figures = (out: string) => ({ ...JSON.parse(out), command: '' });

test.each(['shop', 'clinic', 'wholesaler', 'unknown'])(
  'U1 the answers of examples/answers/%s.yaml give the keys of the contract',
  async (name) => {
    const file = `examples/answers/${name}.yaml`;
    const { code, json } = await runJson(`check --answers ${file} ${FEW} --json`);
    expect(code).toBe(0);
    const { gross, contract, insurance, retained } = json.waterfall;
    expect(gross - contract - insurance).toBe(retained);
    expect(Object.keys(json.headlines).sort()).toEqual(['100', '20', 'serious']);
    expect(json).toHaveProperty('nextQuestion');
    for (const key of ['curves', 'heads', 'scenarios', 'kept', 'years', 'seed'])
      expect(json).toHaveProperty(key);
    expect(json.command).toBe(`sonae check --answers ${file} --years 3000 --seed 42`);
  },
);

test.each(Object.keys(SHOP))('U1 every answer may be unknown: %s', async (key) => {
  const { code, out } = await check(yamlOf({ ...SHOP, [key]: 'unknown' }));
  expect(code).toBe(0);
  expect(JSON.parse(out).waterfall.gross).toBeGreaterThan(0);
});

test('U1 an answer left out is unknown', async () => {
  const { persons: _, ...rest } = SHOP;
  expect(figures((await check(yamlOf(rest))).out)).toEqual(
    figures((await check(yamlOf({ ...SHOP, persons: 'unknown' }))).out),
  );
});

test('U2 a file is YAML or JSON whatever its ending, with or without byte order mark, with any line ends', async () => {
  const plain = figures((await check(yamlOf(SHOP))).out);
  const others: [name: string, text: string][] = [
    ['answers.txt', yamlOf(SHOP)],
    ['answers', JSON.stringify(SHOP)],
    ['answers.json', yamlOf(SHOP)],
    ['answers.yml', `\ufeff${yamlOf(SHOP)}`],
    ['PKG.yaml', `# PK\n${yamlOf(SHOP).replaceAll('\n', '\r\n')}`],
  ];
  for (const [name, text] of others) {
    const { code, out } = await check(text, name);
    expect(code).toBe(0);
    expect(figures(out)).toEqual(plain);
  }
});

describe('U8 answers that are wrong', () => {
  test('U8 every mistake at its line and column, exit 1, no figure', async () => {
    const { code, out, err } = await check(
      'industry: 漁業\nrevenueYen: 30億円\npersons: -1\nothersData: はい\nhead: 1\n',
    );
    expect(code).toBe(1);
    expect(err).toBe('');
    const { ok, issues } = JSON.parse(out);
    expect(ok).toBe(false);
    expect(issues.map(({ line, column, code }: never) => `${line}:${column} ${code}`)).toEqual([
      '1:11 register.unknown-word',
      '2:13 register.unit',
      '3:10 register.negative',
      '4:13 register.not-yes-no',
      '5:1 register.unknown-key',
    ]);
    for (const issue of issues) expect(issue.hint).toMatch(/[ぁ-ん]/);
  });

  test('U8 a policy file that is missing is told where it is named, and so are all other mistakes', async () => {
    const { code, out } = await check('persons: many\npolicy: ../none.yaml\n');
    expect(code).toBe(1);
    const { issues } = JSON.parse(out);
    expect(issues.map(({ line, column, code }: never) => `${line}:${column} ${code}`)).toEqual([
      '1:10 register.text-for-number',
      '2:9 file.named-unreadable',
    ]);
  });

  test('U8 a file that names itself as its policy', async () => {
    const { code, out } = await check(yamlOf({ ...SHOP, policy: './answers.yaml' }));
    expect(code).toBe(1);
    expect(JSON.parse(out).issues[0]).toMatchObject({ code: 'file.names-itself', line: 6, column: 9 });
  });

  test('U8 for people: one line each with its hint, how many, and that nothing was calculated', async () => {
    const { code, out, err } = await check('persons: -1\n', 'a.yaml', '--lang en');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(
      /a\.yaml:1:10 error: "Persons" is negative \(-1\) \(persons\)\n {4}→ .*\n1 error\nNothing was/,
    );
  });
});

test('U7 a missing file, a folder and bytes that are no text are unreadable input', async () => {
  const folder = tempFolder({ 'a.yaml': '\u0000', 'b.yaml': 'a: "\n', 'c.yaml': '' });
  for (const [name, reason] of [
    ['none.yaml', '見つかりません'],
    ['', 'フォルダーです'],
    ['a.yaml', 'UTF-8'],
    ['b.yaml', 'YAML として読めません'],
    ['c.yaml', '何も書かれていません'],
  ]) {
    const { code, out, err } = await run(['check', '--answers', path.join(folder, name)]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(reason);
    expect(err).not.toMatch(/\n\s+at /);
  }
});

test('U6 in English the reader is addressed in English', async () => {
  const { out, err } = await run(`check --answers examples/answers/unknown.yaml ${FEW} --lang en`);
  expect(out).toMatch(/^Your company\n/);
  expect(out + err).not.toMatch(/[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]/);
  expect((await run(`check --answers examples/answers/unknown.yaml ${FEW}`)).out).toMatch(/^御社\n/);
});
