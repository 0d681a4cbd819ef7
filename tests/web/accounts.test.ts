import { createHmac } from 'node:crypto';
import { GRANTS, type Permission, ROLES, type Role } from '@sonae/operations/access';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exampleContent } from '../../apps/server/src/examples.ts';
import { jarFor, post } from '../../apps/server/src/testing/serve.ts';
import { PAGES } from '../../apps/web/src/routes.tsx';
import { type App, axeProblems, fewYears, openApp, settled, visit } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

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

/** Moves inside the app, as a click does. */
async function go(tab: Page, path: string) {
  await tab.evaluate((address) => {
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await tab.waitForSelector(`main[data-page="${path.split('?')[0]}"] h1`);
  await settled(tab);
}

/** What stands on which page for whom. A control that somebody may not use is not there. */
const CONTROLS: readonly (readonly [path: string, control: string, needs: Permission])[] = [
  ['/settings', '保存する', 'settings.write'],
  ['/settings/companies', '取り込む（Excel・YAML）', 'company.write'],
  ['/settings/companies', '消す', 'company.remove'],
  ['/settings/companies', '完全に消す', 'company.purge'],
  ['/settings/members', '招待する', 'member.write'],
  ['/settings/members', '外す', 'member.write'],
  ['/settings/experts', 'リンクを作る', 'expert-link.write'],
];
const SETTINGS: readonly (readonly [part: string, needs: Permission])[] = [
  ['companies', 'company.read'],
  ['members', 'member.read'],
  ['experts', 'expert-link.read'],
  ['audit', 'audit.read'],
  ['backup', 'settings.write'],
];

test('V17 each role sees its pages and its controls, and no others', async () => {
  const client = app.served.client(await ownersJar());
  const jar = jarFor(app.served.url);
  await post(jar, `${app.served.url}/api/auth/sign-in/email`, OTHER);
  const { companies, policies } = await exampleContent();
  for (const { file, source } of policies) await client.policies.create({ file, source });
  const [first, second] = companies;
  const { id: company } = await client.companies.create({ document: { ...first } });
  const { id: removed } = await client.companies.create({ document: { ...second } });
  await client.companies.remove({ company: removed, version: 1 });
  const { id: incident } = await client.cases.open({ name: '誤送信' });
  const { members } = await client.members.list();
  const user = members.find(({ email }) => email === OTHER.email)!.user;

  const context = await app.context();
  await context.addCookies(
    [...jar.cookies].map(([name, value]) => ({ name, value, url: app.served.url, sameSite: 'Lax' as const })),
  );
  const tab = await context.newPage();
  const isForbidden = () =>
    tab.getByRole('heading', { name: 'このページを見る権限がありません' }).isVisible();
  for (const role of ROLES) {
    await client.members.setRole({ user, role });
    await visit(tab, '/');
    const mayDo = (needs: string) =>
      ['anyone', 'person', 'member'].includes(needs) || GRANTS[role as Role].includes(needs as Permission);
    const seen: unknown[] = [];
    const wanted: unknown[] = [];
    for (const { path, needs } of PAGES.filter((entry) => !entry.path.includes('$part'))) {
      await go(
        tab,
        fewYears(path)
          .replace('$company', company)
          .replace('$case', incident)
          .replace('$playbook', 'ransomware'),
      );
      seen.push([role, path, await isForbidden()]);
      wanted.push([role, path, !mayDo(needs)]);
    }
    for (const [part, needs] of SETTINGS) {
      await go(tab, `/settings/${part}`);
      seen.push([role, part, await isForbidden()]);
      wanted.push([role, part, !mayDo(needs)]);
      const shown = await tab.getByRole('link', { name: '一緒に使う人' }).count();
      if (part === 'companies') expect([role, shown]).toEqual([role, Number(mayDo('member.read'))]);
      for (const [, control, permission] of CONTROLS.filter(([at]) => at === `/settings/${part}`)) {
        if (!mayDo(needs)) continue;
        if (mayDo(permission))
          await tab.getByRole('button', { name: control, exact: true }).first().waitFor();
        seen.push([
          role,
          control,
          (await tab.getByRole('button', { name: control, exact: true }).count()) > 0,
        ]);
        wanted.push([role, control, mayDo(permission)]);
      }
    }
    await go(tab, '/settings');
    await tab.getByRole('textbox', { name: '組織の名前', exact: true }).waitFor();
    seen.push([role, '保存する', (await tab.getByRole('button', { name: '保存する' }).count()) > 0]);
    wanted.push([role, '保存する', mayDo('settings.write')]);
    expect(seen).toEqual(wanted);
  }
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
  await page.getByText('止めました').waitFor();
  await tab.reload();
  await tab.waitForURL('**/sign-in**');
  await outside.close();
});

/** The session of the first page, for calls beside it. */
async function ownersJar() {
  const jar = jarFor(app.localhost);
  for (const { name, value } of await owner.cookies()) jar.cookies.set(name, value);
  return jar;
}
