// How long the one page takes as PDF and as HTML: the first of a process, which loads Typst, ECharts and the fonts, and the
// ones after it.
import { readFileSync } from 'node:fs';
import { onePageHtml, onePagePdf } from '@sonae/documents';
import { median } from './support/measured-child.mjs';

export const about = 'the one page as PDF and as HTML: first of a process, later ones, bytes';

const LATER = 10;
const ASSESSMENT = new URL('../packages/documents/src/testing/retailer.json', import.meta.url);

export async function run({ note }) {
  const assessment = JSON.parse(readFileSync(ASSESSMENT, 'utf8'));
  const figures = [];
  const kinds = {
    PDF: (language) => onePagePdf(assessment, { language }),
    HTML: (language) => onePageHtml(assessment, { language, fonts: 'embed' }),
  };
  for (const [kind, make] of Object.entries(kinds)) {
    const first = await timed(() => make('ja'));
    const later = [];
    for (let i = 0; i < LATER; i++) later.push((await timed(() => make(i % 2 ? 'en' : 'ja'))).ms);
    const add = (name, ms) => {
      figures.push({ name, ms: Math.round(ms) });
      note(`${name.padEnd(16)} ${Math.round(ms)} ms`);
    };
    add(`${kind}, first`, first.ms);
    add(`${kind}, later`, median(later));
    figures.push({ name: `${kind}, bytes`, bytes: Buffer.byteLength(first.value) });
  }
  return { later: LATER, figures, peakMB: Math.round(process.resourceUsage().maxRSS / 1024) };
}

async function timed(work) {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}
