import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createClient, type SonaeClient } from '@sonae/operations/client';
import type { Page } from 'playwright-core';
import { startNode } from './process.ts';

/** The app with its server and database, in demonstration mode and with data of its own. */
export interface WebApp {
  readonly url: string;
  readonly api: SonaeClient;
  /** The id of the company whose name holds this. */
  readonly company: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const BIN = path.join(import.meta.dirname, '../../apps/cli/bin/sonae.mjs');

/** Starts the app on a free port. Whoever starts it stops it. */
export async function startWebApp(): Promise<WebApp> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'sonae-web-'));
  const env = { SONAE_DATA: data, SONAE_PORT: '0', SONAE_DEMO: '1', SONAE_LOG: 'error' };
  const running = startNode([BIN, 'serve'], { env });
  let stdout = '';
  running.child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  await running.printed('ready http');
  const url = /ready (http:\/\/\S+)/.exec(stdout)?.[1] ?? '';
  const api = createClient({ url });
  return {
    url,
    api,
    company: async (name) => {
      const { companies } = await api.companies.list();
      const found = companies.find((one) => one.name.includes(name));
      if (!found) throw new Error(`no company ${name}`);
      return found.id;
    },
    stop: async () => {
      running.child.kill('SIGTERM');
      await running.ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What axe finds on a page against WCAG 2.2 AA: one line each. */
export async function axeProblems(page: Page): Promise<string[]> {
  // As an expression of the inspector: the policy of the page allows no other script.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Found = { id: string; nodes: { target: string[]; failureSummary?: string }[] };
    const { axe: runner } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Found[] }> };
    };
    const { violations } = await runner.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // The dialogs of our library have a <header>, which a dialog does not make a banner of the page.
      rules: { 'landmark-no-duplicate-banner': { enabled: false }, 'landmark-unique': { enabled: false } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  });
}

/** Whether a page scrolls sideways, and by how much. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
