import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium, openBrowser } from './browser.ts';

const FONT = 'node_modules/@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

test('a page shows Japanese text', async () => {
  const page = await open('<p>備え：情報漏えいの損害額は１億２千万円</p>');
  expect(await page.textContent('p')).toBe('備え：情報漏えいの損害額は１億２千万円');
  const { from, path: file } = await findChromium();
  const has = (await drawsJapanese(page, 'sans-serif'))
    ? 'present'
    : 'absent: text without a web font shows boxes';
  console.log(`Chromium ${browser.version()} (${from}: ${file}); Japanese font on this machine: ${has}`);
});

test('the font of the product draws Japanese, whatever fonts the machine has', async () => {
  const page = await open('<p>備え</p>');
  const font = readFileSync(path.resolve(import.meta.dirname, '../..', FONT)).toString('base64');
  await page.evaluate(async (base64) => {
    const face = new FontFace('ours', `url(data:font/ttf;base64,${base64})`);
    document.fonts.add(await face.load());
  }, font);
  expect(await drawsJapanese(page, 'ours')).toBe(true);
});

async function open(body: string): Promise<Page> {
  const page = await browser.newPage();
  const html = `<!doctype html><html lang="ja"><meta charset="utf-8">${body}`;
  await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
  return page;
}

/** Missing glyphs are all drawn as the same box: two characters that look alike mean no font for them. */
function drawsJapanese(page: Page, font: string): Promise<boolean> {
  return page.evaluate((family) => {
    const draw = (text: string) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 40;
      const context = canvas.getContext('2d')!;
      context.font = `32px ${family}`;
      context.fillText(text, 2, 34);
      return canvas.toDataURL();
    };
    return draw('備') !== draw('損');
  }, font);
}
