import { readFileSync } from 'node:fs';
import type { Issue, Language } from '@sonae/core';
import { html, htmlPage, type Markup, pageBody, pageParts } from '@sonae/documents';
import type { Assessment } from '@sonae/operations';
import { type FormValues, questionForm } from './form.ts';

const STYLE = readFileSync(new URL('./style.css', import.meta.url), 'utf8');

export type PageContent = {
  readonly language: Language;
  readonly values: FormValues;
  readonly issues: readonly Issue[];
  /** The result below the form: the example company, or what the answers gave. */
  readonly assessment: Assessment | undefined;
  readonly isExample: boolean;
};

/** The one page of the server: the five questions, and under them a finished result. */
export async function page({
  language,
  values,
  issues,
  assessment,
  isExample,
}: PageContent): Promise<string> {
  const t = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const other =
    language === 'ja'
      ? html`<a href="/?lang=en" hreflang="en" lang="en">English</a>`
      : html`<a href="/?lang=ja" hreflang="ja" lang="ja">日本語</a>`;
  const form = html`<div class="sv-above">${questionForm(values, issues, language)}</div>`;
  const label = isExample
    ? html`<p class="sv-above">${t('下は例の会社（架空）の結果です。', 'Below: the result of an example company (fictional).')}</p>`
    : '';
  const result: Markup | string = assessment
    ? pageBody(await pageParts(assessment, { language }))
    : html`<main></main>`;
  // A fresh result comes first, the form to change the answers after it.
  const body = isExample || !assessment ? html`${form}${label}${result}` : html`${result}${form}`;
  return htmlPage({
    language,
    title: t('Sonae 備え', 'Sonae'),
    body: html`<nav class="sv-top" aria-label="${t('言語', 'Language')}"><p><strong>Sonae 備え</strong></p><p>${other}</p></nav>${body}`,
    fonts: 'link',
    styles: [STYLE],
    forms: true,
  });
}
