import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type App, axeProblems, NARROW, openApp, sideways, visit } from './support.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let app: App;
beforeAll(async () => {
  app = await openApp('demo');
});
afterAll(() => app?.close());

test('V47 V54 a playbook is started in a case with what the case knows, its first step is done, and a reload stands at the next one', async () => {
  const client = app.served.client();
  const { id } = await client.cases.open({ name: '誤送信' });
  await client.cases.facts({ case: id, facts: [{ key: 'recoveredUnseen', value: false }] });
  const page = await (await app.context()).newPage();
  await visit(page, `/cases/${id}/playbooks`);
  await page.getByRole('combobox', { name: '手順書' }).selectOption('mis-sent-mail');
  await page.getByRole('button', { name: '始める', exact: true }).click();
  const step = page.locator('.run-step h3').first();
  const first = await step.innerText();
  await page.locator('.run-step .step-button').first().click();
  await page.waitForFunction((was) => document.querySelector('.run-step h3')?.textContent !== was, first);
  const next = await step.innerText();
  // The run keeps what it began with, and says where the case knows better by now.
  await page.getByText('事案の事実から（1）').waitFor();
  await client.cases.facts({ case: id, facts: [{ key: 'recoveredUnseen', value: true }] });
  await page.locator('.from-case-now').waitFor();
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
