import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { FEW, run, runJson } from '../testing/run.ts';
import { COLUMNS, widthOf } from '../width.ts';

const COMPANIES = ['wholesaler', 'retailer', 'it-vendor', 'clinic'];
const company = (name: string) => `examples/companies/${name}.yaml`;
const JAPANESE = /[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]/;

describe('U1 the JSON of an assessment', () => {
  test.each(COMPANIES)('U1 %s: every key of the contract, and bars that add up to the yen', async (name) => {
    const { code, json, err } = await runJson(`assess ${company(name)} ${FEW} --json`);
    expect(code).toBe(0);
    expect(err).not.toContain('誤り');
    for (const period of ['20', '100', 'serious']) {
      const { yen, low, high } = json.headlines[period];
      for (const amount of [yen, low, high]) expect(Number.isSafeInteger(amount)).toBe(true);
      expect(low).toBeLessThanOrEqual(high);
    }
    const { gross, contract, insurance, retained } = json.waterfall;
    for (const bar of [gross, contract, insurance, retained]) expect(Number.isSafeInteger(bar)).toBe(true);
    expect(gross).toBeGreaterThan(0);
    expect(gross - contract - insurance).toBe(retained);
    for (const curve of ['gross', 'afterContract', 'retained', 'withPremium']) {
      expect(json.curves[curve].length).toBeGreaterThan(1);
      for (const point of json.curves[curve])
        expect(point).toEqual({ probability: expect.any(Number), yen: expect.any(Number) });
    }
    for (const head of json.heads) {
      expect(head).toMatchObject({ id: expect.any(String), name: expect.any(String) });
      expect(head.retained).toBeLessThanOrEqual(head.gross);
    }
    const sumOf = (rows: { yen: number }[]) => rows.reduce((sum, { yen }) => sum + yen, 0);
    expect(sumOf(json.kept)).toBe(retained);
    for (const kept of json.kept) expect(typeof kept.reason).toBe('string');
    expect(json.scenarios.length).toBeGreaterThan(0);
    if (json.nextQuestion !== null) {
      expect(json.nextQuestion).toMatchObject({ id: expect.any(String), narrowing: expect.any(Number) });
    }
    expect(json).toMatchObject({ years: 3000, seed: 42 });
    expect(json.command).toBe(`sonae assess ${company(name)} --years 3000 --seed 42`);
  });

  test('U1 the Excel file of a company gives the figures of its YAML file', async () => {
    const { json: yaml } = await runJson(`assess ${company('retailer')} ${FEW} --json`);
    const { json: xlsx } = await runJson(`assess examples/companies/retailer.xlsx ${FEW} --json`);
    expect({ ...xlsx, command: '' }).toEqual({ ...yaml, command: '' });
  });

  test('U1 another return period changes what is broken down, not the headlines', async () => {
    const { json } = await runJson(`assess ${company('clinic')} ${FEW} --json`);
    const { json: other } = await runJson(`assess ${company('clinic')} ${FEW} --return-period 20 --json`);
    expect(other.headlines).toEqual(json.headlines);
    expect(other.returnPeriod).toBe(20);
    expect(other.waterfall.gross).toBeLessThan(json.waterfall.gross);
    expect(other.command).toContain('--return-period 20');
  });
});

