import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from './testing/run.ts';
import { VERSION } from './version.ts';
import { widthOf } from './width.ts';

const JAPANESE = /[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]/;

describe('U7 a command line that cannot be understood', () => {
  test.each([
    ['assess x --yaers 3', '「--yaers」というオプションはありません。--years ではありませんか。'],
    ['assess x --foo', '「--foo」というオプションはありません。'],
    ['asses x', '「asses」というコマンドはありません。assess ではありませんか。'],
    ['frobnicate', '「frobnicate」というコマンドはありません。'],
    ['assess', '引数 <company> がありません。'],
    ['assess a b', '引数が多すぎます（a, b）。1個です。'],
    ['check', '--answers <file> が要ります。'],
    ['check --answers', '--answers <file> の値がありません。'],
    ['assess x --years 0', '--years <n> に「0」は使えません。1500 から 100000000 までの整数'],
    ['assess x --years 1e9', '「1e9」は使えません'],
    ['assess x --years 1e9text', '「1e9text」は使えません'],
    ['assess x --years ３０００', '「３０００」は使えません'],
    ['assess x --years 3,000', '「3,000」は使えません'],
    ['assess x --seed -1', '--seed <n> に「-1」は使えません。0 から'],
    ['assess x --return-period 0', '--return-period <n> に「0」は使えません。2 から 100000 まで'],
    ['assess x --threads 0', '--threads <n> に「0」は使えません'],
    ['assess x --report a.doc', '--report <file> に「a.doc」は使えません。名前の終わりを .pdf か .html に'],
    ['assess x --lang fr', '--lang <ja|en> に「fr」は使えません。ja か en です。'],
  ])('U7 %s', async (line, words) => {
    const { code, out, err } = await run(line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
    expect(err).toMatch(/\n使い方: sonae( \w+)* --help\n$/);
    const english = await run(`${line.includes('--lang') ? 'assess x --years 0' : line} --lang en`);
    expect(english.code).toBe(2);
    expect(english.err.replace('３０００', '')).not.toMatch(JAPANESE);
    expect(english.err).toMatch(/\nUsage: sonae( \w+)* --help\n$/);
  });

  test.each([
    ['assess nothere.yaml', '見つかりません'],
    ['assess examples', 'フォルダーです'],
    ['register read nothere.xlsx', '見つかりません'],
    ['register read examples', 'フォルダーです'],
    ['check --answers nothere.yaml', '見つかりません'],
  ])('U7 %s: unreadable input', async (line, words) => {
    const { code, out, err } = await run(line);
    expect(code).toBe(2);
    expect(out + err).toContain(words);
    expect(out + err).toContain('→ 場所と名前、読み取りの許可を確かめてください');
    expect(JSON.parse((await run(`${line} --json`)).out)).toMatchObject({
      ok: false,
      issues: [{ code: 'file.unreadable', severity: 'error' }],
    });
  });
});

describe('U16 help', () => {
  const COMMANDS = [
    '',
    'check',
    'assess',
    'jnsa',
    'register',
    'register read',
    'register template',
    'register convert',
    'start',
  ];
  test.each(COMMANDS)(
    'U16 of sonae %s: in the language of the reader, 80 columns at most',
    async (command) => {
      for (const language of ['ja', 'en']) {
        const { code, out, err } = await run(`${command} --help --lang ${language}`);
        expect([code, err]).toEqual([0, '']);
        expect(out.split('\n').filter((line) => widthOf(line) > 80)).toEqual([]);
        expect(JAPANESE.test(out)).toBe(language === 'ja');
        const english = /\b(Options|Commands|Arguments|display|output the|default:)/;
        if (language === 'ja') expect(out.replace(/\[options\]|\[command\]/g, '')).not.toMatch(english);
        expect(out).toContain('--lang <ja|en>');
      }
    },
  );

  test('U16 without a command the help is printed, and that is a wrong usage', async () => {
    const { code, out, err } = await run('');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('使い方: sonae');
    expect(err).toContain('例:');
  });

  test('U16 the version is that of the package', async () => {
    expect((await run('--version')).out).toBe(`${VERSION}\n`);
    expect(JSON.parse(readFileSync('apps/cli/package.json', 'utf8')).version).toBe(VERSION);
  });
});
