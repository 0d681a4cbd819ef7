export { pageStyleSheet } from './assets.ts';
export * from './charts/index.ts';
export { type FontFile, fontFile, fontFileNames } from './fonts/slices.ts';
export * from './format.ts';
export { escapeHtml, html, Markup, type Value } from './html/markup.ts';
export {
  type FontMode,
  htmlPage,
  onePageHtml,
  type PageInput,
  type PageOptions,
  pageBody,
} from './html/page.ts';
export { type PageParts, pageParts } from './html/page-parts.ts';
export { onePagePdf } from './pdf/one-page-pdf.ts';
export { type Summary, type SummaryOptions, summaryOf } from './summary/summary.ts';
export { pageTitle } from './words/words.ts';
