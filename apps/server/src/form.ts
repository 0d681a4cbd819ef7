import type { Issue, Language } from '@sonae/core';
import { html, type Markup } from '@sonae/documents';
import { dataKinds, industries } from '@sonae/knowledge';

/** What was typed into the form, as it came. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The classes of data the third question offers; finer kinds belong into the register. */
const COARSE_KINDS = dataKinds.filter((kind) => kind.coarse);

/** The form as answers: empty means not known; amounts are asked in 10,000 yen. */
export function answersOf(values: FormValues): Record<string, unknown> {
  const text = (name: string): string => {
    const value = values[name];
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
  };
  const kinds = [values.dataKinds ?? []].flat().filter((kind) => kind !== '');
  const answers: Record<string, unknown> = {
    industry: text('industry') || 'unknown',
    revenueYen: numberOrText(text('revenue'), 10_000),
    persons: numberOrText(text('persons'), 1),
    dataKinds: kinds.length > 0 ? kinds : 'unknown',
    othersData: text('othersData') || 'unknown',
    policy: text('policy') || 'unknown',
  };
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
}

/** A number as a number, so that it is checked as one; anything else as it stands, to be refused with a hint. */
function numberOrText(text: string, unit: number): number | string {
  if (text === '') return 'unknown';
  const plain = text.normalize('NFKC').replaceAll(',', '');
  return /^\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * unit) : text;
}

/** The five questions on one screen, with what was wrong beside the field. */
export function questionForm(values: FormValues, issues: readonly Issue[], language: Language): Markup {
  const t = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const problem = (path: string): Markup => {
    const found = issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}[`));
    return html`${found.map(
      (issue) =>
        html`<p class="sv-problem" id="problem-${path}">${issue.message[language]} ${issue.hint[language]}</p>`,
    )}`;
  };
  const value = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const described = (path: string) =>
    issues.some((issue) => issue.path === path)
      ? html` aria-invalid="true" aria-describedby="problem-${path}"`
      : '';
  const radio = (name: string, options: readonly (readonly [string, string])[]): Markup =>
    html`${options.map(
      ([id, label]) =>
        html`<label><input type="radio" name="${name}" value="${id}"${value(name) === id ? html` checked` : ''}>${label}</label>`,
    )}`;
  const chosen = [values.dataKinds ?? []].flat();
  return html`<section class="sn-card sv-form" aria-labelledby="sv-form-title">
<h2 id="sv-form-title">${t('五つの質問で、自社の額をつかむ', 'A first figure from five questions')}</h2>
<p>${t('分からないものは空欄のままで構いません。答えはこの機械の外に出ません。', 'Leave blank what you do not know. Nothing leaves this machine.')}</p>
<form method="post" action="/check?lang=${language}">
<div class="sv-field"><label for="industry">1. ${t('業種', 'Industry')}</label>
<select id="industry" name="industry"><option value="">${t('分からない', 'Not known')}</option>${industries.map(
    (row) =>
      html`<option value="${row.id}"${value('industry') === row.id ? html` selected` : ''}>${row[language]}</option>`,
  )}</select>${problem('industry')}</div>
<div class="sv-field"><label for="revenue">2. ${t('年間の売上高（万円）', 'Yearly revenue (10,000 yen)')}</label>
<input id="revenue" name="revenue" inputmode="decimal" autocomplete="off" value="${value('revenue')}"${described('revenueYen')}>${problem('revenueYen')}</div>
<div class="sv-field"><label for="persons">3. ${t('個人情報を持っている人数', 'Persons whose data is held')}</label>
<input id="persons" name="persons" inputmode="numeric" autocomplete="off" value="${value('persons')}"${described('persons')}>${problem('persons')}
<fieldset><legend>${t('その種類（当てはまるもの全部）', 'Kinds (all that apply)')}</legend>${COARSE_KINDS.map(
    (kind) =>
      html`<label><input type="checkbox" name="dataKinds" value="${kind.id}"${chosen.includes(kind.id) ? html` checked` : ''}>${kind[language]}</label>`,
  )}</fieldset>${problem('dataKinds')}</div>
<fieldset class="sv-field"><legend>4. ${t('取引先などから預かった情報', 'Information entrusted by others')}</legend>
${radio('othersData', [
  ['yes', t('ある', 'Yes')],
  ['no', t('ない', 'No')],
  ['', t('分からない', 'Not known')],
])}${problem('othersData')}</fieldset>
<fieldset class="sv-field"><legend>5. ${t('サイバー保険・情報漏えい保険', 'Cyber or leak insurance')}</legend>
${radio('policy', [
  ['held', t('加入している（一般的な型で計算）', 'Held (calculated as of a usual shape)')],
  ['none', t('加入していない', 'None')],
  ['', t('分からない', 'Not known')],
])}${problem('policy')}</fieldset>
<button type="submit">${t('計算する（数秒かかります）', 'Calculate (takes some seconds)')}</button>
</form></section>`;
}
