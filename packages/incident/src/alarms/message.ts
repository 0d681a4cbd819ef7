import { formatInstant, type Instant, type Text } from '@sonae/core';
import type { Alarm } from './alarms.ts';
import { STAGES } from './stages.ts';

/** What a person reads when an alarm rings. It holds no personal data: it goes through others' systems. */
export type Message = { readonly title: Text; readonly body: Text; readonly link?: string };

export type Subject = {
  /** Name of the case, as its people call it. */
  readonly caseName: string;
  readonly duty: Text;
  /** Address of the case in the product. */
  readonly link?: string;
  /** A drill says so in every line that leaves it (訓練). */
  readonly drill: boolean;
};

/** Puts an alarm into words, with what time is left at the moment of sending. */
export function messageOf(alarm: Pick<Alarm, 'stage' | 'due'>, subject: Subject, now: Instant): Message {
  const { label } = STAGES.find(({ stage }) => stage === alarm.stage) as (typeof STAGES)[number];
  const left = timeLeft(alarm.due - now);
  const [drillJa, drillEn] = subject.drill ? ['【訓練】', '[DRILL] '] : ['', ''];
  const due = formatInstant(alarm.due).slice(0, 16).replace('T', ' ');
  return {
    title: {
      ja: `${drillJa}${subject.duty.ja}：${label.ja}`,
      en: `${drillEn}${subject.duty.en}: ${label.en}`,
    },
    body: {
      ja: `${drillJa}事案「${subject.caseName}」\n期限 ${due}（日本時間）　${left.ja}`,
      en: `${drillEn}Case "${subject.caseName}"\nDue ${due} (Japan time), ${left.en}`,
    },
    ...(subject.link === undefined ? {} : { link: subject.link }),
  };
}

/** `残り3日4時間`, `残り59分`, `2時間超過`. */
export function timeLeft(milliseconds: number): Text {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const ja = days > 0 ? `${days}日${hours}時間` : hours > 0 ? `${hours}時間${rest}分` : `${rest}分`;
  const en = days > 0 ? `${days} d ${hours} h` : hours > 0 ? `${hours} h ${rest} min` : `${rest} min`;
  return milliseconds >= 0 ? { ja: `残り${ja}`, en: `${en} left` } : { ja: `${ja}超過`, en: `${en} late` };
}
