// Longer than a file should be: one table, what stands on which page for whom, that is read from the top.

import { GRANTS, type Permission, type Role } from '@sonae/operations/access';
import { operations } from '@sonae/operations/catalogue';
import type { BrowserContext, Page } from 'playwright-core';
import { PAGES } from '../../apps/web/src/routes.tsx';
import { fewYears } from './support.ts';

// What stands on which page for whom: one table, and one walk through the app that reads the pages as they are drawn.

/** A control that changes something, and the operations that stand behind it. */
type Control = { readonly name: RegExp; readonly operations: readonly string[] };
/** A state of a page. */
type Stop = {
  readonly path: string;
  /** Whom the page is for. */
  readonly needs: string;
  /** Is there when the page is drawn for anybody who may see it: only then does an absent control say something. */
  readonly ready?: string;
  /** Is pressed once it is ready, and what is to be there then. */
  readonly press?: readonly [selector: string, ready: string];
  readonly controls?: readonly Control[];
};

const change = (name: RegExp, ...operations: string[]): Control => ({ name, operations });

/** Pages whose controls are looked at; the addresses name the company and the case of the test. */
const WITH_CONTROLS: readonly Stop[] = [
  {
    path: '/',
    needs: 'member',
    ready: '#deadlines',
    controls: [change(/^台帳で答える$/, 'companies.put')],
  },
  {
    path: '/cases',
    needs: 'case.read',
    ready: '.case-list',
    controls: [change(/^事故かもしれない$/, 'cases.open')],
  },
  {
    path: '/cases/$case',
    needs: 'case.read',
    ready: '.questions li',
    controls: [
      change(/^終結する$/, 'cases.record'),
      change(/^済んだ$/, 'cases.record'),
      change(/^記録する$/, 'cases.record'),
      change(/^はい$/, 'cases.facts'),
      change(/^写真を撮る・選ぶ/, 'cases.photo'),
      change(/^控えを書き出す/, 'cases.bundle'),
      change(/^弁護士・専門家を加える$/, 'cases.record'),
    ],
  },
  {
    path: '/cases/$case/playbooks',
    needs: 'case.read',
    ready: '.cards .card',
    controls: [
      change(/^始める$/, 'cases.playbooks.start'),
      change(/^中断する$/, 'cases.playbooks.step'),
      change(/^(済んだ|できなかった|答える)$/, 'cases.playbooks.step'),
    ],
  },
  {
    path: '/drills',
    needs: 'case.read',
    ready: '.scenarios li',
    controls: [change(/^始める/, 'drills.start')],
  },
  {
    path: '/drills/$drill',
    needs: 'case.read',
    ready: '.drill-news li',
    controls: [
      change(/^入れる$/, 'drills.act'),
      change(/まで進める$/, 'drills.jump'),
      change(/^中断する$/, 'drills.pause'),
      change(/^終えて採点する$/, 'drills.end'),
      change(/^やめる$/, 'drills.abandon'),
    ],
  },
  {
    path: '/drills/$held',
    needs: 'case.read',
    ready: '.drill-lessons li',
    controls: [change(/^隔離の手順/, 'drills.lesson'), change(/^同じ筋書きをもう一度$/, 'drills.start')],
  },
  {
    path: '/c/$company/round',
    needs: 'company.read',
    ready: '.round-record',
    controls: [change(/^済んだと記録する/, 'round.record'), change(/^記録を取り下げる$/, 'round.withdraw')],
  },
  {
    path: '/c/$company/estimate',
    needs: 'assessment.read',
    ready: '.estimate [data-variant="案"]',
    controls: [
      change(/^この見積もりを残す$/, 'companies.assess'),
      change(/^1枚もの（PDF）$/, 'companies.assess'),
      change(/^案として残す$/, 'variants.create'),
      change(/^案の名前$/, 'variants.create'),
      change(/^消す$/, 'variants.remove'),
      change(/^許容額を決める$/, 'companies.put'),
      change(/^台帳で答える$/, 'companies.put'),
    ],
  },
  {
    path: '/c/$company/register?table=assets',
    needs: 'company.read',
    ready: '.table-editor [role=grid], .table-editor table',
    controls: [
      change(/元に戻す/, 'companies.put'),
      change(/やり直す/, 'companies.put'),
      change(/^取り込む$/, 'companies.preview', 'companies.put'),
      change(/行を加える$/, 'companies.put'),
      change(/の行を消す$/, 'companies.put'),
    ],
  },
  {
    path: '/insurance',
    needs: 'policy.read',
    ready: '.policies button',
    press: ['.policies button', '.policy-source textarea'],
    controls: [
      change(/^証券を加える$/, 'policies.create'),
      change(/^保存する$/, 'policies.put'),
      change(/^証券を消す$/, 'policies.remove'),
    ],
  },
  {
    path: '/c/$company/contracts',
    needs: 'company.read',
    ready: '.contracts-table, .cards table',
    controls: [change(/^台帳で書き換える$/, 'companies.put')],
  },
  {
    path: '/c/$company/controls',
    needs: 'company.read',
    ready: '.counts',
    controls: [change(/^台帳で書き換える$/, 'companies.put')],
  },
  {
    path: '/questions',
    needs: 'member',
    ready: '.result',
    controls: [change(/^会社を作る$/, 'companies.create')],
  },
  {
    path: '/settings',
    needs: 'member',
    ready: '.settings form, .settings input',
    controls: [change(/^保存する$/, 'settings.put')],
  },
  {
    path: '/settings/companies',
    needs: 'company.read',
    ready: '.settings table',
    controls: [
      change(/^取り込む（Excel・YAML）$/, 'companies.create'),
      change(/^消す$/, 'companies.remove'),
      change(/^戻す$/, 'companies.restore'),
      change(/^完全に消す$/, 'companies.purge'),
    ],
  },
  {
    path: '/settings/members',
    needs: 'member.read',
    ready: '.settings table',
    controls: [
      change(/^招待する$/, 'invitations.create'),
      change(/^取り消す$/, 'invitations.cancel'),
      change(/^外す$/, 'members.remove'),
      change(/の役割$/, 'members.setRole'),
    ],
  },
  {
    path: '/settings/experts',
    needs: 'expert-link.read',
    ready: '.settings table',
    controls: [change(/^リンクを作る$/, 'expertLinks.create'), change(/^止める$/, 'expertLinks.revoke')],
  },
  {
    path: '/account',
    needs: 'person',
    ready: '.card table',
    controls: [
      change(/^この端末で通知を受け取る$/, 'push.subscribe'),
      change(/^通知を止める$/, 'push.unsubscribe'),
    ],
  },
  { path: '/settings/audit', needs: 'audit.read' },
  { path: '/settings/backup', needs: 'settings.write' },
];

