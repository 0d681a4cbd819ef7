import type { Language } from '@sonae/core';
import { html, type Markup, type PageParts, pageParts } from '@sonae/documents';
import type { Assessment } from '@sonae/operations';
import { type Answers, type FormValues, NO_VALUES, type Problem } from './answers.ts';
import { answersInWords, type FormState, problemSummary, questionForm } from './form.ts';
import { WORDS } from './words.ts';

/** Answers that were sent: as typed, and as understood. */
export type Sent = { readonly values: FormValues; readonly answers: Answers };

/** What came of them: figures, or what has to be mended. */
export type Outcome = { readonly assessment?: Assessment; readonly problems: readonly Problem[] };

/** The first page: the five questions, and under them a finished example. */
export async function homeBody(language: Language, example: Assessment): Promise<Markup> {
  const parts = await pageParts(example, { language });
  const { company, facts } = parts.summary;
  const about = html`<p><bdi>${company}</bdi> ${facts.map((fact) => html`<span>${fact}</span> `)}</p>`;
  return html`<main>${formCard({ values: NO_VALUES, problems: [], language })}
${heading('example', WORDS[language].example, about)}
${sections(parts)}</main>
<footer>${parts.command}</footer>`;
}

/** The form again, with what has to be mended. */
export function mendingBody(form: FormState): Markup {
  return html`<main>${problemSummary(form)}${formCard(form)}</main>`;
}

/** What came of the answers: the figures first, and the form to change the answers without leaving the page. */
export async function resultBody(
  language: Language,
  { values, answers }: Sent,
  { assessment, problems }: Outcome,
): Promise<Markup> {
  const words = WORDS[language];
  const form = { values, problems, language };
  if (!assessment) return mendingBody(form);
  const parts = await pageParts(assessment, { language });
  const said = answersInWords(answers, language).map(
    ({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`,
  );
  return html`<main>${problemSummary(form)}${heading('result', words.result)}
<section class="sv-answers" aria-label="${words.answered}"><dl>${said}</dl><details><summary>${words.change}</summary>${formCard(form)}</details></section>
${sections(parts)}</main>
<footer>${parts.command}</footer>`;
}

/** What a page that only says something is about. */
export type Message = 'notFound' | 'tooMuch' | 'unreadable' | 'failure' | 'stopped';

/** A page that only says something and leads back. */
export function messageBody(language: Language, message: Message): Markup {
  const { title, text } = WORDS[language].messages[message];
  return html`<main><section class="sn-card" aria-labelledby="sv-message"><h2 id="sv-message">${title}</h2>
<p>${text} <a href="/?lang=${language}">${WORDS[language].home}</a></p></section></main>`;
}

function formCard(form: FormState): Markup {
  const words = WORDS[form.language].form;
  return html`<section class="sn-card sv-form" aria-labelledby="sv-form-title">
<div class="sv-lead"><h2 id="sv-form-title">${words.title}</h2><p class="sv-quiet">${words.lead}</p></div>
${questionForm(form)}</section>`;
}

/** Whose figures follow. */
function heading(id: string, title: string, about?: Markup): Markup {
  return html`<div class="sn-company sv-company" id="${id}"><h2>${title}</h2>${about}</div>`;
}

function sections(parts: PageParts): Markup {
  return html`${parts.headlines}
${parts.curves}
${parts.waterfall}
${parts.heads}
<div class="sn-stack">${parts.payers}
${parts.kept}</div>
${parts.sureness}
${parts.question}
${parts.sources}
${parts.notes}`;
}
