import type { SonaeClient } from '@sonae/operations/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type App, axeProblems, NARROW, openApp, sideways } from './support.ts';

// On a busy machine a step takes many times as long; a hang is found all the same.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let app: App;
let api: SonaeClient;
let page: Page;
let company: string;

beforeAll(async () => {
  app = await openApp('demo');
  api = app.served.client();
  const { companies } = await api.companies.list();
  company = companies.find(({ name }) => name.includes('あさひ'))!.id;
  page = await (await app.context()).newPage();
  await page.goto(`/c/${company}/contracts`);
});
afterAll(() => app?.close());

const yen = (text: string | null) => (text ?? '').replace(/\s/g, '');

test('N10 contracts: caps, notice terms and excluded heads; the worst gaps in yen; a clause opened', async () => {
  await page.locator('.gaps li').first().waitFor();
  expect(await page.locator('.gaps li').count()).toBeLessThanOrEqual(10);
  expect(yen(await page.locator('.gap-yen').first().textContent())).toMatch(/万円|億円/);
  await page.getByRole('button', { name: '出店契約' }).click();
  await page.locator('.clause').waitFor();
  expect(await page.locator('.clause').textContent()).toContain('要弁護士確認');
  expect(await axeProblems(page)).toEqual([]);
});

test('N11 controls: state, cost and worth with its sources; mixes within a budget, as a calculation', async () => {
  await page.goto(`/c/${company}/controls`);
  const worth = page.locator('.controls tr', { hasText: '多要素認証' }).locator('button.explain');
  await worth.filter({ hasText: '±' }).waitFor();
  await worth.click();
  const open = page.locator('.explanation');
  await open.waitFor();
  expect(await open.textContent()).toMatch(/出典.*(確認済み|算出|判断|未確認)/s);
  await page.keyboard.press('Escape');
  await page.getByLabel('1年の予算（円）').fill('30万');
  await page.getByRole('button', { name: '組合せを調べる' }).click();
  await page.locator('.mixes').waitFor();
  expect(await page.locator('#mix').textContent()).toContain('商品の推奨ではありません');
  expect(await axeProblems(page)).toEqual([]);
});

test('N12 policies side by side: differences alone at first, each with its clause; not stated is neither yes nor no', async () => {
  await page.goto('/insurance');
  const axes = page.locator('.axes').first();
  await axes.waitFor();
  const rows = axes.locator('tbody tr');
  const different = await rows.count();
  expect(different).toBeGreaterThan(5);
  expect(await axes.locator('.quote', { hasText: 'CYBER-CLAUSE' }).count()).toBeGreaterThan(0);
  const silent = axes.locator('td[data-state=not_stated]').first();
  expect(await silent.textContent()).toContain('記載なし');
  expect(await silent.textContent()).not.toContain('対象外');
  await page.getByText('19項目すべて').click();
  await expect.poll(() => rows.count()).toBe(19);
  const words = (await page.locator('main').textContent()) ?? '';
  expect(words).not.toMatch(/おすすめ|お勧め|最適な(保険|証券)/);
});

test('N13 the twenty worst years through each policy; one opens event by event, and its payment step by step', async () => {
  const years = page.locator('.years tbody');
  await years.first().waitFor();
  expect(await years.count()).toBe(20);
  await page.getByRole('button', { name: '1番目', exact: true }).click();
  const trace = page.locator('.event-trace').first();
  await trace.waitFor();
  await trace.locator('summary').click();
  const steps = trace.locator('table').first();
  expect(await steps.locator('tbody tr').last().textContent()).toContain('支払い');
  const paid = await trace.locator('summary b').textContent();
  const shown = await page.locator('.years tbody').first().locator('td[data-label]').nth(1).textContent();
  expect(yen(shown)).toContain(yen(paid));
  expect(await page.locator('.year').textContent()).toContain('支払いの経過');
  expect(await axeProblems(page)).toEqual([]);
});

test('N14 a policy is added from its source: what is wrong is told by line while it is written', async () => {
  await page.getByRole('button', { name: '証券を加える' }).first().click();
  const dialog = page.getByRole('dialog');
  const { policies } = await api.policies.list();
  const held = policies.find(({ file }) => file.startsWith('minato'));
  const { source } = await api.policies.get({ policy: held?.id ?? '' });
  const renewed = source
    .replace('id: minato-cyber-std-2026', 'id: minato-cyber-std-2027')
    .replace('liability: {amount: 100000000', 'liability: {amount: 50000000');
  await dialog.getByLabel('ファイル名（.yaml）').fill('minato-cyber-std-2027.yaml');
  await dialog.getByLabel('証券の中身（YAML）').fill(renewed.replace('insurer:', 'insurrer:'));
  await dialog
    .getByText(/\d+行目/)
    .first()
    .waitFor();
  expect(await dialog.getByRole('button', { name: '保存する' }).isDisabled()).toBe(true);
  expect(await axeProblems(page)).toEqual([]);
  await dialog.getByLabel('証券の中身（YAML）').fill(renewed);
  await dialog.getByText('誤りはありません').waitFor();
  await dialog.getByRole('button', { name: '保存する' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('N15 renewal: what changed from the expiring to the offered policy, the silent changes marked', async () => {
  await page.goto(`/insurance?policies=minato-cyber-std-2026.yaml~minato-cyber-std-2027.yaml`);
  const changes = page.locator('.changes');
  await changes.waitFor();
  const row = changes.locator('tr[data-direction=narrower]').first();
  expect(await row.textContent()).toMatch(
    /狭くなる.*番号は同じ.*limits\.liability.*100,000,000.*50,000,000/s,
  );
});

test('N16 printed on A4 nothing is cut off; at 360 px nothing scrolls sideways', async () => {
  await page.locator('.years').waitFor();
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1_000 }); // A4 without its margins
  expect(await sideways(page)).toEqual([]);
  expect(await page.locator('.shell-header').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(NARROW);
  expect(await sideways(page)).toEqual([]);
  for (const path of [`/c/${company}/contracts`, `/c/${company}/controls`]) {
    await page.goto(path);
    await page.locator('.small-table').first().waitFor();
    expect(await sideways(page), path).toEqual([]);
  }
  expect(app.complaints()).toEqual([]);
});
