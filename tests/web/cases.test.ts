import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type App, axeProblems, DESKTOP, NARROW, openApp, settled, sideways, visit } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: App;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  app = await openApp('demo');
  context = await app.context();
  page = await context.newPage();
});
afterAll(() => app?.close());

test('V40 a newcomer at a phone: from the red button to the first prepared step within a minute', async () => {
  await page.setViewportSize(NARROW);
  await visit(page, '/cases');
  const begun = Date.now();
  await page.getByRole('button', { name: '事故かもしれない' }).click();
  await page.getByRole('button', { name: '今', exact: true }).click();
  await page.getByLabel('不正アクセス・ウイルス・身代金の要求').check();
  await page.getByRole('button', { name: '始める', exact: true }).click();
  await page.getByText('電源を切らない').waitFor();
  await page.getByText('sonae respond isolate HOST --dry-run').waitFor();
  const seconds = (Date.now() - begun) / 1_000;
  console.log(`red button to prepared action: ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(60);
  expect(await sideways(page)).toEqual([]);
});

test('V41 an answer settles deadlines: the clocks that were perhaps become due, with their basis', async () => {
  await page.setViewportSize(DESKTOP);
  const question = page.locator('.questions li', { hasText: '不正の目的のおそれ' });
  await question.getByRole('button', { name: 'はい', exact: true }).click();
  const clock = page.locator('.clock[data-state="due"]', { hasText: '速報' }).first();
  await clock.waitFor();
  await clock.locator('summary').click();
  await clock.getByText('数え方').waitFor();
  expect(await clock.textContent()).toContain('施行規則8条');
  await page.locator('.timeline', { hasText: '不正の目的のおそれ' }).waitFor();
});

test('V42 what is written without a connection waits on the device and is sent once when there is one', async () => {
  await settled(page);
  await context.setOffline(true);
  await page.locator('.first-steps li').first().getByRole('button', { name: '済んだ' }).click();
  await page.getByText(/まだ送っていない記録/).waitFor();
  await context.setOffline(false);
  await page.getByText(/まだ送っていない記録/).waitFor({ state: 'detached', timeout: 60_000 });
  await page.locator('.first-steps li[data-done="true"]').first().waitFor();
  const written = page.locator('.timeline li', { hasText: 'やること：画面を写真に撮る' });
  await written.first().waitFor();
  expect(await written.count()).toBe(1);
});

test('V43 axe is content with the room of a case and the list, at both widths', async () => {
  for (const width of [DESKTOP, NARROW]) {
    await page.setViewportSize(width);
    expect(await axeProblems(page)).toEqual([]);
    expect(await sideways(page)).toEqual([]);
  }
  await visit(page, '/cases');
  expect(await axeProblems(page)).toEqual([]);
  expect(app.complaints()).toEqual([]);
});
