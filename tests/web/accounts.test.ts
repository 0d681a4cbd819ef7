// Longer than a file should be: each test goes on with the people and sessions of the one before it.

import { createHmac } from 'node:crypto';
import { ROLES } from '@sonae/operations/access';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exampleContent } from '../../apps/server/src/examples.ts';
import { jarFor, post } from '../../apps/server/src/testing/serve.ts';
import { NOTHING_TYPED } from '../../apps/web/src/pages/questions/answers.ts';
import { countRequests, expected, seen, withoutControl } from './roles.ts';
import { type App, axeProblems, openApp, settled, visit } from './support.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const OWNER = { name: '管理花子', email: 'hanako@example.jp', password: 'とても長い合言葉です。ほんとう' };
const OTHER = { name: '役割太郎', email: 'taro@example.jp', password: 'これもまた長い合言葉なのです' };

let app: App;
let owner: BrowserContext;
let page: Page;
let backupCode: string;

beforeAll(async () => {
  app = await openApp('accounts');
  // Passkeys belong to a name, so the owner comes by localhost.
  owner = await app.context({ localhost: true });
  page = await owner.newPage();
});
afterAll(() => app?.close());

/** Six digits of an authenticator app (RFC 6238). */
function totp(secret: string, at = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((char) => alphabet.indexOf(char).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const field = (name: string | RegExp) => page.getByRole('textbox', { name });
const press = (name: string | RegExp) => page.getByRole('button', { name }).click();

const passwordOf = (tab: Page) => tab.locator('input[type=password]');

async function signIn() {
  await visit(page, '/sign-in');
  await field('メールアドレス').fill(OWNER.email);
  await passwordOf(page).fill(OWNER.password);
  await page.getByRole('button', { name: 'ログインする', exact: true }).click();
}

test('V14 first set-up by the link on the terminal, then a second factor with a code to scan', async () => {
  await page.goto('/');
  await page.waitForURL('**/sign-in**');
  await page.getByText('サーバーの端末に表示されたリンク').waitFor();
  const link = app.served.setUpLink!.replace(app.served.url, app.localhost);
  await visit(page, link);
  // The token is out of the address: addresses are copied.
  expect(page.url()).toBe(`${app.localhost}/setup`);
  expect(await axeProblems(page)).toEqual([]);
  await field('組織の名前').fill('甲商事');
  await field('メールアドレス').fill(OWNER.email);
  await field('名前').last().fill(OWNER.name);
  await passwordOf(page).fill(OWNER.password);
  await press('作って始める');

  await page.waitForURL('**/account');
  await passwordOf(page).fill(OWNER.password);
  await press('設定を始める');
  const picture = page.getByRole('img', { name: /QRコード/ });
  await picture.waitFor();
  expect(await axeProblems(page)).toEqual([]);
  const secret = await page.locator('.card p code').innerText();
  const codes = await page.locator('.backup-codes code').allInnerTexts();
  expect(codes).toHaveLength(10);
  backupCode = codes[0];
  await field('認証アプリに表示された6桁').fill(totp(secret));
  await press('設定を終える');
  await page.getByText('ログインのたびに、認証アプリの6桁を入れます').waitFor();

  await press('ログアウト');
  await page.waitForURL('**/sign-in');
  await signIn();
  await field('確認コード').fill('000000');
  await press('確かめる');
  await page.getByText('コードが違うか、期限が過ぎています').waitFor();
  await field('確認コード').fill(totp(secret));
  await press('確かめる');
  await page.getByRole('link', { name: OWNER.name }).waitFor();
  expect(app.complaints()).toEqual([]);
});

test('V15 a backup code in place of the app; then a passkey in place of the password', async () => {
  const session = await owner.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await visit(page, '/account');
  await field('新しいパスキーの名前').fill('会社のノートパソコン');
  await press('パスキーを加える');
  await page.getByRole('rowheader', { name: '会社のノートパソコン' }).waitFor();
  await press('ログアウト');
  await page.waitForURL('**/sign-in');
  await press('パスキーでログインする');
  await page.getByRole('link', { name: OWNER.name }).waitFor();

  await visit(page, '/account');
  await press('ログアウト');
  await page.waitForURL('**/sign-in');
  await signIn();
  await press('バックアップコードを使う');
  await field('バックアップコード').fill(backupCode);
  await press('確かめる');
  await page.getByRole('link', { name: OWNER.name }).waitFor();
});

test('V16 an invitation is shown once, makes an account, and is spent', async () => {
  await visit(page, '/settings/members');
  await field('メールアドレス').fill(OTHER.email);
  await page.getByRole('combobox', { name: '役割' }).selectOption('security');
  await press('招待する');
  const link = await page.locator('.once code').innerText();
  const guest = await app.context();
  const tab = await guest.newPage();
  await visit(tab, link);
  await tab.getByRole('heading', { name: '「甲商事」への招待' }).waitFor();
  expect(await axeProblems(tab)).toEqual([]);
  await tab.getByRole('textbox', { name: '名前' }).fill(OTHER.name);
  await passwordOf(tab).fill(OTHER.password);
  await tab.getByRole('button', { name: 'アカウントを作って参加する' }).click();
  await tab.getByRole('link', { name: OTHER.name }).waitFor();
  await visit(tab, link);
  await tab.getByRole('alert').waitFor();
  await guest.close();
  await visit(page, '/settings/members');
  await page.getByRole('rowheader', { name: OTHER.name }).waitFor();
  await settled(page);
  expect(await axeProblems(page)).toEqual([]);
});

test('V17 each role sees its pages and its controls, and no others', async () => {
  expect(withoutControl()).toEqual([]);
  const client = app.served.client(await ownersJar());
  const jar = jarFor(app.served.url);
  await post(jar, `${app.served.url}/api/auth/sign-in/email`, OTHER);
  const { companies, policies } = await exampleContent();
  for (const { file, source } of policies) await client.policies.create({ file, source });
  const [first, second] = companies;
  const { id: company } = await client.companies.create({ document: { ...first } });
  // A result that is kept is shown at once: the controls are not about figures.
  await client.companies.assess({ company, years: 2_000, language: 'ja' });
  await client.variants.create({ company, name: '案', changes: [] });
  const { id: removed } = await client.companies.create({ document: { ...second } });
  await client.companies.remove({ company: removed, version: 1 });
  await client.invitations.create({ email: 'jiro@example.jp', role: 'legal', days: 7 });
  const { id: link } = await client.expertLinks.create({ label: '監査', companies: [company], days: 7 });
  await app.served.client(jar).push.subscribe({
    endpoint: 'https://8.8.8.8/never',
    keys: {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
  });
  const { id: incident } = await client.cases.open({ name: '誤送信' });
  await client.cases.playbooks.start({ case: incident, playbook: 'mis-sent-mail' });
  const { drill } = await client.drills.start({ scenario: 'ransomware', company });
  const { drill: held } = await client.drills.start({ scenario: 'ransomware', company });
  await client.drills.end({ drill: held });
  const { items, today } = await client.round.get({ company });
  const { item } = items.find(({ state }) => state !== 'done')!;
  await client.round.record({ company, item, on: today, people: ['山田'], content: '済み' });
  const { members } = await client.members.list();
  const user = members.find(({ email }) => email === OTHER.email)!.user;

  const context = await app.context();
  await countRequests(context);
  await context.addInitScript(
    (typed) => sessionStorage.setItem('sonae-answers', typed),
    JSON.stringify({ ...NOTHING_TYPED, industry: 'retail' }),
  );
  await context.addCookies(
    [...jar.cookies].map(([name, value]) => ({ name, value, url: app.served.url, sameSite: 'Lax' as const })),
  );
  const tab = await context.newPage();
  await visit(tab, '/account');
  for (const role of ROLES) {
    // Whoever is signed in follows a change of the role by itself.
    const told = tab.waitForResponse(async (answer) => {
      if (!answer.url().includes('/rpc/session/me')) return false;
      const { json } = (await answer.json()) as { json: { organisation: { role: string } | null } };
      return json.organisation?.role === role;
    });
    await client.members.setRole({ user, role });
    await told;
    const ids = {
      $company: company,
      $case: incident,
      $playbook: 'ransomware',
      $drill: drill,
      $held: held,
    };
    expect([role, await seen(tab, ids)]).toEqual([role, expected(role)]);
  }
  await client.expertLinks.revoke({ link });
  await context.close();
});

test('V18 a link for an expert shows what it is for and nothing more, and ends at once when it is revoked', async () => {
  await visit(page, '/settings/experts');
  await field('渡す相手').fill('けやき法律事務所');
  await page.getByRole('checkbox').first().check();
  await press('リンクを作る');
  const link = await page.locator('.once code').innerText();
  const outside = await app.context();
  const tab = await outside.newPage();
  await visit(tab, link);
  await tab.getByRole('heading', { name: 'けやき法律事務所' }).waitFor();
  expect(new URL(tab.url()).hash).toBe('');
  expect(await axeProblems(tab)).toEqual([]);
  await tab.locator('.shell-banner', { hasText: '読むだけのリンク' }).waitFor();
  await tab.getByRole('link', { name: '見積もり' }).last().click();
  await tab.waitForURL('**/estimate');
  await visit(tab, '/settings/members');
  expect(await tab.getByRole('heading', { name: 'このページを見る権限がありません' }).isVisible()).toBe(true);
  // Another tab is nobody.
  const stranger = await outside.newPage();
  await stranger.goto('/');
  await stranger.waitForURL('**/sign-in**');

  await press('止める');
  await page.getByRole('dialog').getByRole('button', { name: '止める' }).click();
  await page.getByText('止めました').first().waitFor();
  await tab.reload();
  await tab.waitForURL('**/sign-in**');
  await outside.close();
});

test('V55 a device that holds notices back is told so at the press of the button; a notice that arrives is shown', async () => {
  await visit(page, '/account');
  await press('この端末で通知を受け取る');
  await page.getByText('ブラウザーがこのサイトの通知を止めています').waitFor();
  expect(await axeProblems(page)).toEqual([]);
  // This browser has no place for notices: what its worker would show is kept aside.
  const worker = owner.serviceWorkers()[0] ?? (await owner.waitForEvent('serviceworker'));
  await worker.evaluate(() => {
    const here = globalThis as unknown as {
      shown: unknown[];
      registration: { showNotification(title: string, options: object): Promise<void> };
    };
    here.shown = [];
    here.registration.showNotification = async (title, options) =>
      void here.shown.push({ title, ...options });
  });
  const devtools = await owner.newCDPSession(page);
  const registration = new Promise<string>((found) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations.length > 0) found(registrations[0].registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  const notice = { title: '速報：期限まで1時間', body: '残り59分', tag: 'k', path: '/cases', lang: 'ja' };
  const registrationId = await registration;
  const deliver = (data: string) =>
    devtools.send('ServiceWorker.deliverPushMessage', { origin: app.localhost, registrationId, data });
  const { path, ...said } = notice;
  const shown = () => worker.evaluate(() => (globalThis as unknown as { shown: unknown[] }).shown);
  await deliver(JSON.stringify(notice));
  await expect.poll(shown, { timeout: 100_000 }).toMatchObject([{ ...said, data: { path } }]);
  // A browser takes the right away from whoever shows nothing, so what cannot be read is said in general words.
  await deliver('not JSON');
  await expect
    .poll(async () => (await shown())[1], { timeout: 100_000 })
    .toMatchObject({ title: 'Sonae 備え' });
  // Touched, it closes and opens its page in the tab that is there; an address of elsewhere is none.
  const touch = (data: unknown) =>
    worker.evaluate(async (given) => {
      const work: Promise<unknown>[] = [];
      const notification = { data: given, close: () => void work.push(Promise.resolve('closed')) };
      const waitUntil = (promise: Promise<unknown>) => void work.push(promise);
      globalThis.dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil }));
      return (await Promise.all(work))[0];
    }, data);
  expect(await touch({ path })).toBe('closed');
  await page.waitForURL('**/cases');
  await touch({ path: 'https://elsewhere.example/' });
  await page.waitForURL((url) => url.pathname === '/' && url.origin === app.localhost);
});

test('V53 V54 a link to a case opens this case alone, with nothing that writes; a run says what it waits for', async () => {
  const client = app.served.client(await ownersJar());
  const { id: mine } = await client.cases.open({ name: '見せる事案' });
  const { id: other } = await client.cases.open({ name: '見せない事案' });
  await client.cases.facts({ case: mine, facts: [{ key: 'recoveredUnseen', value: false }] });
  await client.cases.playbooks.start({ case: mine, playbook: 'mis-sent-mail' });
  const { link } = await client.expertLinks.create({ label: 'くすのき弁護士', cases: [mine], days: 7 });
  const outside = await app.context();
  const tab = await outside.newPage();
  await visit(tab, link);
  expect(await axeProblems(tab)).toEqual([]);
  await tab.getByRole('link', { name: '見せる事案' }).click();
  await tab.getByRole('button', { name: '控えを書き出す（zip）' }).waitFor();
  for (const name of ['弁護士・専門家を加える', '記録する', '終結する', '済んだ'])
    expect([name, await tab.getByRole('button', { name, exact: true }).count()]).toEqual([name, 0]);
  await visit(tab, '/cases');
  await tab.locator('.case-list').waitFor();
  expect(await tab.locator('main').innerText()).not.toContain('見せない');
  await visit(tab, `/cases/${mine}/playbooks`);
  await tab.locator('.run-step', { hasText: '待っています。' }).waitFor();
  expect(await tab.locator('.run-step').getByRole('button').count()).toBe(0);
  await tab.getByText('事案の事実から（1）').waitFor();
  await visit(tab, `/cases/${other}`);
  await tab.locator('main').getByText('見つかりません。').waitFor();
  await outside.close();
});

/** The session of the first page, for calls beside it. */
async function ownersJar() {
  const jar = jarFor(app.localhost);
  for (const { name, value } of await owner.cookies()) jar.cookies.set(name, value);
  return jar;
}
