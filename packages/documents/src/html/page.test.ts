import type { Language } from '@sonae/core';
import { expect, test } from 'vitest';
import { onePagePdf } from '../pdf/one-page-pdf.ts';
import {
  crowded,
  empty,
  fullyInsured,
  HOSTILE,
  hostile,
  retailer,
  timesYen,
  uninsured,
} from '../testing/assessments.ts';
import { pdfText } from '../testing/pdf-text.ts';
import { type FontMode, onePageHtml } from './page.ts';
import { pageParts } from './page-parts.ts';

const LANGUAGES = ['ja', 'en'] as const;
const VARIANTS = {
  retailer,
  uninsured: uninsured(),
  fullyInsured: fullyInsured(),
  empty: empty(),
  crowded: crowded(),
  hostile: hostile(),
  trillions: timesYen(1e6),
};
const VOID = new Set(['meta', 'link', 'br', 'img', 'input', 'hr']);

const pages = new Map<string, Promise<string>>();

/** Each page is made once for all tests. */
function pageOf(name: keyof typeof VARIANTS, language: Language, fonts: FontMode): Promise<string> {
  const key = `${name} ${language} ${fonts}`;
  const page = pages.get(key) ?? onePageHtml(VARIANTS[name], { language, fonts, date: '2026-11-21' });
  pages.set(key, page);
  return page;
}

type Element = { readonly name: string; readonly attributes: string; readonly at: number };

/** The elements of a page; fails where one is not closed in its order. */
function elementsOf(page: string): Element[] {
  const elements: Element[] = [];
  const open: string[] = [];
  const body = page.replace(/<style>[\s\S]*?<\/style>/g, '');
  for (const match of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:\s[^<>"]*(?:"[^"]*")?)*)\s*(\/?)>/g)) {
    const [, close, name, attributes, empty] = match;
    if (close) expect(open.pop(), `</${name}> at ${match.index}`).toBe(name);
    else {
      elements.push({ name, attributes, at: match.index });
      if (!empty && !VOID.has(name)) open.push(name);
    }
  }
  expect(open).toEqual([]);
  return elements;
}

const textOf = (markup: string) =>
  markup
    .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(amp|lt|gt|quot|#39|#96);/g,
      (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name as 'lt'] ?? "'",
    )
    .replace(/\s/g, '');

const NAMES = Object.keys(VARIANTS) as (keyof typeof VARIANTS)[];

test.each(NAMES)('D32 the structure of the page: %s', async (name) => {
  for (const language of LANGUAGES) {
    const page = await pageOf(name, language, 'link');
    const elements = elementsOf(page);
    const all = (name: string) => elements.filter((element) => element.name === name);
    expect(page).toContain(`<html lang="${language}">`);
    for (const name of ['h1', 'main', 'header', 'footer', 'title']) expect(all(name)).toHaveLength(1);
    const ids = elements.flatMap(({ attributes }) => /\sid="([^"]*)"/.exec(attributes)?.[1] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements) {
      const label = /aria-labelledby="([^"]*)"/.exec(attributes)?.[1];
      if (label) expect(ids).toContain(label);
    }
    for (const { attributes } of all('section')) expect(attributes).toMatch(/aria-labelledby="/);
    for (const { attributes } of all('svg'))
      expect(attributes).toMatch(/aria-label="[^"]+"|aria-hidden="true"/);
    for (const { attributes } of all('th')) expect(attributes).toMatch(/scope="(col|row)"/);
    expect(all('caption')).toHaveLength(all('table').length);
    expect(all('summary')).toHaveLength(all('details').length);
    expect(page.match(/<table><caption>[^<]+<\/caption><thead>/g) ?? []).toHaveLength(all('table').length);
  }
});

test.each(NAMES)('D33 no script, no style attribute, nothing from outside: %s', async (variant) => {
  for (const fonts of ['embed', 'link'] as const) {
    const page = await pageOf(variant, 'ja', fonts);
    const elements = elementsOf(page);
    expect(elements.map(({ name }) => name)).not.toContain('script');
    for (const { name, attributes } of elements) {
      expect(attributes.replace(/"[^"]*"/g, '""')).not.toMatch(
        /\s(style|on\w+|src|srcset|xlink:href|action)=/,
      );
      const href = /\shref="([^"]*)"/.exec(attributes)?.[1];
      if (href && name === 'a') expect(href).toMatch(/^https?:\/\//);
      if (href && name !== 'a') expect(href).toBe('/fonts/biz-udpgothic.css');
    }
    const urls = Array.from(page.matchAll(/url\(([^)]{0,30})/g), ([, url]) => url);
    for (const url of urls) expect(url).toMatch(/^(data:font\/woff;base64,|#sn-)/);
    expect(page).toContain('http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;');
    expect(page).not.toContain('unsafe');
  }
});

test('D31 hostile text is text', async () => {
  const page = await pageOf('hostile', 'ja', 'embed');
  const names = new Set(elementsOf(page).map(({ name }) => name));
  for (const name of ['script', 'img', 'label']) expect(names).not.toContain(name);
  expect(page.match(/<\/style>/g)).toHaveLength(2);
  expect(page.match(/<\/title>/g)).toHaveLength(1);
  expect(page).not.toMatch(/href="javascript:/i);
  const text = textOf(page);
  for (const note of HOSTILE.slice(0, 4)) expect(text).toContain(note.replace(/\s/g, '').replace(/`/g, "'"));
  expect(page.isWellFormed()).toBe(true);
});

test.each(LANGUAGES)('D7 HTML and PDF have the same figures: %s', async (language) => {
  for (const name of ['retailer', 'trillions'] as const) {
    const text = textOf(await pageOf(name, language, 'link'));
    const pdf = pdfText(await onePagePdf(VARIANTS[name], { language })).replace(/\s/g, '');
    const amount =
      language === 'ja'
        ? /−?[\d,.]+(?:[万億兆][\d,]*)*円/g
        : /−?¥\d{1,3}(?:,\d{3})*(?:\.\d+)?(?:million|billion|trillion)?/g;
    const printed = pdf.match(amount) ?? [];
    expect(printed.length).toBeGreaterThan(30);
    for (const figure of printed) expect(text).toContain(figure);
  }
});

test('D33 equal input gives equal bytes, and a date only what is passed in', async () => {
  const page = (date?: string) => onePageHtml(retailer, { language: 'ja', fonts: 'embed', date });
  expect(await page()).toBe(await page());
  expect(await page()).not.toContain('<time>');
  expect(await page('2026-11-21')).toContain('<time>2026年11月21日</time>');
});

test('D35 the sections one by one', async () => {
  const { summary, ...sections } = await pageParts(retailer, { language: 'ja' });
  expect(summary.headlines).toHaveLength(3);
  expect(Object.keys(sections)).toEqual([
    'masthead',
    'headlines',
    'curves',
    'waterfall',
    'heads',
    'payers',
    'kept',
    'sureness',
    'question',
    'sources',
    'notes',
    'command',
  ]);
  const ids = Object.values(sections).flatMap((section) =>
    Array.from(section.toString().matchAll(/\sid="([^"]*)"/g), ([, id]) => id),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^sn-/);
});
