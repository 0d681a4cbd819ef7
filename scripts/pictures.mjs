// Makes the pictures of the README anew: home, estimate and a case of the app, the page without scripts on a desktop and on a
// phone, and the one page as PDF, of the example retailer. Run by hand; needs a Chromium (tests/support/browser.ts) and pdftoppm
// (poppler-utils).
//
//   node_modules/.bin/node scripts/pictures.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { disk } from '../apps/cli/src/disk.ts';
import { listen } from '../apps/server/src/index.ts';
import { onePagePdf } from '../packages/documents/src/index.ts';
import { createClient } from '../packages/operations/src/client.ts';
import { assessCompany } from '../packages/operations/src/index.ts';
import { openBrowser } from '../tests/support/browser.ts';
import { startNode } from '../tests/support/process.ts';

const ROOT = path.join(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'docs/images');
const COMPANY = 'examples/companies/retailer.yaml';
const LANGUAGE = 'ja';
const OPTIONS = { years: 100_000, seed: 42, returnPeriod: 100, threads: 2, language: LANGUAGE };
/** Heights end between two rows of cards; a README shows the top of a page, not all of it. */
const DESKTOP = { width: 1280, height: 1420 };
/** The app: pages, and what stands there when they are drawn. */
const APP_SIZE = { width: 1280, height: 1010 };
const APP = {
  'app-home.png': { at: '/', ready: '.law li' },
  'app-estimate.png': {
    at: `/c/$company/estimate?years=${OPTIONS.years}`,
    ready: '.estimate[data-phase=ready]',
  },
  'app-case.png': { at: '/cases/$case', ready: '.clock' },
};
const PHONE = { width: 390, height: 844 };
const PDF_DPI = 96;
/** What a README may ask of a slow line, in bytes. */
const MOST = 300_000;

process.chdir(ROOT);
const { assessment, issues } = await assessCompany(disk, COMPANY, {
  ...OPTIONS,
  command: `sonae assess ${COMPANY} --years ${OPTIONS.years} --seed ${OPTIONS.seed}`,
});
if (!assessment) throw new Error(JSON.stringify(issues, undefined, 1));

mkdirSync(OUT, { recursive: true });
await appImages();
await pageImages();
await pdfImage();
for (const name of [...Object.keys(APP), 'page-desktop.png', 'page-phone.png', 'one-page.png']) {
  const { size } = statSync(path.join(OUT, name));
  console.log(`docs/images/${name} ${Math.round(size / 1000)} kB`);
  if (size > MOST) throw new Error(`docs/images/${name} is larger than ${MOST} bytes`);
}

/** Pages of the app, in the demonstration, with a case that has just been opened. */
async function appImages() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-pictures-'));
  const server = startNode([path.join(ROOT, 'apps/cli/bin/sonae.mjs'), 'serve'], {
    env: { SONAE_DATA: folder, SONAE_PORT: '0', SONAE_DEMO: '1' },
  });
  let printed = '';
  server.child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const browser = await openBrowser();
  try {
    await server.printed('ready ');
    const url = /ready (\S+)/.exec(printed)[1];
    const client = createClient({ url });
    const { companies } = await client.companies.list();
    const { id: company } = companies.find(({ name }) => name === assessment.company.name);
    await client.companies.assess({ company, years: OPTIONS.years, language: LANGUAGE });
    const opened = await client.cases.open({ name: '会員情報の流出の疑い', company, learnedAt: new Date() });
    await client.cases.facts({ case: opened.id, facts: [{ key: 'kind', value: 'intrusion' }] });
    const context = await browser.newContext({ viewport: APP_SIZE });
    await context.addInitScript((id) => localStorage.setItem('sonae-company', JSON.stringify(id)), company);
    const tab = await context.newPage();
    for (const [name, { at, ready }] of Object.entries(APP)) {
      await tab.goto(url + at.replace('$company', company).replace('$case', opened.id));
      await tab.locator(ready).first().waitFor({ timeout: 120_000 });
      await tab.waitForFunction(() => document.querySelector('.loading') === null);
      await tab.evaluate(() => document.fonts.ready);
      await tab.screenshot({ path: path.join(OUT, name) });
    }
  } finally {
    await browser.close();
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pageImages() {
  const server = await listen({
    port: 0,
    example: async () => assessment,
    assess: async () => ({ issues: [] }),
  });
  const browser = await openBrowser();
  try {
    for (const [name, viewport, at] of [
      ['page-desktop.png', DESKTOP, ''],
      ['page-phone.png', PHONE, '#example'],
    ]) {
      const tab = await browser.newPage({ viewport, deviceScaleFactor: viewport === PHONE ? 2 : 1 });
      await tab.goto(`${server.url}/?lang=${LANGUAGE}${at}`);
      await tab.evaluate(() => document.fonts.ready);
      await tab.screenshot({ path: path.join(OUT, name) });
      await tab.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function pdfImage() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-pictures-'));
  try {
    const pdf = path.join(folder, 'one-page.pdf');
    writeFileSync(pdf, await onePagePdf(assessment, { language: LANGUAGE }));
    const args = ['-png', '-singlefile', '-r', String(PDF_DPI), pdf, path.join(OUT, 'one-page')];
    const { status, error, stderr } = spawnSync('pdftoppm', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`pdftoppm (poppler-utils): ${error?.message ?? stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
