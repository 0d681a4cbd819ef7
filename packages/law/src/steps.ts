import { type CivilDate, dayOfWeek, formatInstant, holidayName, type Instant, type Text } from '@sonae/core';

/** One step of the way from the start of a clock to its end (計算の段). */
export type Step =
  | { readonly kind: 'start'; readonly at: Instant }
  | { readonly kind: 'hours'; readonly hours: number; readonly to: Instant }
  /** Day 1, and whether it is the day of the start; `midnight`: it counts because the period begins at 00:00. */
  | {
      readonly kind: 'first-day';
      readonly date: CivilDate;
      readonly counts: boolean;
      readonly midnight: boolean;
    }
  | { readonly kind: 'last-day'; readonly day: number; readonly date: CivilDate }
  | { readonly kind: 'last-month'; readonly months: number; readonly date: CivilDate }
  | { readonly kind: 'quarter-end'; readonly date: CivilDate }
  /** A day on which government offices are closed, so that the period goes on. */
  | { readonly kind: 'closed'; readonly date: CivilDate }
  | { readonly kind: 'rolled'; readonly date: CivilDate }
  | { readonly kind: 'end'; readonly at: Instant }
  /** The same period counted by the Civil Code, where that is later. */
  | { readonly kind: 'statutory'; readonly day: number; readonly at: Instant };

const WEEKDAYS = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/** A step in words. */
export function stepText(step: Step): Text {
  switch (step.kind) {
    case 'start':
      return {
        ja: `起算: ${formatInstant(step.at)}`,
        en: `start: ${formatInstant(step.at)}`,
      };
    case 'hours':
      return {
        ja: `${step.hours}時間後: ${formatInstant(step.to)}（民法139条・休まず進む）`,
        en: `${step.hours} hours later: ${formatInstant(step.to)} (hours run at once and without a pause)`,
      };
    case 'first-day':
      return firstDayText(step);
    case 'last-day':
      return { ja: `${step.day}日目: ${day(step.date).ja}`, en: `day ${step.day}: ${day(step.date).en}` };
    case 'last-month':
      return {
        ja: `${step.months}か月の満了日: ${day(step.date).ja}（民法143条）`,
        en: `last day of ${step.months} months: ${day(step.date).en} (Civil Code 143)`,
      };
    case 'quarter-end':
      return {
        ja: `四半期の末日: ${day(step.date).ja}`,
        en: `end of the quarter: ${day(step.date).en}`,
      };
    case 'closed': {
      const why = closedBecause(step.date);
      return {
        ja: `${day(step.date).ja}は閉庁日（${why.ja}）`,
        en: `${day(step.date).en} is closed (${why.en})`,
      };
    }
    case 'rolled':
      return {
        ja: `次の開庁日に延びる: ${day(step.date).ja}（行政機関の休日に関する法律2条）`,
        en: `moves to the next open day: ${day(step.date).en} (act on holidays of government offices 2)`,
      };
    case 'end':
      return {
        ja: `その日の終わりまで: ${formatInstant(step.at)}（民法141条）`,
        en: `to the end of that day: ${formatInstant(step.at)} (Civil Code 141)`,
      };
    case 'statutory':
      return {
        ja: `民法どおりに数えた${step.day}日目の終わり: ${formatInstant(step.at)}`,
        en: `end of day ${step.day} by the Civil Code: ${formatInstant(step.at)}`,
      };
  }
}

function firstDayText({ date, counts, midnight }: Extract<Step, { kind: 'first-day' }>): Text {
  const at = day(date);
  if (midnight)
    return {
      ja: `1日目: ${at.ja}（午前0時に始まるので初日を数える。民法140条ただし書）`,
      en: `day 1: ${at.en} (the period begins at 00:00, so its first day counts: Civil Code 140 proviso)`,
    };
  return counts
    ? { ja: `1日目: ${at.ja}（初日を数える）`, en: `day 1: ${at.en} (the first day counts)` }
    : {
        ja: `1日目: ${at.ja}（初日は数えない）`,
        en: `day 1: ${at.en} (the day of the start does not count)`,
      };
}

/** Why offices are closed on a day: the name of the holiday, the turn of the year, or the weekend. */
export function closedBecause(date: CivilDate): Text {
  const holiday = holidayName(date);
  if (holiday) return holiday;
  const monthDay = date.slice(5);
  if (monthDay >= '12-29' || monthDay <= '01-03')
    return { ja: '年末年始（12月29日〜1月3日）', en: 'turn of the year, 29 Dec to 3 Jan' };
  return dayOfWeek(date) === 0 ? { ja: '日曜日', en: 'Sunday' } : { ja: '土曜日', en: 'Saturday' };
}

function day(date: CivilDate): Text {
  const weekday = dayOfWeek(date);
  return { ja: `${date}（${WEEKDAYS.ja[weekday]}）`, en: `${date} (${WEEKDAYS.en[weekday]})` };
}