describe('U5 the same input gives the same bytes', () => {
  test('U5 twice, on one thread and on two; another seed gives others', async () => {
    const line = `assess ${company('clinic')} --years 6000 --json --threads`;
    const [one, again, two] = [await run(`${line} 1`), await run(`${line} 1`), await run(`${line} 2`)];
    expect(again.out).toBe(one.out);
    expect(two.out).toBe(one.out);
    const { json } = await runJson(`${line} 1 --seed 7`);
    expect(json.waterfall).not.toEqual(JSON.parse(one.out).waterfall);
  });

  test('U5 no time of day, duration or number of threads is in it', async () => {
    const { out, json } = await runJson(`assess ${company('clinic')} ${FEW} --json`);
    const keys = new Set<string>();
    JSON.stringify(json, (key, value) => {
      keys.add(key);
      return value;
    });
    const telling = /time|duration|elapsed|thread|started|finished|generated|createdAt/i;
    expect([...keys].filter((key) => telling.test(key))).toEqual([]);
    // The version of the loss model, its sources and cases carry dates of their own: a time of day is never among them.
    expect(out).not.toMatch(/\d{2}:\d{2}:\d{2}|T\d{2}:\d{2}/);
  });

  test('U19 the command in it reproduces it', async () => {
    const { out, json } = await runJson(`assess ${company('clinic')} ${FEW} --json --lang en --seed 7`);
    expect(json.command).toBe(`sonae assess ${company('clinic')} --years 3000 --seed 7 --lang en`);
    expect((await run(`${json.command.replace('sonae ', '')} --json`)).out).toBe(out);
  });

  test('U19 a path with spaces and quotes is quoted for a shell', async () => {
    const file = path.join(
      tempFolder({ "会 社's.yaml": readFileSync(company('clinic'), 'utf8') }),
      "会 社's.yaml",
    );
    const { json } = await runJson(['assess', file, ...FEW.split(' '), '--json']);
    expect(json.command).toBe(`sonae assess '${file.replace("'", `'\\''`)}' --years 3000 --seed 42`);
  });
});

/** U12: lines wider than 80 columns, but the command to copy. */
const tooWide = (out: string) =>
  out.split('\n').filter((line) => widthOf(line) > COLUMNS && !/^(再現|Reproduce): /.test(line));

describe('U6 U12 tables in both languages', () => {
  test('U6 Japanese: headlines, waterfall, heads, reasons, seed and the command', async () => {
    const { out, code } = await run(`assess ${company('it-vendor')} ${FEW}`);
    expect(code).toBe(0);
    for (const words of [
      '100年に1度',
      '総損害',
      '契約で負わない額',
      '保険で支払われる額',
      '＝ 自己負担',
      '費目',
      'seed 42',
    ])
      expect(out).toContain(words);
    expect(out).toMatch(/再現: sonae assess .* --years 3000 --seed 42\n$/);
    expect(tooWide(out)).toEqual([]);
  });

  test.each(['it-vendor', 'clinic'])('U6 English holds no Japanese: %s', async (name) => {
    const { out, err } = await run(`assess ${company(name)} ${FEW} --lang en`);
    expect(out).toContain('1 in 100 years');
    expect(out.split('\n').filter((line) => JAPANESE.test(line))).toEqual([]);
    expect(err).not.toMatch(JAPANESE);
    expect(tooWide(out)).toEqual([]);
  });
});

describe('U9 the one page', () => {
  test('U9 is written as PDF or HTML beside the figures, with nothing left beside it', async () => {
    const folder = tempFolder();
    const [pdf, html] = ['要約.pdf', 'a/page.HTML'].map((name) => path.join(folder, name));
    const { code, err, json } = await runJson([
      'assess',
      company('clinic'),
      ...FEW.split(' '),
      '--json',
      '--report',
      pdf,
    ]);
    expect(code).toBe(0);
    expect(json.waterfall).toBeDefined();
    expect(err).toContain(`${pdf} を書きました。`);
    expect(readFileSync(pdf, 'latin1').slice(0, 5)).toBe('%PDF-');
    await run(`assess ${company('clinic')} ${FEW} --lang en --report ${html}`);
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/i);
    expect(readdirSync(folder).sort()).toEqual(['a', '要約.pdf']);
  });

  test('U9 a place that cannot be written is told before anything is calculated', async () => {
    const { code, err, out } = await run(
      `assess ${company('clinic')} ${FEW} --report ${company('clinic')}/a.pdf`,
    );
    expect(code).toBe(2);
    expect(err).toBe(
      `${company('clinic')}/a.pdf に書けません（途中にフォルダーでないものがあります、ENOTDIR）。\n`,
    );
    expect(out).toBe('');
  });

  test('U9 figures are shown even if the page cannot be written in the end', async () => {
    // Nobody can make a folder there, which shows only when it is tried.
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
    const { code, out, err } = await run(
      `assess ${company('clinic')} ${FEW} --report /proc/sonae-test/a.html`,
    );
    expect(code).toBe(2);
    expect(out).toContain('100年に1度');
    expect(err).toContain('に書けません');
  });
});

test('U13 progress and warnings stand on standard error', async () => {
  const { err } = await run(`assess ${company('clinic')} ${FEW}`);
  expect(err).toMatch(/^(計算中 \d+ %\n)*計算中 100 %\n$/);
});
