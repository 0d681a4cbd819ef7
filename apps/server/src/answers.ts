import { type Issue, type Language, readNumber } from '@sonae/core';
import { WORDS, type Words } from './words.ts';

/** The fields of the form in the order of the page, and the key under which each is answered. */
export const FIELDS = {
  industry: 'industry',
  revenue: 'revenueYen',
  persons: 'persons',
  dataKinds: 'dataKinds',
  othersData: 'othersData',
  policy: 'policy',
} as const;

export type FieldId = keyof typeof FIELDS;

/** What was typed, as it came. */
export type FormValues = Readonly<Record<FieldId, readonly string[]>>;

/** Something to mend, beside its field or, without one, above the form. */
export type Problem = { readonly field?: FieldId; readonly text: string };

/** Answers as the operations check them; a field left blank is `unknown`. Amounts in whole yen. */
export type Answers = {
  readonly industry: string;
  readonly revenueYen: number | 'unknown';
  readonly persons: number | 'unknown';
  readonly dataKinds: readonly string[] | 'unknown';
  readonly othersData: string;
  /** `held` where there is one that nobody has at hand. */
  readonly policy: string;
};

/** Amounts are asked in 万円. */
const TEN_THOUSAND = 10_000;

const IDS = Object.keys(FIELDS) as FieldId[];

export const NO_VALUES = Object.fromEntries(IDS.map((id) => [id, []])) as unknown as FormValues;

/** The known fields of a form. Files are nobody's answer. */
export function valuesOf(form: FormData): FormValues {
  const texts = (id: FieldId) => form.getAll(id).filter((value) => typeof value === 'string');
  return Object.fromEntries(IDS.map((id) => [id, texts(id)])) as unknown as FormValues;
}

/** The form as answers, or what has to be mended first; never both. */
export function readForm(
  values: FormValues,
  language: Language,
): { readonly answers: Answers; readonly problems: readonly Problem[] } {
  const words = WORDS[language].problems;
  const problems: Problem[] = [];
  const number = (field: 'revenue' | 'persons', problem: keyof Words['problems']): number | 'unknown' => {
    const text = textOf(values, field);
    if (text === '') return 'unknown';
    const typed = readNumber(text);
    const isPersons = field === 'persons';
    const value = typed && (isPersons || typed.isYen ? typed.value : typed.value * TEN_THOUSAND);
    if (value === undefined || (isPersons && !Number.isInteger(value))) {
      problems.push({ field, text: words[problem] });
      return 'unknown';
    }
    if (!Number.isSafeInteger(Math.round(value))) problems.push({ field, text: words.tooLarge });
    return Math.round(value);
  };
  const kinds = values.dataKinds.filter((kind) => kind !== '');
  const answers: Answers = {
    industry: textOf(values, 'industry') || 'unknown',
    revenueYen: number('revenue', 'revenue'),
    persons: number('persons', 'persons'),
    dataKinds: kinds.length > 0 ? kinds : 'unknown',
    othersData: textOf(values, 'othersData') || 'unknown',
    policy: textOf(values, 'policy') || 'unknown',
  };
  return { answers, problems };
}

/** What the operations found, beside the fields it is about. */
export function problemsOf(issues: readonly Issue[], language: Language): Problem[] {
  return issues.map(({ path, message, hint }) => ({
    field: IDS.find((id) => new RegExp(`^${FIELDS[id]}(?:[[.]|$)`).test(path)),
    text: [message[language], hint[language]].filter((text) => text !== '').join(WORDS[language].stop),
  }));
}

/** What was typed into a field that takes one value. */
export function textOf(values: FormValues, field: FieldId): string {
  return (values[field][0] ?? '').trim();
}
