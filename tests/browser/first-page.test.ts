import { retailer } from '@sonae/documents/testing';
import { checkAnswers } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { type ListenOptions, listen, type Running } from '@sonae/server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { accessProblems, layoutProblems } from '../support/browser-checks.ts';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const SIZES = { desktop: DESKTOP, phone: PHONE, 'narrow phone': { width: 360, height: 740 } };

let browser: Browser;
let server: Running;
/** With and without scripts; pages of one context share the fonts they fetched. */
let contexts: { readonly scripts: BrowserContext; readonly none: BrowserContext };

/** What the operations do with a form, but for the simulation, which takes seconds: a recorded result stands for it. */
const assess: ListenOptions['assess'] = async (answers) => {
  const policy = answers.policy === 'held' ? 'none' : answers.policy;
  const { issues } = checkAnswers({ ...answers, policy }, knowledgeVocabulary());
  return { assessment: issues.length === 0 ? retailer : undefined, issues };
};

beforeAll(async () => {
  browser = await openBrowser();
  contexts = {
    scripts: await browser.newContext(),
    none: await browser.newContext({ javaScriptEnabled: false }),
  };
  server = await listen({ port: 0, example: async () => retailer, assess });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a tab that notes what it asks for outside the server, and what the browser complains about. */
async function openTab(viewport: { width: number; height: number }, kind: keyof typeof contexts = 'scripts') {
  const page = await contexts[kind].newPage();
  await page.setViewportSize(viewport);
  const outside: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${server.url}/`)) outside.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.status() !== 422)
      complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser itself says so of every answer to a form that has to be mended.
    if (!message.text().includes('422')) complaints.push(message.text());
  });
  return { page, outside, complaints };
}

async function open(page: Page, path: string) {
  await page.goto(server.url + path);
  await fontsOf(page);
}

const fontsOf = (page: Page) => page.evaluate(() => document.fonts.ready.then(() => true));

/** Presses Tab until a control has the keyboard: what cannot be reached so is lost to many. */
async function tabTo(page: Page, id: string) {
  for (let pressed = 0; pressed < 40; pressed++) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach #${id}`);
}

test('W20 W22 the five questions by keyboard alone and without a script: headline, form, result', async () => {
  const { page, outside, complaints } = await openTab(PHONE, 'none');
  await page.goto(`${server.url}/`);
  expect(await page.textContent('#example ~ .sn-headlines .sn-key .sn-large')).toBe('800万円');

  await tabTo(page, 'industry');
  await page.keyboard.press('ArrowDown');
  const industry = await page.inputValue('#industry');
  expect(industry).not.toBe('');
  await tabTo(page, 'revenue');
  await page.keyboard.type('3億円');
  await tabTo(page, 'persons');
  await page.keyboard.type('12,000');
  await tabTo(page, 'dataKinds-contact');
  await page.keyboard.press('Space');
  await tabTo(page, 'othersData-unknown');
  await page.keyboard.press('ArrowLeft');
  await tabTo(page, 'policy-unknown');
  await page.keyboard.press('ArrowLeft');
  await Promise.all([page.waitForURL('**/check?lang=ja'), page.keyboard.press('Enter')]);

  await page.waitForSelector('footer');
  expect(await page.textContent('#result h2')).toBe('五つの答えからの結果');
  expect(await page.locator('.sv-answers dd').allTextContents()).toEqual([
    await page.locator(`#industry option[value="${industry}"]`).textContent(),
    '3億円',
    '1万2,000人、連絡先',
    'ない',
    '加入していない',
  ]);
  expect(await page.textContent('.sn-key .sn-large')).toBe('800万円');
  expect([outside, complaints]).toEqual([[], []]);

  // The other language without a word lost.
  await page.click('.sv-ways button');
  await page.waitForSelector('html[lang=en] footer');
  expect(await page.locator('.sv-answers dd').nth(1).textContent()).toBe('¥300 million');
  await page.close();
});

test('W3 W20 what has to be mended has the keyboard, and keeps what was typed', async () => {
  const { page, outside, complaints } = await openTab(PHONE);
  await open(page, '/');
  await page.fill('#revenue', 'たくさん');
  await page.fill('#persons', '-5');
  await page.check('#dataKinds-card');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.sv-mend');
  await fontsOf(page);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('revenue');
  expect(await page.inputValue('#revenue')).toBe('たくさん');
  expect(await page.isChecked('#dataKinds-card')).toBe(true);
  for (const viewport of Object.values(SIZES)) {
    await page.setViewportSize(viewport);
    expect(await layoutProblems(page)).toEqual([]);
  }
  expect(await accessProblems(page)).toEqual([]);
  await page.click('.sv-mend a[href="#persons"]');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('persons');
  expect([outside, complaints]).toEqual([[], []]);
  await page.close();
});

test.each(['ja', 'en'] as const)('W21 W23 W24 the page at every width: %s', async (language) => {
  const { page, outside, complaints } = await openTab(DESKTOP);
  await open(page, `/?lang=${language}`);
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    expect([size, await layoutProblems(page)]).toEqual([size, []]);
    expect([size, await accessProblems(page)]).toEqual([size, []]);
  }
  expect(await page.evaluate(() => document.fonts.check('16px "BIZ UDPGothic"', '損害'))).toBe(true);
  expect([outside, complaints]).toEqual([[], []]);
  await page.close();
});

test('W13 the announcement goes when the result is there', async () => {
  const { page } = await openTab(PHONE, 'none');
  const ready = Promise.withResolvers<typeof retailer>();
  const slow = await listen({ port: 0, example: () => ready.promise, assess });
  await page.goto(slow.url, { waitUntil: 'commit' });
  await page.waitForSelector('.sv-wait', { state: 'visible' });
  ready.resolve(retailer);
  await page.waitForSelector('footer');
  expect(await page.isHidden('.sv-wait')).toBe(true);
  await page.close();
  await slow.close();
});

test('W21 on a desktop the questions and the first figure are seen without scrolling', async () => {
  const { page } = await openTab(DESKTOP);
  await open(page, '/');
  for (const element of ['.sv-submit button', '.sn-key .sn-large']) {
    const box = await page.locator(element).boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(DESKTOP.height);
  }
  await page.close();
});
