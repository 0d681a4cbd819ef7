import { addDays, addMonths, type CivilDate, dateOf, type Instant, type Text } from '@sonae/core';
import type { Company } from '@sonae/register';
import { DUE_DAYS, KIND_NAMES, REVIEW_DAYS, ROUND_KINDS, type RoundKind, YEAR_MONTHS } from './kinds.ts';

/** Something that was done: who took part, when, what was taught or looked at, and where that can be seen. */
export type RoundRecord = {
  /** Id of the series, `calendar/training-2026`. */
  readonly item: string;
  readonly on: CivilDate;
  readonly people: readonly string[];
  readonly content: string;
  readonly evidence?: string;
  /** Where a house keeps it: its id, and who wrote it when. */
  readonly id?: string;
  readonly writtenBy?: string;
  readonly writtenAt?: Instant;
};

/** A policy of the register, by the name people know. */
export type RoundPolicy = { readonly id: string; readonly name: string; readonly to?: Instant };

export type RoundState = 'done' | 'overdue' | 'due' | 'planned';

/** One date of the year (年間の点検の予定). */
export type RoundItem = {
  /** Series and date: names this date for good. */
  readonly id: string;
  /** The series: what a record is about. */
  readonly item: string;
  readonly kind: RoundKind;
  readonly title: Text;
  readonly due: CivilDate;
  readonly state: RoundState;
  /** Where the date comes from. */
  readonly basis: Text;
  readonly record?: RoundRecord;
};

/** A series of dates before a year is cut out of it. */
type Series = {
  readonly item: string;
  readonly kind: RoundKind;
  readonly title: Text;
  readonly basis: Text;
  readonly dates: readonly CivilDate[];
  /** Months from one date to the next: what is done in the months before a date counts for it, after `lastDone`. */
  readonly months: number;
  /** The register's own word that it was done. */
  readonly lastDone?: CivilDate;
};

/**
 * The calendar of a year (年間の点検): what the register's own calendar, its contracts, its policies and its contact card ask for, each date with
 * its state on `today`. A record counts for the earliest open date whose interval it falls into, so something done late does not do for
 * the next time as well. Nothing is asked for before the first date that the register names.
 *
 * @param year from 1 January to 31 December in Japan
 */
export function yearlyRound(
  company: Company,
  policies: readonly RoundPolicy[],
  year: number,
  today: CivilDate,
  records: readonly RoundRecord[] = [],
): RoundItem[] {
  const from = `${String(year).padStart(4, '0')}-01-01`;
  const until = `${from.slice(0, 4)}-12-31`;
  const series = [
    ...ofCalendar(company, until),
    ...ofContracts(company, until),
    ...policies.flatMap((policy) => ofPolicy(policy)),
    ...ofDefaults(company, until),
  ];
  return series
    .flatMap((one) => stand(one, records, today))
    .filter(({ due }) => due >= from && due <= until)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1));
}

/** The dates of a series with their states; what was done before the first of them stands at its own day. */
function stand(series: Series, records: readonly RoundRecord[], today: CivilDate): RoundItem[] {
  const { item, kind, title, basis, dates, months, lastDone } = series;
  const about = { item, kind, title, basis };
  const left = records.filter((record) => record.item === item).sort((a, b) => (a.on < b.on ? -1 : 1));
  const coming = dates.map((due, i): RoundItem => {
    const begins = (i === 0 ? lastDone : undefined) ?? addMonths(due, -months);
    const at = left.findIndex(({ on }) => on > begins && on < addMonths(due, months));
    const record = at >= 0 ? left.splice(at, 1)[0] : undefined;
    const state = record
      ? 'done'
      : due < today
        ? 'overdue'
        : due <= addDays(today, DUE_DAYS)
          ? 'due'
          : 'planned';
    return { id: `${item}/${due}`, ...about, due, state, ...(record && { record }) };
  });
  const before: RoundItem[] = left.map((record, i) => ({
    id: `${item}/${record.on}/${i + 1}`,
    ...about,
    due: record.on,
    state: 'done',
    record,
  }));
  const isTold = records.some((record) => record.item === item && record.on === lastDone);
  if (lastDone !== undefined && !isTold)
    before.push({ id: `${item}/${lastDone}`, ...about, due: lastDone, state: 'done' });
  return [...before, ...coming];
}

