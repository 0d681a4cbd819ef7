import type { Entry, Kind } from '@sonae/evidence';
import type { BundleIndex } from '@sonae/evidence/bundle';
import { expect, test } from 'vitest';
import { runNode } from '../../../../tests/support/process.ts';
import { pdfText } from '../testing/pdf-text.ts';
import { evidenceListPdf } from './evidence-list-pdf.ts';
import { exampleList } from './example.ts';
import { type EvidenceList, evidenceListOf, stampsOf } from './list.ts';
import { timeText } from './list-data.ts';

const LANGUAGES = ['ja', 'en'] as const;
const latin1 = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
const PAGE = /\/Type\s*\/Page\b/g;

/** The text of every page, without spaces. The reader takes the first page it finds, so those before are hidden from it. */
function pagesOf(pdf: Uint8Array): string[] {
  const source = latin1(pdf);
  return [...source.matchAll(PAGE)].map(({ index }) => {
    const hidden = source.slice(0, index).replace(PAGE, (found) => ' '.repeat(found.length));
    return pdfText(Buffer.from(hidden + source.slice(index), 'latin1')).replace(/[\s\u200b]/g, '');
  });
}

const entry = (kind: Kind, body: Entry['body'], by = '佐藤'): Entry => ({
  v: 1,
  kind,
  at: '2026-11-21T15:30:00.123Z',
  by,
  case: 'C1',
  salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
  body,
});
const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const custody = { what: '収集', how: '手', where: '本社', result: 'ok' };
const INDEX: BundleIndex = {
  format: 'sonae-bag/1',
  origin: 'example.com/log',
  case: 'C1',
  size: 12,
  entries: [1, 2, 3, 5, 6],
  redacted: [{ entry: 4, reason: '個人情報' }],
  files: [],
  withheld: [{ sha256: B, entry: 3, reason: '営業秘密' }],
  checkpoints: [],
  stamps: [],
};
const stamp = (genTime: string, label: string, size: number) => ({
  genTime,
  authority: 'T',
  label,
  size,
  token: 't',
});

const made = evidenceListOf(
  [
    {
      index: 1,
      entry: entry('file.added', { sha256: A, size: 5, name: 'a.log', custody, source: { kind: 'url' } }),
    },
    { index: 2, entry: entry('incident.fact', { fact: '名簿が見えた' }) },
    { index: 3, entry: entry('testimony.given', { sha256: B, speaker: '鈴木', vkey: 'v' }) },
    { index: 5, entry: entry('file.added', { sha256: A, size: 5, name: 'copy.log', custody }) },
    { index: 6, entry: entry('file.custody', { sha256: A, custody: { what: '移送' } }, '田中') },
  ],
  INDEX,
  {
    date: '2026-11-22',
    root: 'cm9vdA==',
    keys: ['k'],
    stamps: [
      stamp('2026-11-23T00:00:00Z', '認定', 4),
      stamp('2026-11-22T00:00:00Z', '認定', 2),
      stamp('2026-11-24T00:00:00Z', '社内', 9),
    ],
  },
);

test('D50 a file is one item with its steps; what is about no file stands by itself', () => {
  expect(made.items).toMatchObject([
    { kind: 'url', name: 'a.log', size: 5, sha256: A, entry: 1, by: '佐藤' },
    { kind: 'testimony', name: '鈴木', sha256: B, entry: 3, withheld: '営業秘密' },
  ]);
  expect(made.items[0].steps.map(({ entry: place, by, what }) => [place, by, what])).toEqual([
    [1, '佐藤', '収集'],
    [5, '佐藤', '収集 copy.log'],
    [6, '田中', '移送'],
  ]);
  expect(made.others).toMatchObject([{ entry: 2, kind: 'incident.fact', what: '名簿が見えた' }]);
  expect(made.redacted).toEqual([{ entry: 4, reason: '個人情報' }]);
});

test('D51 the earliest timestamp of each class that covers the entry', () => {
  const times = (place: number) => stampsOf(made, place).map(({ genTime }) => genTime.slice(0, 10));
  expect([times(1), times(3), times(8), times(9)]).toEqual([
    ['2026-11-22', '2026-11-24'],
    ['2026-11-23', '2026-11-24'],
    ['2026-11-24'],
    [],
  ]);
});

