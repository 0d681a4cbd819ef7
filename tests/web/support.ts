import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { type Served, serveTest } from '../../apps/server/src/testing/serve.ts';
import { buildStale, STEPS } from '../../scripts/build.mjs';
import { openBrowser } from '../support/browser.ts';

// One server and one browser a file; the app as it is built.

export const DESKTOP = { width: 1280, height: 800 };
export const NARROW = { width: 360, height: 740 };

/** Longer than anything takes on the busiest machine. */
const HUNG_MS = 120_000;

export type App = {
  readonly served: Served;
  readonly browser: Browser;
  /** What browsers complained about since it was last asked for: every line is a mistake. */
  complaints(): string[];
  /** A browser of its own, with nothing kept. `localhost` is the name passkeys belong to. */
  context(options?: { language?: 'ja' | 'en'; localhost?: boolean }): Promise<BrowserContext>;
  /** The address of the server under the name that contexts use. */
  readonly localhost: string;
  close(): Promise<void>;
};

/** Starts the app; `demo` as `npm start` shows it, else with accounts and nobody in it. */
export async function openApp(mode: 'demo' | 'accounts'): Promise<App> {
  await buildStale({ steps: STEPS.filter(({ name }) => name === 'web'), also: ['web'], log: () => {} });
  const [served, browser] = await Promise.all([
    serveTest({ env: mode === 'demo' ? { SONAE_DEMO: '1' } : {} }),
    openBrowser(),
  ]);
  const heard: string[] = [];
  const localhost = served.url.replace('127.0.0.1', 'localhost');
  return {
    served,
    browser,
    localhost,
    complaints: () => heard.splice(0),
    context: async ({ language = 'ja', localhost: named = false } = {}) => {
      const context = await browser.newContext({
        viewport: DESKTOP,
        baseURL: named ? localhost : served.url,
      });
      context.setDefaultTimeout(HUNG_MS);
      await context.addInitScript((chosen) => {
        if (chosen === 'en' && localStorage.getItem('sonae-language') === null)
          localStorage.setItem('sonae-language', '"en"');
      }, language);
      context.on('weberror', (error) => heard.push(String(error.error())));
      context.on('console', (message) => {
        if (message.type() === 'error' && !isExpected(message.text())) heard.push(message.text());
      });
      return context;
    },
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}

/** The browser itself says so of every refused request, and of every one without a network. */
const isExpected = (text: string) => /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION/.test(text);

/** The address of a page where nothing long is calculated: what is asked of every page is not about its figures. */
export const fewYears = (path: string) => (path.endsWith('/estimate') ? `${path}?years=20000` : path);

/** Goes to a page and waits until it shows its heading and nothing is on its way. */
export async function visit(page: Page, path: string): Promise<void> {
  const unanswered = new Set<string>();
  const asked = (request: Request) => void unanswered.add(request.url());
  const answered = (request: Request) => void unanswered.delete(request.url());
  page.on('request', asked).on('requestfinished', answered).on('requestfailed', answered);
  try {
    await page.goto(path);
    await page.waitForSelector('main h1');
    await settled(page);
  } catch (error) {
    const shown = await page.locator('body').innerText();
    throw new Error(`${path} shows “${shown}” and waits for ${[...unanswered].join(' ')}`, { cause: error });
  } finally {
    page.off('request', asked).off('requestfinished', answered).off('requestfailed', answered);
  }
}

/** Goes on to a page of the app that is open, as a link would: no start of the whole. */
export async function walk(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForSelector(`main[data-page="${path.split('?')[0]}"] h1`);
  await settled(page);
}

/** Nothing is loading on the page. Long calculations may go on. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.loading, .mantine-Loader-root') === null);
  await page.evaluate(() => document.fonts.ready.then(() => true));
}

const axeSource = readFileSync(
  createRequire(new URL('../../apps/web/package.json', import.meta.url)).resolve('axe-core/axe.min.js'),
  'utf8',
);
type Axe = {
  run(options: object): Promise<{
    violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
  }>;
};

/** What axe finds against WCAG 2.2 AA, one line each. */
export async function axeProblems(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')} ${failureSummary ?? ''}`,
      ),
    );
  });
}

/** What pushes a page sideways, if anything. */
export const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => !element.closest('.scroll') && element.getBoundingClientRect().right > clientWidth + 1,
    );
    return wide.map(
      (element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 20)}`,
    );
  });

/** Texts on the page that are Japanese, where the page is English, but for names and what is quoted. */
export function japaneseTexts(page: Page, names: readonly string[]): Promise<string[]> {
  return page.evaluate((known) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement as Element;
      const isData = parent.closest(
        '[lang=ja], .shell-brand, script, noscript, option, [data-own-words], h1, td, th[scope=row], .law a, .explanation',
      );
      const text = known.reduce((rest, name) => rest.replaceAll(name, ''), node.textContent ?? '');
      if (!isData && /[\u3001\u3002\u3040-\u30ff\u4e00-\u9fff\uff08\uff09\uff1a]/.test(text))
        found.push(text.trim().slice(0, 60));
    }
    return found;
  }, names);
}
