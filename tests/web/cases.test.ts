import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { organisationsWaiting, recordCases } from '@sonae/operations/incident/evidence';
import { zipEntries } from '@sonae/register/zip';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PIXEL } from '../../packages/operations/src/testing/samples.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type App, axeProblems, DESKTOP, NARROW, openApp, settled, sideways, visit } from './support.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let app: App;
let context: BrowserContext;
let page: Page;

/** Asks the server about the case that is open, as another device would. */
async function api<T>(what: string, body?: object): Promise<T> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const request = body
    ? {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: app.served.url },
        body: JSON.stringify(body),
      }
    : {};
  const reply = await fetch(`${app.served.url}/api/cases/${id}/${what}`, request);
  expect(reply.status).toBe(200);
  return (await reply.json()) as T;
}

beforeAll(async () => {
  app = await openApp('demo');
  context = await app.context();
  const reply = await fetch(`${app.served.url}/api/companies`);
  const { companies } = (await reply.json()) as { companies: { id: string; name: string }[] };
  const insured = companies.find(({ name }) => name.includes('あさひ電商'))?.id;
  await context.addInitScript((id) => {
    // An empty page has no storage.
    if (location.protocol === 'http:') localStorage.setItem('sonae-company', JSON.stringify(id));
  }, insured);
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
  await page.getByText(/まだ送っていない記録/).waitFor({ state: 'detached' });
  await page.locator('.first-steps li[data-done="true"]').first().waitFor();
  const written = page.locator('.timeline li', { hasText: 'やること：画面を写真に撮る' });
  await written.first().waitFor();
  expect(await written.count()).toBe(1);
  // Until a worker has written it, and from then on, without anybody asking.
  await written.getByText('まもなく証拠記録に入ります').waitFor();
  const folder = tempFolder();
  const home = { folder: path.join(folder, 'evidence'), keyFile: path.join(folder, 'keys/evidence.key') };
  const { store } = app.served;
  const [organisation] = await organisationsWaiting(store);
  await recordCases(store, home, organisation);
  await written.getByText(/^記録 #\d+（検証可能）$/).waitFor();
});

test('V44 the liability of the case follows its facts, also those that others write', async () => {
  const position = page.locator('.live-position');
  await position.waitFor();
  const card = await page.locator('#liability').textContent();
  for (const word of ['損害', '保険から', '会社に残る', '費目ごとの内訳']) expect(card).toContain(word);
  const before = await position.textContent();
  const company = await api<{ company: { assets: { id: string }[] } }>('liability');
  // Another hand writes: it comes over the live connection.
  const facts = [
    { key: 'asset', value: company.company.assets[0].id },
    { key: 'persons', value: 30_000 },
  ];
  await api('facts', { facts });
  await page.waitForFunction(
    (then) => document.querySelector('.live-position')?.textContent !== then,
    before,
  );
  await page.locator('.worth li').first().waitFor();
});

test('V45 a line is warned of before it is written, and the totals are those of the server', async () => {
  const ledger = page.locator('#ledger');
  await ledger.getByRole('button', { name: '行を加える' }).click();
  await ledger.getByRole('combobox', { name: '費目' }).selectOption('gift');
  await ledger.getByLabel('金額（円）').fill('千円');
  await ledger.getByRole('button', { name: '確かめる' }).click();
  await ledger.getByText('0 以上の整数').waitFor();
  await ledger.getByLabel('金額（円）').fill('３，３００，０００');
  await ledger.getByRole('button', { name: '確かめる' }).click();
  await ledger.locator('.ledger-check .issues li').first().waitFor();
  expect(await api<{ lines: unknown[] }>('ledger')).toMatchObject({ lines: [] });
  await ledger.getByRole('button', { name: '承知のうえで記録する' }).click();
  await ledger.locator('tbody tr').waitFor();
  const { position } = await api<{ position: { counted: number; stays: number } }>('ledger');
  expect(position.counted).toBeGreaterThan(0);
  const total = await ledger.locator('tfoot tr').textContent();
  for (const yen of [position.counted, position.stays])
    expect(total).toContain(`${yen.toLocaleString('en-US')}円`);
});

test('V46 a photo taken without a connection is kept with its digest; what was heard stands beside what was told', async () => {
  await settled(page);
  await context.setOffline(true);
  await page.getByLabel('写真の説明（任意）').fill('画面の右上に時刻');
  await page
    .locator('.photo-button input')
    .setInputFiles({ name: '現場.png', mimeType: 'image/png', buffer: PIXEL });
  await page.getByText(/まだ送っていない記録/).waitFor();
  await page.getByRole('radio', { name: '聞き取り' }).check();
  await page.getByLabel('誰（名前・立場）').fill('夜間当番');
  await page.getByLabel('話した内容（そのままの言葉で）').fill('21時に英語の文が出た');
  await page.locator('.record-form').getByRole('button', { name: '記録する' }).click();
  await context.setOffline(false);
  await page.getByText(/まだ送っていない記録/).waitFor({ state: 'detached' });
  await page.locator('.testimony', { hasText: '21時に英語の文' }).waitFor();
  const kept = page.locator('.timeline li', { hasText: '画面の右上に時刻' });
  await kept.waitFor({ timeout: 20_000 }).catch(async (error) => {
    const { entries } = await api<{ entries: { event: { kind: string } }[] }>('timeline');
    const outbox = await page.locator('.outbox').allTextContents();
    throw new Error(`not shown; kept: ${entries.map(({ event }) => event.kind)}; to send: ${outbox}`, error);
  });
  expect(await kept.textContent()).toContain(createHash('sha256').update(PIXEL).digest('hex'));
  await kept.getByRole('button', { name: '見る' }).click();
  const picture = page.getByAltText('証拠の写真 現場.png');
  await picture.waitFor();
  expect(
    await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(1);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    kept.getByRole('button', { name: '保存' }).click(),
  ]);
  expect(readFileSync(await saved.path())).toEqual(PIXEL);
});