test.each(LANGUAGES)('D50 D52 D56 all of it is on paper: %s', async (language) => {
  const list = exampleList(9);
  const text = pagesOf(await evidenceListPdf(list, language)).join('');
  const { origin, root } = list.checkpoint;
  for (const said of [
    list.case,
    origin,
    root,
    ...list.keys,
    ...list.stamps.map(({ authority }) => authority),
  ])
    expect(text).toContain(said.replace(/\s/g, ''));
  for (const { name, sha256, by, at, entry: place, size, steps } of list.items) {
    const parts = [name, sha256, by, timeText(at), `${place}`, size?.toLocaleString('en') ?? ''];
    for (const part of [
      ...parts,
      ...steps.flatMap(({ what, how, where, result }) => [what, how, where, result]),
    ])
      expect(text).toContain((part ?? '').replace(/\s/g, ''));
  }
  const words =
    language === 'ja'
      ? ['証拠目録', '非開示', '消去済み', '伏せ', '認定', '社内', 'なし']
      : ['Evidencelist', 'Withheld', 'Destroyed', 'Redacted', 'accredited', 'in-house', 'none'];
  const steps = ['verify.html', 'VERIFY.txt', 'sha256sum-cmanifest-sha256.txt', 'opensslts-verify'];
  for (const word of [...words.slice(0, -1), '営業秘密', '個人情報', ...steps]) expect(text).toContain(word);
  const unstamped = pagesOf(await evidenceListPdf({ ...list, stamps: [] }, language)).join('');
  expect(unstamped).toContain(words.at(-1));
});

test('D53 forty items: A4, numbered pages, heads on each page of the table', async () => {
  const pdf = await evidenceListPdf(exampleList(40), 'ja');
  const pages = pagesOf(pdf);
  expect(pages.length).toBeGreaterThan(3);
  expect(latin1(pdf).match(/\/MediaBox \[0 0 595\.\d+ 841\.\d+\]/g)).toHaveLength(pages.length);
  for (const [i, page] of pages.entries()) expect(page).toContain(`${i + 1}/${pages.length}`);
  for (const page of pages.slice(1, -1)) expect(page).toContain('番号証拠の名称');
});

test('D53 a history longer than a page goes on over the next', async () => {
  const list = exampleList(1);
  const [item] = list.items;
  const steps = Array.from({ length: 120 }, (_, i) => ({ ...item.steps[0], what: `閲覧その${i};` }));
  const text = pagesOf(await evidenceListPdf({ ...list, items: [{ ...item, steps }] }, 'ja')).join('');
  for (const { what } of steps) expect(text).toContain(what);
});

test('D54 equal bytes in every process, PDF/A-2b, no clock', async () => {
  const folder = new URL('.', import.meta.url).href;
  const script = `import { createHash } from 'node:crypto';
    const { evidenceListPdf } = await import('${folder}index.ts');
    const { exampleList } = await import('${folder}example.ts');
    for (const language of ['ja', 'en'])
      console.log(createHash('sha256').update(await evidenceListPdf(exampleList(12), language)).digest('hex'));`;
  const runs = await Promise.all([0, 1].map(() => runNode(['--input-type=module', '-e', script])));
  for (const { stderr } of runs) expect(stderr).toBe('');
  expect(runs[0].stdout.trim().split('\n')).toHaveLength(2);
  expect(runs[0].stdout).toBe(runs[1].stdout);
  const pdf = latin1(await evidenceListPdf(exampleList(3), 'ja'));
  expect(pdf).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
  expect(pdf).not.toMatch(/CreationDate|ModDate|CreateDate/);
});

test('D54 times are those of Japan', () => {
  expect(timeText('2026-11-21T15:30:00.123Z')).toBe('2026-11-22 00:30:00');
  expect(timeText('someday')).toBe('someday');
});

test('D55 hostile text comes out as text; a character without a glyph is explained', async () => {
  const list = exampleList(1);
  const name = '#panic("x") $1/0$ *b* \u202e<b>&amp;\\ @ref `raw` 😀';
  const hostile: EvidenceList = {
    ...list,
    case: '#eval("1")',
    items: [{ ...list.items[0], name, by: name }],
  };
  const text = pagesOf(await evidenceListPdf(hostile, 'ja')).join('');
  expect(text).toContain('#panic("x")$1/0$*b*<b>&amp;\\@ref`raw`〓');
  expect(text).toContain('#eval("1")');
  expect(text).toContain('書体にない');
  expect(pagesOf(await evidenceListPdf(list, 'ja')).join('')).not.toContain('書体にない');
});
