import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { run, runJson } from '../../apps/cli/src/testing/run.ts';
import { registerTemplate } from '../../packages/operations/src/register.ts';
import { zipStored } from '../../packages/register/src/readers/zip.ts';
import { foreignBook, partsOf } from '../../packages/register/src/testing/workbook.ts';
import { tempFolder } from '../support/temp-folder.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A compound file as Excel writes it for old and for encrypted workbooks. */
function compound(stream: string): Uint8Array {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(Buffer.from(stream, 'utf16le'), 1024);
  return bytes;
}

function bookOf(sheet: string): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['ID', '名称']]), sheet);
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

function hugeSheet(): Uint8Array {
  const parts = partsOf(foreignBook({}));
  const name = 'xl/worksheets/sheet1.xml';
  const rows = `<row r="9">${'<c/>'.repeat(500_000)}</row></sheetData>`;
  parts.set(name, bytesOf(new TextDecoder().decode(parts.get(name)).replace('</sheetData>', rows)));
  return zipStored(parts);
}

test.each<[what: string, bytes: () => Uint8Array | Promise<Uint8Array>, message: string, hint: string]>([
  ['text called .xlsx', () => bytesOf('ID,名称\n'), '別の形式', '保存し直して'],
  ['nothing', () => new Uint8Array(), '別の形式', '保存し直して'],
  ['a zip cut off', async () => (await registerTemplate()).slice(0, 9000), '壊れているか', '保存し直して'],
  [
    'another zip',
    () => zipStored(new Map([['a.txt', bytesOf('a')]])),
    'Excel ブックではありません',
    '保存し直して',
  ],
  ['an old .xls', () => compound('Workbook'), '.xls', '「Excel ブック（*.xlsx）」'],
  ['an encrypted workbook', () => compound('EncryptedPackage'), 'パスワード', '解除して'],
  ['no sheet of a register', () => bookOf('Sheet1'), 'シートが1枚もありません', 'sonae register template'],
  ['a huge sheet', hugeSheet, 'セルが500000個を超えます', '台帳以外のシート'],
  ['a huge file', () => new Uint8Array(20_000_001), '大きすぎます', '混ざっていないか'],
])('U8 %s: one error that says what to do, exit 2, no number, no stack', async (_, bytes, message, hint) => {
  const file = path.join(tempFolder(), '台帳.xlsx');
  writeFileSync(file, await bytes());
  const { code, json } = await runJson(['register', 'read', file, '--json']);
  expect(code).toBe(2);
  expect(json).toMatchObject({ ok: false, issues: [{ severity: 'error', file }] });
  expect(json.issues).toHaveLength(1);
  expect(json.issues[0].message.ja).toContain(message);
  expect(json.issues[0].hint).toContain(hint);
  const assess = await run(['assess', file]);
  expect([assess.code, assess.out]).toEqual([2, '']);
  expect(assess.err).toContain(message);
  expect(assess.err).not.toMatch(/\n\s+at |Error:/);
});

test('U8 without the sheet 会社 the others are still read: found bad, not unreadable', async () => {
  const file = path.join(tempFolder(), 'a.xlsx');
  writeFileSync(file, bookOf('情報資産'));
  const { code, json } = await runJson(['register', 'read', file, '--json']);
  expect(code).toBe(1);
  const errors = json.issues.filter(({ severity }: { severity: string }) => severity === 'error');
  expect(errors.map(({ cell }: { cell: string }) => cell)).toEqual(['会社!A1', '情報資産!A1']);
});