test('V56 what the server does not take stays with its reason; being signed out is no refusal', async () => {
  await page
    .locator('.photo-button input')
    .setInputFiles({ name: '覚え.txt', mimeType: 'text/plain', buffer: Buffer.from('写真ではない') });
  const note = page.locator('.outbox', { hasText: '覚え.txt' });
  await note.getByText('写真（JPEG・PNG・WebP・HEIC）ではありません').waitFor();
  const other = await context.newPage();
  await visit(other, new URL(page.url()).pathname);
  await other.locator('.outbox', { hasText: '覚え.txt' }).waitFor();
  await note.getByRole('button', { name: 'もう一度送る' }).click();
  await note.getByText('写真（JPEG・PNG・WebP・HEIC）ではありません').waitFor();
  await note.getByRole('button', { name: '捨てる' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '捨てる' }).click();
  await note.waitFor({ state: 'detached' });
  await other.locator('.outbox').waitFor({ state: 'detached' });
  await other.close();

  await context.route('**/entries', (route) => route.fulfill({ status: 401, body: '{}' }));
  await page.getByRole('radio', { name: '覚え書き' }).check();
  await page.getByLabel('内容', { exact: true }).fill('署名の前に切れた');
  await page.locator('.record-form').getByRole('button', { name: '記録する' }).click();
  await page.getByText(/まだ送っていない記録/).waitFor();
  await context.unroute('**/entries');
  await page.reload();
  await page.locator('.timeline li', { hasText: '署名の前に切れた' }).waitFor();
  await page.getByText(/まだ送っていない記録/).waitFor({ state: 'detached' });
});

test('V51 where leaked data was seen stands on the watch list, as text and with its state', async () => {
  const watch = page.locator('#watch');
  await watch.getByLabel('見つかった場所のアドレス').fill('https://paste.example/名簿');
  await watch.getByLabel('何が、どのように').fill('名簿の画像');
  await watch.getByRole('button', { name: '監視表に加える' }).click();
  const place = watch.locator('li', { hasText: 'https://paste.example/名簿' });
  await place.getByText('1回確認').waitFor();
  expect(await place.getByRole('link').count()).toBe(0);
  await place.getByRole('combobox').selectOption({ label: '消えた' });
  await place.getByText('2回確認').waitFor();
  await page.locator('.timeline li', { hasText: '監視表：https://paste.example/名簿 消えた' }).waitFor();
  const { room } = await api<{ room: { watched: unknown[] } }>('');
  expect(room.watched).toMatchObject([{ state: 'gone', note: '名簿の画像' }]);
});

test('V52 counsel of the case gets a link to it alone, and the record as one file', async () => {
  const people = page.locator('.advisers');
  await people.getByRole('button', { name: '弁護士・専門家を加える' }).click();
  await people.getByLabel('名前').fill('青葉 花子');
  await people.getByLabel('事務所・会社（任意）').fill('青葉法律事務所');
  await people.getByRole('button', { name: '記録する' }).click();
  const row = people.locator('li', { hasText: '青葉 花子（青葉法律事務所）' });
  await row.getByText('読むリンクは渡していません。').waitFor();
  await row.getByRole('button', { name: 'この事案だけを読むリンクを作る' }).click();
  await row.getByText(/読むリンクは.*まで使えます/).waitFor();
  expect(await row.locator('.once').textContent()).toContain('/expert#');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '控えを書き出す（zip）' }).click(),
  ]);
  const entries = zipEntries(readFileSync(await saved.path()))!;
  const names = entries.map(({ name }) => name.slice(name.indexOf('/') + 1));
  expect(names).toEqual(expect.arrayContaining(['manifest-sha256.txt', 'data/case.html', 'data/facts.json']));
  expect(names.some((name) => name.startsWith('data/photos/'))).toBe(true);
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
