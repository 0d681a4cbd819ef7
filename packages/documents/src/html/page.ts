import type { Assessment } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { pageStyleSheet } from '../assets.ts';
import { base64 } from '../fonts/base64.ts';
import { embeddedFonts } from '../fonts/embed.ts';
import { FONT_STYLES } from '../fonts/slices.ts';
import type { SummaryOptions } from '../summary/summary.ts';
import { wordsIn } from '../words/words.ts';
import { html, Markup } from './markup.ts';
import { type PageParts, pageParts } from './page-parts.ts';

/** Fonts within the page (a file to send), or at `/fonts/` (a page of the server). */
export type FontMode = 'embed' | 'link';

export type PageOptions = SummaryOptions & { readonly fonts: FontMode };

/**
 * The one page as one HTML file: it asks for nothing outside (`link`: for fonts of its own server), runs no script, and
 * opens by `<details>` only. Equal input gives equal bytes.
 */
export async function onePageHtml(assessment: Assessment, options: PageOptions): Promise<string> {
  const { language, fonts } = options;
  const parts = await pageParts(assessment, options);
  const { title, colon } = wordsIn(language);
  return htmlPage({
    language,
    title: `${title}${colon}${parts.summary.company}`,
    body: pageBody(parts),
    fonts,
  });
}

/** The sections in their order. */
export function pageBody(parts: PageParts): Markup {
  return html`${parts.masthead}
<main>${parts.headlines}
${parts.curves}
${parts.waterfall}
${parts.heads}
<div class="sn-stack">${parts.payers}
${parts.kept}</div>
${parts.sureness}
${parts.question}
${parts.sources}
${parts.notes}</main>
<footer>${parts.command}</footer>`;
}

export type PageInput = {
  readonly language: Language;
  readonly title: string;
  readonly body: Markup;
  readonly fonts: FontMode;
};

/** A whole page around a body, with the styles and fonts of the documents and a policy that allows nothing else. */
export async function htmlPage({ language, title, body, fonts }: PageInput): Promise<string> {
  const embedded = fonts === 'embed';
  const styles = [...(embedded ? [await embeddedFonts(body.toString())] : []), await pageStyleSheet()];
  const hashes = await Promise.all(styles.map(hashSource));
  const policy = [
    "default-src 'none'",
    `style-src ${embedded ? '' : "'self' "}${hashes.join(' ')}`,
    `font-src ${embedded ? 'data:' : "'self'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const sheets = styles.map((style) => html`<style>${new Markup(style)}</style>\n`);
  const link = embedded ? '' : html`<link rel="stylesheet" href="/fonts/${FONT_STYLES}">\n`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title}</title>
${link}${sheets}</head>
<body class="sn-page">
${body}
</body>
</html>
`.toString();
}

/** A style element as a content security policy names it. */
async function hashSource(style: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
  return `'sha256-${base64(new Uint8Array(digest))}'`;
}
