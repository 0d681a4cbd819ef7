import { beforeAll, expect, test } from 'vitest';
import { openWholeFont } from '../assets.ts';
import type { Font } from '../fonts/sfnt.ts';
import { summaryOf } from '../summary/summary.ts';
import {
  crowded,
  empty,
  fullyInsured,
  HOSTILE,
  hostile,
  retailer,
  timesYen,
  unbroken,
  uninsured,
} from '../testing/assessments.ts';
import { pdfText } from '../testing/pdf-text.ts';
import { onePagePdf } from './one-page-pdf.ts';
import { phrases } from './phrases.ts';
import { MISSING, printable, shorten } from './printable.ts';

const LANGUAGES = ['ja', 'en'] as const;
const named = (name: string) => ({ ...retailer, company: { ...retailer.company, name } });
const VARIANTS = {
  retailer,
  'company of 40 characters': named('株式会社'.padEnd(40, '東日本総合情報流通サービス')),
  'zero policy': uninsured(),
  'zero retained': fullyInsured(),
  'no loss': empty(),
  trillions: timesYen(1_000_000),
  'single yen': timesYen(1e-6),
  'rare return period': { ...retailer, returnPeriod: 1_000 },
  crowded: crowded(),
  hostile: hostile(),
  unbroken: unbroken(),
};

let fonts: Font[];
beforeAll(async () => {
  fonts = [await openWholeFont(400), await openWholeFont(700)];
});

const latin1 = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
const withoutSpaces = (text: string) => text.replace(/\s/g, '');

test.each(Object.entries(VARIANTS))('D26 one page of A4: %s', async (name, assessment) => {
  // English takes more room: the long texts are set in it too.
  for (const language of name === 'crowded' || name === 'retailer' ? LANGUAGES : (['ja'] as const)) {
    const pdf = latin1(await onePagePdf(assessment, { language, date: '2026-11-21' }));
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(pdf).toMatch(/\/MediaBox \[0 0 595\.\d+ 841\.\d+\]/);
  }
});

test('D26 a name of 40 characters stands there whole', async () => {
  const { name } = VARIANTS['company of 40 characters'].company;
  expect(pdfText(await onePagePdf(VARIANTS['company of 40 characters'], { language: 'ja' }))).toContain(name);
});

test('D27 equal input gives equal bytes, and a date only what is passed in', async () => {
  const [first, again, other] = [
    await onePagePdf(retailer, { language: 'ja' }),
    await onePagePdf(structuredClone(retailer), { language: 'ja' }),
    await onePagePdf(retailer, { language: 'ja', date: '2026-11-21' }),
  ];
  expect(Buffer.compare(first, again)).toBe(0);
  expect(Buffer.compare(first, other)).not.toBe(0);
  expect(latin1(first)).not.toMatch(/CreationDate|ModDate|CreateDate/);
});

test('D28 PDF/A-2b with its fonts', async () => {
  const pdf = latin1(await onePagePdf(retailer, { language: 'ja' }));
  expect(pdf).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
  expect(pdf).toContain('/OutputIntent');
  const fontFiles = pdf.match(/\/FontFile[23] /g) ?? [];
  expect(fontFiles.length).toBeGreaterThanOrEqual(2);
  expect(pdf.match(/\/Subtype\s*\/Type0/g)).toHaveLength(fontFiles.length);
  for (const [, name] of pdf.matchAll(/\/BaseFont\s*\/([^\s/]+)/g))
    expect(name).toMatch(/^[A-Z]{6}\+BIZUDPGothic/);
});

test.each(LANGUAGES)('D7 the figures of the summary are in the PDF: %s', async (language) => {
  const text = withoutSpaces(pdfText(await onePagePdf(retailer, { language, date: '2026-11-21' })));
  const summary = await summaryOf(retailer, { language, date: '2026-11-21' });
  const { headlines, waterfall, heads, payers, kept, sureness, notes, question, command } = summary;
  const said = [
    summary.company,
    summary.date ?? '',
    ...headlines.flatMap(({ label, amount, band, ofRevenue, beyond }) => [
      `${label}`,
      `${amount.text}${band}${ofRevenue ?? ''}${beyond ? beyond.text + beyond.figure : ''}`,
    ]),
    ...waterfall.bars.map(({ name, amount }) => name + amount.exact),
    ...[...heads.rows, heads.total].map(({ name, gross, retained }) => name + gross.text + retained.text),
    ...[...payers, ...kept.rows].map(({ name, amount, share }) => name + amount.text + share),
    ...sureness.map(({ term, text }) => term + text),
    ...notes,
    question.text + question.narrowing,
    ...summary.sources.main.map(
      (row) => (row.publisher || row.title) + (row.unverified ? row.certainty : ''),
    ),
    command,
  ];
  for (const part of said) expect(text).toContain(withoutSpaces(part));
});

test('D29 hostile text comes out as text', async () => {
  const text = withoutSpaces(pdfText(await onePagePdf(hostile(), { language: 'en' })));
  for (const note of HOSTILE.slice(0, 4)) expect(text).toContain(withoutSpaces(note));
  expect(text).toContain('〓〓〓野家辻éが〓〓〓abcx');
});

test('D29 a character without a glyph becomes 〓, one for what readers count as one', () => {
  expect(printable('𠮷野家😀', fonts)).toBe('〓野家〓');
  expect(printable('👨‍👩‍👧‍👦', fonts)).toBe(MISSING);
  expect(printable('辻󠄀髙﨑①', fonts)).toBe('辻髙﨑①');
  expect(printable('a\u200fb\u00adc', fonts)).toBe('abc');
});

test('D26 a run without a place to break may break anywhere, a path where it breaks anyway', () => {
  expect(printable('a'.repeat(24), fonts).split('\u200b')).toHaveLength(24);
  expect(printable('a'.repeat(23), fonts)).toBe('a'.repeat(23));
  expect(printable('examples/companies/retailer.yaml', fonts)).toBe('examples/companies/retailer.yaml');
});

test('D26 only what is far too long is cut, between characters as readers count them', () => {
  expect(shorten('株式会社', 4)).toBe('株式会社');
  expect(shorten('株式会社', 3)).toBe('株式…');
  expect(shorten('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2)).toBe('👨‍👩‍👧‍👦…');
});

test('D30 phrases are the text and break where a phrase ends', () => {
  expect(phrases('機器の設定を固め、自動で点検していますか。')).toEqual([
    '機器の',
    '設定を',
    '固め',
    '、',
    '自動で',
    '点検していますか',
    '。',
  ]);
  expect(phrases('年139万5,000円（保険料）')).toEqual(['年', '139万5,000円', '（', '保険料', '）']);
  for (const text of [...HOSTILE, '10万年 × 1,500通り、シード 42', '😀が', '']) {
    expect(phrases(text).join('')).toBe(text);
  }
  expect(phrases('とてもながいひらがなばかりのことば').every((piece) => piece.length === 1)).toBe(true);
});
