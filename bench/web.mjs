// The estimate as a person has it: a server with the demonstration, headless Chromium, a mouse that drags sliders over one
// million years. Frames are those the page painted while the mouse moved; beside them, how long a position took to its figures.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../tests/support/browser.ts';
import { startNode } from '../tests/support/process.ts';

export const about = 'the estimate in headless Chromium: first paint, one million years, dragging sliders';

const SONAE = fileURLToPath(new URL('../apps/cli/bin/sonae.mjs', import.meta.url));
const COMPANIES = { あさひ電商: 'retailer', ひかりシステム: 'it-vendor' };
const PAINTS = 5;
/** A drag goes to one end and back to the other, a step of the mouse each 8 ms as mice report. */
const STEPS = 240;
const STEP_MS = 8;
const WAIT_MS = 300_000;

export async function run({ note }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sonae-bench-web-'));
  const server = startNode([SONAE, 'serve'], {
    env: { SONAE_DATA: folder, SONAE_PORT: '0', SONAE_DEMO: '1' },
  });
  let printed = '';
  server.child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  await server.printed('ready ');
  const base = /ready (\S+)/.exec(printed)[1];
  const browser = await openBrowser();
  const figures = [];
  const record = (name, ms, more = {}) => {
    figures.push({ name, ms: round(ms), ...more });
    note(`${name.padEnd(64)} ${String(round(ms)).padStart(8)} ms`);
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    record('first contentful paint, home', await paint(page, base), { goal: 1000 });
    const { companies } = await (await fetch(`${base}/api/companies`)).json();
    for (const [part, name] of Object.entries(COMPANIES)) {
      const { id } = companies.find((company) => company.name.includes(part));
      const at = `${base}/c/${id}/estimate`;
      record(`first contentful paint, estimate of ${name}`, await paint(page, at), { goal: 1000 });
      const started = performance.now();
      await page.goto(at);
      await ready(page);
      record(`one million years of ${name}, from opening the page`, performance.now() - started);
      const paths = await page
        .locator('#levers > .lever-group:first-of-type [data-lever]')
        .evaluateAll((rows) => rows.map((row) => row.dataset.lever));
      for (const lever of paths) {
        const { frames, answers, worker } = await drag(page, lever);
        const label = lever.replace(/^policies\.[^.]+\./, '');
        record(`${name} ${label}: frame p95`, at95(frames), {
          goal: 20,
          p50: round(at50(frames)),
          most: round(Math.max(...frames)),
          frames: frames.length,
        });
        record(`${name} ${label}: position to figures p95`, at95(answers), {
          p50: round(at50(answers)),
          answers: answers.length,
          workerP95: round(at95(worker)),
        });
        await ready(page);
      }
    }
    return { figures };
  } finally {
    await browser.close();
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

const ready = (page) => page.locator('.estimate[data-phase="ready"]').waitFor({ timeout: WAIT_MS });

/** Median first contentful paint of a page that was opened before. */
async function paint(page, at) {
  const times = [];
  for (let i = 0; i <= PAINTS; i++) {
    await page.goto(at);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    times.push(
      await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime),
    );
  }
  return at50(times.slice(1));
}

/** Drags one slider to its ends and tells the frames meanwhile, in milliseconds. */
async function drag(page, lever) {
  const slider = page.locator(`[data-lever="${lever}"] input`);
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await slider.boundingBox();
  const at = await slider.evaluate((input) => (input.valueAsNumber - input.min) / (input.max - input.min));
  await page.mouse.move(x + 8 + (width - 16) * at, y + height / 2);
  await page.evaluate(() => performance.clearMeasures());
  await page.mouse.down();
  // The years of the lever are looked out when it is taken hold of.
  await page.mouse.move(x + width / 2 + (at > 0.4 ? -40 : 40), y + height / 2);
  await page
    .waitForFunction(() => document.querySelector('.estimate').dataset.phase === 'moving')
    .catch(() => {});
  await page.evaluate(() => {
    performance.clearMeasures();
    globalThis.frames_ = [];
    let last = performance.now();
    const frame = (now) => {
      globalThis.frames_?.push(now - last);
      last = now;
      if (globalThis.frames_) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  for (let i = 1; i <= STEPS; i++) {
    const share = 0.5 + 0.5 * Math.sin((i / STEPS) * 2 * Math.PI);
    await page.mouse.move(x + 8 + (width - 16) * share, y + height / 2);
    await page.waitForTimeout(STEP_MS);
  }
  const found = await page.evaluate(() => {
    const frames = globalThis.frames_;
    globalThis.frames_ = undefined;
    const measures = performance.getEntriesByName('sonae-lever');
    return {
      frames: frames.slice(1),
      answers: measures.map(({ duration }) => duration),
      worker: measures.map(({ detail }) => detail),
    };
  });
  await page.mouse.up();
  return found;
}

const quantile = (values, p) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? 0;
const at50 = (values) => quantile(values, 0.5);
const at95 = (values) => quantile(values, 0.95);
const round = (ms) => Number(ms.toFixed(1));
