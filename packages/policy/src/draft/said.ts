import type { TermSource } from '../schema/index.ts';
import type { AxisAnswers, AxisId, DraftAnswers, UNKNOWN } from './answers.ts';

/** An answer that says something. */
export type Said<K extends AxisId> = Exclude<NonNullable<AxisAnswers[K]>, typeof UNKNOWN>;

/** What the parts of a draft ask of the answers. */
export type Read = {
  readonly answers: DraftAnswers;
  /** The answer to an axis, or nothing where it is unknown. */
  said<K extends AxisId>(axis: K): Said<K> | undefined;
  src(answer: { readonly clause?: string; readonly page?: number } | undefined): { src: TermSource } | object;
};

/** The head each cost axis speaks of. */
export const COSTS = {
  countermeasure_cost: 'recurrence_prevention',
  investigation_cost: 'forensic',
  gift_cost: 'gift',
} as const;
export const COST_AXES = Object.keys(COSTS) as (keyof typeof COSTS)[];

export function sourceOf(
  { form, reader, readOn }: DraftAnswers,
  answer: { readonly clause?: string; readonly page?: number } | undefined,
): { src: TermSource } | object {
  if (!form || answer === undefined) return {};
  const { clause, page } = answer;
  return {
    src: {
      form: form.id,
      ...given('edition', form.edition),
      ...given('clause', clause),
      ...given('page', page),
      ...given('reader', reader),
      ...given('date', readOn),
      state: 'read',
    },
  };
}

/** One field, or none where there is no value. */
export function given<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}