const pathOf = (address: string) => address.split('?')[0];

/** Every page, with its controls where it has any. */
const STOPS: readonly Stop[] = [
  ...WITH_CONTROLS,
  ...PAGES.filter(
    ({ path }) => !path.includes('$part') && !WITH_CONTROLS.some((stop) => pathOf(stop.path) === path),
  ).map(({ path, needs }) => ({ path, needs })),
];

/** Whom an operation is for, as it states itself. */
const NEEDS = new Map(operations().map(({ id, needs }) => [id, needs]));

const mayDo = (role: Role, needs: string): boolean =>
  ['anyone', 'person', 'member'].includes(needs) || GRANTS[role].includes(needs as Permission);

/** Operations that change something, that a screen says it has and a permission guards, without a control in the table. */
export function withoutControl(): readonly string[] {
  const named = new Set(
    WITH_CONTROLS.flatMap(({ controls = [] }) => controls.flatMap((one) => one.operations)),
  );
  return operations()
    .filter(({ action, faces, needs }) => action === 'change' && typeof faces.screen === 'string' && needs)
    .filter(({ needs }) => !['anyone', 'person', 'member'].includes(needs))
    .map(({ id }) => id)
    .filter((id) => !named.has(id));
}

/** One line for each page and control: whether the role sees it. */
export type Seen = readonly string[];
const line = (path: string, what: string, isThere: boolean) => `${path} ${what}: ${isThere ? 'yes' : 'no'}`;

