import type { Language } from '@sonae/core';
import { html, Markup, pageTitle } from '@sonae/documents';
import { FORM_ID } from './form.ts';
import { WORDS } from './words.ts';

export type Shell = {
  readonly language: Language;
  readonly title?: string;
  /** Address of the style sheet. */
  readonly style: string;
  /** How the other language is reached: by address, or by sending the form again. */
  readonly other: 'link' | 'form';
};

/** Everything up to the body's own content: it can be sent before the content is known. */
export function shellStart({ language, title, style, other }: Shell): Markup {
  const words = WORDS[language];
  const { title: heading, subtitle } = pageTitle(language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title === undefined ? heading : title} – ${words.brand}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/fonts/biz-udpgothic.css">
<link rel="stylesheet" href="${style}">
</head>
<body class="sn-page">
<header class="sn-masthead sv-masthead"><div class="sv-bar"><p class="sv-brand"><a href="/?lang=${language}">${MARK}<span>${words.brand}</span></a></p><p class="sv-ways"><a href="/?lang=${language}#example">${words.toExample}</a> ${otherLanguage(language, other)}</p></div>
<h1>${heading}</h1><p>${subtitle}</p></header>
`;
}

export const SHELL_END = html`
</body>
</html>
`;

function otherLanguage(language: Language, way: Shell['other']): Markup {
  const { language: other, name } = WORDS[language].other;
  // The form goes with the button, so no answer is lost.
  return way === 'form'
    ? html`<button class="sv-link" form="${FORM_ID}" formaction="/check?lang=${other}" lang="${other}">${name}</button>`
    : html`<a href="/?lang=${other}" hreflang="${other}" lang="${other}">${name}</a>`;
}

/** The waterfall in small: all of it, what is taken off, what stays. */
export const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" aria-hidden="true"><path fill="#8a2b36" d="M1 2h4v12H1z"/>' +
  '<path fill="#5e8794" d="M6 2h4v7H6z"/><path fill="#17545c" d="M11 9h4v5h-4z"/></svg>';
const MARK = new Markup(FAVICON);
