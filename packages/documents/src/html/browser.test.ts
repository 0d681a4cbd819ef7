import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../../tests/support/browser.ts';
import { fontFile } from '../fonts/slices.ts';
import { THIN_STROKES } from '../fonts/subset.ts';
import { crowded, hostile, retailer, unbroken } from '../testing/assessments.ts';
import { html } from './markup.ts';
import { htmlPage, onePageHtml } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Serves a page at `/` and the fonts at `/fonts/`; tells what was asked for and what the browser complained about. */
async function open(page: string, width: number) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    const file = url === '/' ? undefined : await fontFile(url.replace('/fonts/', ''));
    if (url === '/') response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    else if (file) response.setHeader('content-type', file.contentType).end(file.bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tab = await browser.newPage({ viewport: { width, height: 800 } });
  const complaints: string[] = [];
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(String(error)));
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await tab.evaluate(() => document.fonts.ready);
  const close = async () => {
    await tab.close();
    server.close();
  };
  return { tab, asked, complaints: () => complaints.filter((text) => !text.includes('favicon')), close };
}

test('D33 an embedded page asks for nothing and its policy has nothing to refuse', async () => {
  for (const assessment of [retailer, hostile()]) {
    const page = await onePageHtml(assessment, { language: 'ja', fonts: 'embed' });
    const { tab, asked, complaints, close } = await open(page, 800);
    expect(asked.filter((url) => url !== '/favicon.ico')).toEqual(['/']);
    expect(complaints()).toEqual([]);
    expect(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(251, 250, 246)',
    );
    expect(await tab.evaluate(() => document.fonts.check('16px "BIZ UDPGothic"', '損害'))).toBe(true);
    await close();
  }
});

test('D33 a linked page asks for fonts of its own server only', async () => {
  const page = await onePageHtml(retailer, { language: 'ja', fonts: 'link' });
  const { asked, complaints, close } = await open(page, 800);
  const fonts = asked.filter((url) => url !== '/' && url !== '/favicon.ico');
  expect(fonts.length).toBeGreaterThan(20);
  for (const url of fonts) expect(url).toMatch(/^\/fonts\/biz-udpgothic[\w-]*\.(css|woff2?)$/);
  expect(fonts.filter((url) => url.includes('strokes'))).not.toEqual([]);
  expect(complaints()).toEqual([]);
  await close();
});

test.each([
  ['retailer', retailer],
  ['crowded', crowded()],
  ['hostile', hostile()],
  ['unbroken', unbroken()],
])('D34 nothing is cut off from 360 to 1,280 px: %s', async (_, assessment) => {
  for (const language of ['ja', 'en'] as const) {
    const { tab, close } = await open(await onePageHtml(assessment, { language, fonts: 'embed' }), 360);
    for (const width of [360, 390, 768, 1280]) {
      await tab.setViewportSize({ width, height: 800 });
      const seen = await tab.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        const scrolls = (element: Element) => element.closest('.sn-scroll, svg') !== null;
        const displayOf = (picture: string) => getComputedStyle(document.querySelector(picture)!).display;
        return {
          width: document.documentElement.scrollWidth,
          out: [...document.querySelectorAll('body *')]
            .filter((element) => !scrolls(element) && element.getBoundingClientRect().right > innerWidth + 1)
            .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 20)}`),
          hidden: [...document.querySelectorAll('.sn-scroll:not([tabindex])')]
            .filter((element) => element.scrollWidth > element.clientWidth + 1)
            .map((element) => element.textContent?.slice(0, 40)),
          pictures: ['.sn-wide', '.sn-narrow'].map(displayOf),
        };
      });
      expect(seen.out).toEqual([]);
      if (width >= 768) expect(seen.hidden).toEqual([]);
      expect(seen.width).toBeLessThanOrEqual(width);
      expect(seen.pictures).toEqual(width < 640 ? ['none', 'block'] : ['block', 'none']);
    }
    await close();
  }
});

test('D38 the page of the example prints on one sheet', async () => {
  for (const language of ['ja', 'en'] as const) {
    const { tab, close } = await open(await onePageHtml(retailer, { language, fonts: 'embed' }), 800);
    const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    await close();
  }
});

test.each(['embed', 'link'] as const)('D24 thin strokes are drawn at every size: %s', async (fonts) => {
  const strokes = String.fromCodePoint(...THIN_STROKES);
  const body = html`<main><p>${strokes}<strong>${strokes}</strong></p></main>`;
  const { tab, close } = await open(await htmlPage({ language: 'ja', title: 'strokes', body, fonts }), 800);
  const lost = await tab.evaluate(
    (characters) => {
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d', { willReadFrequently: true })!;
      const sizes = [9, 10, 11, 12, 12.5, 13, 14, 15, 16, 17, 18, 20, 24];
      const cases = sizes.flatMap((size) =>
        ['400', '700'].flatMap((weight) => characters.map((c) => ({ size, weight, c }))),
      );
      return cases.filter(({ size, weight, c }) => {
        pen.font = `${weight} ${size}px "BIZ UDPGothic"`;
        pen.clearRect(0, 0, 60, 60);
        pen.fillText(c, 10, 40);
        return pen.getImageData(0, 0, 60, 60).data.reduce((ink, part) => ink + part, 0) < 100;
      });
    },
    [...strokes],
  );
  expect(lost).toEqual([]);
  await close();
});
