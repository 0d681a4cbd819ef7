import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type App, axeProblems, NARROW, openApp, sideways, visit } from './support.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let app: App;
beforeAll(async () => {
  app = await openApp('demo');
});
afterAll(() => app?.close());

test('V47 a playbook is started in a case, its first step is done, and a reload stands at the next one', async () => {
  const { id } = await app.served.client().cases.open({ name: '誤送信' });
  const page = await (await app.context()).newPage();
  await visit(page, `/cases/${id}/playbooks`);
  await page.getByRole('combobox', { name: '手順書' }).selectOption('mis-sent-mail');
  await page.getByRole('button', { name: '始める', exact: true }).click();
  const step = page.locator('.run-step h3').first();
  const first = await step.innerText();
  await page.locator('.run-step .step-button').first().click();
  await page.waitForFunction((was) => document.querySelector('.run-step h3')?.textContent !== was, first);
  const next = await step.innerText();
  await page.reload();
  // What was last read is shown at once, and then what the server has.
  await page.waitForFunction((is) => document.querySelector('.run-step h3')?.textContent === is, next);
  expect(await axeProblems(page)).toEqual([]);
  await page.setViewportSize(NARROW);
  expect(await sideways(page)).toEqual([]);
  await visit(page, '/playbooks/mis-sent-mail');
  await page.locator('.flowchart svg').waitFor();
  expect(await axeProblems(page)).toEqual([]);
  expect(await sideways(page)).toEqual([]);
  await visit(page, '/playbooks');
  expect(await page.locator('.playbooks li').count()).toBe(16);
  expect(await axeProblems(page)).toEqual([]);
  expect(app.complaints()).toEqual([]);
});
