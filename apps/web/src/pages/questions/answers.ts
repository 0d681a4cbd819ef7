import { readNumber } from '@sonae/core';

/** What was typed and chosen; blank is unknown. */
export type Typed = {
  readonly industry: string;
  readonly revenue: string;
  readonly persons: string;
  readonly dataKinds: readonly string[];
  readonly othersData: string;
  readonly policy: string;
  readonly staff: string;
  readonly workWithoutSystemsDays: string;
  /** Answers to further questions, by id. */
  readonly more: Readonly<Record<string, string>>;
};

export const NOTHING_TYPED: Typed = {
  industry: '',
  revenue: '',
  persons: '',
  dataKinds: [],
  othersData: '',
  policy: '',
  staff: '',
  workWithoutSystemsDays: '',
  more: {},
};

/** Answers as the calculation reads them (answers/1). */
export type Answers = Readonly<Record<string, unknown>>;

/** Fields whose text is a number that could not be read. */
export type Unreadable = {
  readonly [field in 'revenue' | 'persons' | 'staff' | 'workWithoutSystemsDays']?: true;
};

/** Amounts are asked in 万円. */
const TEN_THOUSAND = 10_000;

/** The answers, and the fields that have to be mended; those count as unknown meanwhile. */
export function answersOf(typed: Typed): { readonly answers: Answers; readonly unreadable: Unreadable } {
  const unreadable: Record<string, true> = {};
  const number = (field: keyof Unreadable, isYen = false, isWhole = true) => {
    const text = typed[field].trim();
    if (text === '') return 'unknown';
    const read = readNumber(text);
    const value = read && (isYen && !read.isYen ? read.value * TEN_THOUSAND : read.value);
    if (value === undefined || (isWhole && !Number.isSafeInteger(Math.round(value)))) {
      unreadable[field] = true;
      return 'unknown';
    }
    return isWhole ? Math.round(value) : value;
  };
  const answers = {
    industry: typed.industry || 'unknown',
    revenueYen: number('revenue', true),
    persons: number('persons'),
    dataKinds: typed.dataKinds.length > 0 ? typed.dataKinds : 'unknown',
    othersData: typed.othersData || 'unknown',
    policy: typed.policy || 'unknown',
    staff: number('staff'),
    workWithoutSystemsDays: number('workWithoutSystemsDays', false, false),
    more: typed.more,
  };
  return { answers, unreadable };
}

/** How many of the five have an answer. */
export function answered({ industry, revenue, persons, dataKinds, othersData, policy }: Typed): number {
  const isGiven = [industry, revenue, persons || dataKinds.length > 0, othersData, policy];
  return isGiven.filter(Boolean).length;
}

/** The answers as a first register of a company, to be made fuller later. */
export function registerOf(answers: Answers, name: string, assetName: string): Record<string, unknown> {
  const known = (key: string) => (answers[key] === 'unknown' ? undefined : answers[key]);
  const kinds = known('dataKinds') ?? (known('persons') === undefined ? undefined : ['contact']);
  const controls = Object.entries(answers.more as Record<string, string>);
  return {
    sonae: 'company/1',
    taxBasis: 'excluded',
    organisation: Object.fromEntries(
      Object.entries({
        name,
        industry: known('industry'),
        revenueYen: known('revenueYen'),
        staff: known('staff'),
        workWithoutSystemsDays: known('workWithoutSystemsDays'),
      }).filter(([, value]) => value !== undefined),
    ),
    ...(kinds !== undefined && {
      assets: [{ id: 'persons', name: assetName, kinds, persons: known('persons') ?? 'unknown' }],
    }),
    ...(controls.length > 0 && { controls: controls.map(([id, status]) => ({ id, status })) }),
  };
}