const same = (text: string): Text => ({ ja: text, en: text });

function ofCalendar({ calendar = [] }: Company, until: CivilDate): Series[] {
  return calendar.flatMap(({ id, kind, title, lastDone, nextDue, everyMonths }): Series[] => {
    const months = everyMonths ?? YEAR_MONTHS;
    const anchor = nextDue ?? (lastDone === undefined ? undefined : addMonths(lastDone, months));
    return [
      {
        item: `calendar/${id}`,
        kind,
        title: same(title),
        basis: {
          ja: everyMonths === undefined ? '台帳の予定' : `台帳の予定（${everyMonths}か月ごと）`,
          en:
            everyMonths === undefined
              ? 'the register’s calendar'
              : `the register, every ${everyMonths} months`,
        },
        dates:
          anchor === undefined
            ? [until]
            : everyMonths === undefined
              ? [anchor]
              : recurring(anchor, months, until),
        months,
        ...(lastDone !== undefined && { lastDone }),
      },
    ];
  });
}

/** Dates in whole intervals from the one the series begins with, so that the 31st stays the 31st. */
function recurring(first: CivilDate, months: number, until: CivilDate): CivilDate[] {
  const dates: CivilDate[] = [];
  for (let n = 0; ; n++) {
    const date = addMonths(first, n * months);
    if (date > until) return dates;
    dates.push(date);
  }
}

function ofContracts({ contracts = [], partners = [] }: Company, until: CivilDate): Series[] {
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  return contracts.flatMap(({ id, partner, title, from: begun, to }): Series[] => {
    const who = names.get(partner) ?? partner;
    const about = {
      item: `contract/${id}`,
      kind: 'contract_review' as const,
      title: { ja: `${who}「${title}」の見直し`, en: `Review ${title} with ${who}` },
      months: YEAR_MONTHS,
    };
    if (to !== undefined)
      return [
        {
          ...about,
          basis: {
            ja: `終了日 ${to} の${REVIEW_DAYS}日前`,
            en: `${REVIEW_DAYS} days before it ends on ${to}`,
          },
          dates: [addDays(to, -REVIEW_DAYS)],
        },
      ];
    if (begun === undefined) return [];
    const dates = recurring(begun, YEAR_MONTHS, until).slice(1);
    return [{ ...about, basis: { ja: `開始日 ${begun} から1年ごと`, en: `each year from ${begun}` }, dates }];
  });
}

function ofPolicy({ id, name, to }: RoundPolicy): Series[] {
  if (to === undefined) return [];
  const end = dateOf(to);
  return [
    {
      item: `policy/${id}`,
      kind: 'policy_review',
      title: { ja: `保険「${name}」の更新`, en: `Renewal of the policy ${name}` },
      basis: { ja: `満期 ${end} の${REVIEW_DAYS}日前`, en: `${REVIEW_DAYS} days before it ends on ${end}` },
      dates: [addDays(end, -REVIEW_DAYS)],
      months: YEAR_MONTHS,
    },
  ];
}

/** What every company does once a year and its calendar forgets. */
function ofDefaults({ calendar = [], contacts = [] }: Company, until: CivilDate): Series[] {
  const kinds = new Set(calendar.map(({ kind }) => kind));
  return ROUND_KINDS.filter((kind) => !kinds.has(kind)).map((kind) => ({
    item: `default/${kind}`,
    kind,
    title: KIND_NAMES[kind],
    basis:
      kind === 'contact_test' && contacts.length === 0
        ? { ja: '台帳に連絡先も予定もない', en: 'the register has neither contacts nor a date' }
        : { ja: '台帳に予定がないので年内に一度', en: 'once this year, as the register has no date' },
    dates: [until],
    months: YEAR_MONTHS,
  }));
}