/** What a role is to see. */
export function expected(role: Role): Seen {
  return STOPS.flatMap(({ path, needs, controls = [] }) => {
    const isOpen = mayDo(role, needs);
    return [
      line(path, 'page', isOpen),
      ...controls.map(({ name, operations: behind }) =>
        line(path, String(name), isOpen && behind.every((id) => mayDo(role, NEEDS.get(id)!))),
      ),
    ];
  });
}

/** Counts the requests of a page that are on their way, for `seen`. */
export const countRequests = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const counted = globalThis as { onTheirWay?: number };
    const ask = fetch;
    counted.onTheirWay = 0;
    globalThis.fetch = (...request) => {
      counted.onTheirWay = (counted.onTheirWay ?? 0) + 1;
      return ask(...request).finally(() => {
        counted.onTheirWay = (counted.onTheirWay ?? 0) - 1;
      });
    };
  });

/** What the role sees: the app is walked through inside the page, as clicks would, without waiting for the test in between. */
export async function seen(tab: Page, ids: { readonly [place: string]: string }): Promise<Seen> {
  const addresses = STOPS.map(({ path }) =>
    Object.entries(ids).reduce((address, [place, id]) => address.replace(place, id), fewYears(path)),
  );
  const stops = STOPS.map(({ ready, press }, i) => ({ address: addresses[i], ready, press }));
  const pages = await tab.evaluate(async (all) => {
    const FORBIDDEN = 'このページを見る権限がありません';
    const WAIT_MS = 120_000;
    const until = async (what: string, isSo: () => boolean) => {
      const latest = performance.now() + WAIT_MS;
      while (!isSo()) {
        if (performance.now() > latest) throw new Error(`${location.pathname}: no ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 8));
      }
    };
    const has = (selector: string) => document.querySelector(selector) !== null;
    const nameOf = (element: HTMLElement) => {
      const label = (element as HTMLInputElement).labels?.[0]?.textContent;
      return (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '').trim();
    };
    const found: { readonly isForbidden: boolean; readonly names: readonly string[] }[] = [];
    for (const { address, ready, press } of all) {
      history.pushState({}, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
      const main = `main[data-page="${address.split('?')[0]}"]`;
      await until('heading', () => has(`${main} h1`) && !has('.loading'));
      const isForbidden = document.querySelector(`${main} h1`)?.textContent === FORBIDDEN;
      if (!isForbidden && ready) await until(ready, () => has(ready) && !has('.loading'));
      if (!isForbidden && press) {
        document.querySelector<HTMLElement>(press[0])?.click();
        await until(press[1], () => has(press[1]));
      }
      // What is asked of the server has come, and was drawn.
      await until('end of requests', () => (globalThis as { onTheirWay?: number }).onTheirWay === 0);
      await new Promise((resolve) => setTimeout(resolve, 30));
      const controls = document.querySelectorAll<HTMLElement>(
        'main :is(a, button, input, select, textarea), [role=dialog] :is(button, textarea)',
      );
      const names = [...controls].filter((one) => one.checkVisibility()).map(nameOf);
      found.push({ isForbidden, names });
    }
    return found;
  }, stops);
  return STOPS.flatMap(({ path, controls = [] }, i) => [
    line(path, 'page', !pages[i].isForbidden),
    ...controls.map(({ name }) =>
      line(
        path,
        String(name),
        pages[i].names.some((text) => name.test(text)),
      ),
    ),
  ]);
}
