import type { Language } from '@sonae/core';
import { countText, html, type Markup, yenText } from '@sonae/documents';
import { dataKinds, industries } from '@sonae/knowledge';
import { type Answers, type FieldId, type FormValues, type Problem, textOf } from './answers.ts';
import { WORDS } from './words.ts';

export type FormState = {
  readonly values: FormValues;
  readonly problems: readonly Problem[];
  readonly language: Language;
};

/** Id of the form, for a button outside it. */
export const FORM_ID = 'sv-form';

/** The classes of data the third question offers; finer kinds belong into the register. */
const COARSE_KINDS = dataKinds.filter((kind) => kind.coarse);

/** The five questions on one screen, with what is to be mended beside its field. */
export function questionForm(state: FormState): Markup {
  const { values, language } = state;
  const words = WORDS[language].form;
  return html`<form class="sv-questions" id="${FORM_ID}" method="post" action="/check?lang=${language}">
<div class="sv-field sv-industry"><label for="industry">${number(1)}${words.industry}</label>
<select id="industry" name="industry"${described(state, 'industry')}><option value="">${words.unknown}</option>${industries.map(
    (row) =>
      html`<option value="${row.id}"${textOf(values, 'industry') === row.id ? html` selected` : ''}>${row[language]}</option>`,
  )}</select>${problemsBeside(state, 'industry')}</div>
<div class="sv-field sv-revenue"><label for="revenue">${number(2)}${words.revenue}</label>
${textInput(state, 'revenue', 'decimal', words.revenueUnit, words.revenueHint)}</div>
<fieldset class="sv-field sv-persons"><legend>${number(3)}${words.persons}</legend>
<div><label for="persons" class="sv-quiet">${words.personsLabel}</label>
${textInput(state, 'persons', 'numeric', words.personsUnit, words.personsHint)}</div>
<fieldset${described(state, 'dataKinds')}><legend class="sv-quiet">${words.dataKinds}</legend><div class="sv-choices">${COARSE_KINDS.map(
    (kind) => choice('checkbox', 'dataKinds', kind.id, kind[language], values.dataKinds.includes(kind.id)),
  )}</div>${problemsBeside(state, 'dataKinds')}</fieldset></fieldset>
${radios(state, 'othersData', 4, words.othersData, words.othersDataOptions)}
${radios(state, 'policy', 5, words.policy, words.policyOptions, words.policyHint)}
<p class="sv-submit"><button type="submit">${words.submit}</button> <span class="sv-quiet">${words.wait}</span></p>
</form>`;
}

/** What has to be mended, each with a link to its field; nothing where all is well. */
export function problemSummary({ problems, language }: FormState): Markup | undefined {
  if (problems.length === 0) return undefined;
  const item = ({ field, text }: Problem) =>
    html`<li>${field === undefined ? text : html`<a href="#${targetOf(field)}">${nameOf(field, language)}</a> ${text}`}</li>`;
  return html`<section class="sn-card sv-mend" role="alert" aria-labelledby="sv-mend">
<h2 id="sv-mend">${WORDS[language].mend(problems.length)}</h2><ul>${problems.map(item)}</ul></section>`;
}

/** The answers in words, as they were understood. */
export function answersInWords(answers: Answers, language: Language): { term: string; text: string }[] {
  const words = WORDS[language].form;
  const { industry, revenueYen, persons, dataKinds, othersData, policy } = answers;
  const count = typeof persons === 'number' ? words.count(countText(persons, language)) : '';
  const kinds = COARSE_KINDS.filter(({ id }) => dataKinds !== 'unknown' && dataKinds.includes(id)).map(
    (kind) => kind[language],
  );
  const option = (options: Readonly<Record<string, string>>, id: string) =>
    options[id === 'unknown' ? '' : id];
  const given = [
    { term: words.industry, text: industries.find(({ id }) => id === industry)?.[language] },
    {
      term: words.revenue,
      text: typeof revenueYen === 'number' ? yenText(revenueYen, language, 'grouped') : undefined,
    },
    { term: words.persons, text: [count, ...kinds].filter(Boolean).join(words.and) },
    { term: words.othersData, text: option(words.othersDataOptions, othersData) },
    { term: words.policy, text: option(words.policyOptions, policy) },
  ];
  return given.map(({ term, text }) => ({ term, text: text || words.unknown }));
}

const number = (n: number) => html`<span class="sv-number">${n}</span> `;

function nameOf(field: FieldId, language: Language): string {
  return WORDS[language].form[field];
}

/** Where a link to a field leads: its control, or the first of them. */
function targetOf(field: FieldId): string {
  const first = { dataKinds: COARSE_KINDS[0].id, othersData: 'yes', policy: 'held' };
  return field in first ? `${field}-${first[field as keyof typeof first]}` : field;
}

function textInput(
  state: FormState,
  field: 'revenue' | 'persons',
  mode: string,
  unit: string,
  hint: string,
): Markup {
  const { values, problems } = state;
  // Without a script this is how the first field to mend gets the keyboard.
  const focus = problems[0]?.field === field ? html` autofocus` : '';
  return html`<span class="sv-typed"><input id="${field}" name="${field}" inputmode="${mode}" autocomplete="off" maxlength="40" value="${textOf(values, field)}"${described(state, field, true)}${focus}><span id="unit-${field}">${unit}</span></span>
<p class="sv-quiet" id="hint-${field}">${hint}</p>${problemsBeside(state, field)}`;
}

function radios(
  state: FormState,
  field: 'othersData' | 'policy',
  n: number,
  name: string,
  options: Readonly<Record<string, string>>,
  hint?: string,
): Markup {
  const value = textOf(state.values, field);
  return html`<fieldset class="sv-field sv-${field}"${described(state, field)}><legend>${number(n)}${name}</legend>
<div class="sv-choices">${Object.entries(options).map(([id, label]) => choice('radio', field, id, label, value === id))}</div>${
    hint && html`<p class="sv-quiet">${hint}</p>`
  }${problemsBeside(state, field)}</fieldset>`;
}

function choice(type: string, field: FieldId, id: string, label: string, chosen: boolean): Markup {
  const at = `${field}-${id || 'unknown'}`;
  return html`<label for="${at}"><input type="${type}" id="${at}" name="${field}" value="${id}"${chosen ? html` checked` : ''}>${label}</label>`;
}

function problemsBeside({ problems }: FormState, field: FieldId): Markup | undefined {
  const texts = problems
    .filter((problem) => problem.field === field)
    .map(({ text }) => html`<span>${text}</span>`);
  return texts.length === 0 ? undefined : html`<p class="sv-problem" id="problem-${field}">${texts}</p>`;
}

/** What a screen reader says after the name of a field: its unit and hint, and what is to be mended. */
function described({ problems }: FormState, field: FieldId, typed = false): Markup {
  const wrong = problems.some((problem) => problem.field === field);
  const ids = [...(typed ? [`unit-${field}`, `hint-${field}`] : []), ...(wrong ? [`problem-${field}`] : [])];
  return html`${ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : ''}${wrong ? html` aria-invalid="true"` : ''}`;
}
