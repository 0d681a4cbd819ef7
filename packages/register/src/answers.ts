import type { Truth } from '@sonae/core';
import * as z from 'zod';
import { count, field, knowable, listOf, policyAnswer, text, UNKNOWN, yesNo } from './fields.ts';
import { type Organisation, organisation } from './schema.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The format of a file of answers; may be left out. */
export const ANSWERS_FORMAT = 'answers/1';

const { industry, revenueYen, staff, workWithoutSystemsDays } = organisation.shape;
const ASKED_ABOVE = { industry: true, revenueYen: true, staff: true, workWithoutSystemsDays: true } as const;

/**
 * The answers to the five questions, and any further ones (回答). Where nothing was answered the word is `unknown`.
 * Amounts in yen, shares from 0 to 1.
 */
export type Answers = {
  /** Id of an industry. */
  readonly industry: string;
  readonly revenueYen: number | 'unknown';
  /** Persons whose data the company holds. */
  readonly persons: number | 'unknown';
  /** Ids of kinds of data. */
  readonly dataKinds: readonly string[] | 'unknown';
  /** Whether it holds data entrusted by others. */
  readonly othersData: Truth;
  /** `none`, `unknown`, or the file of a policy, as seen from the file of answers. */
  readonly policy: string;
  readonly staff: number | 'unknown';
  readonly workWithoutSystemsDays: number | 'unknown';
  /** Further fields of the organisation that were answered under `more`. */
  readonly organisation: Partial<Organisation>;
  /** Controls that were answered under `more`, by id. */
  readonly controls: { readonly [control: string]: Truth };
};

/**
 * The schema of a file of answers. Depends on the vocabulary, because under `more` every control can be answered by its
 * id beside every field of the organisation.
 */
export function answersSchema(vocabulary: Vocabulary) {
  const controls = vocabulary.controls.map(({ id, ja, en }) => [id, field(yesNo, { ja, en })] as const);
  const further = organisation.omit(ASKED_ABOVE).partial().shape;
  const more = z.strictObject({ ...Object.fromEntries(controls), ...further });
  return z.strictObject({
    sonae: field(z.literal(ANSWERS_FORMAT).optional(), { ja: '形式', en: 'Format' }),
    industry,
    revenueYen,
    persons: field(knowable(count), {
      ja: '本人の数',
      en: 'Persons',
      unit: 'persons',
      note: '個人情報を持っている人の数（顧客、会員、従業員など）',
    }),
    dataKinds: field(knowable(listOf(text).min(1)), {
      ja: '情報の種類',
      en: 'Kinds of data',
      vocabulary: 'dataKinds',
    }),
    othersData: field(yesNo, {
      ja: '預かった情報',
      en: "Others' data",
      note: '取引先などから預かった情報があれば yes',
    }),
    policy: field(knowable(policyAnswer), {
      ja: '保険',
      en: 'Policy',
      note: '加入していなければ none、あれば証券ファイルの場所',
    }),
    staff,
    workWithoutSystemsDays,
    more: field(more.optional(), {
      ja: '追加の回答',
      en: 'Further answers',
      note: '会社の項目または対策の ID と、その答え',
    }),
  });
}

/**
 * Every question a file of answers can hold an answer to, by the key it is answered under: those asked first at the top,
 * all others under `more`. What asks a next question takes its ids from here.
 */
export function questionIds(vocabulary: Vocabulary): { readonly first: string[]; readonly more: string[] } {
  const { shape } = answersSchema(vocabulary);
  const first = Object.keys(shape).filter((key) => key !== 'sonae' && key !== 'more');
  return { first, more: Object.keys(shape.more.unwrap().shape) };
}

/** Parsed answers in the form calculations use: nothing left out, `more` split into organisation and controls. */
export function settleAnswers(
  parsed: z.infer<ReturnType<typeof answersSchema>>,
  vocabulary: Vocabulary,
): Answers {
  const more = Object.entries(parsed.more ?? {}).filter(([, value]) => value !== undefined);
  const ids = new Set(vocabulary.controls.map(({ id }) => id));
  const isField = (key: string) => Object.hasOwn(organisation.shape, key);
  return {
    industry: parsed.industry ?? UNKNOWN,
    revenueYen: parsed.revenueYen ?? UNKNOWN,
    persons: parsed.persons ?? UNKNOWN,
    dataKinds: Array.isArray(parsed.dataKinds) ? [...new Set(parsed.dataKinds)] : UNKNOWN,
    othersData: parsed.othersData ?? UNKNOWN,
    policy: parsed.policy ?? UNKNOWN,
    staff: parsed.staff ?? UNKNOWN,
    workWithoutSystemsDays: parsed.workWithoutSystemsDays ?? UNKNOWN,
    organisation: Object.fromEntries(more.filter(([key]) => isField(key))) as Partial<Organisation>,
    controls: Object.fromEntries(more.filter(([key]) => !isField(key) && ids.has(key))) as Record<
      string,
      Truth
    >,
  };
}
