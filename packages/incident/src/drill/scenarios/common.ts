import { DOCUMENT_NAMES, DRILL_FACTS, TOLD_NAMES } from '../names.ts';
import type { Expectation, Inject, Told } from '../scenario.ts';

/** What every accident asks of people, each with the lesson that follows where it is missed. */
export const DECLARE = (within: number): Expectation => ({
  act: 'declare',
  within,
  weight: 3,
  owner: 'incident_lead',
  lesson: {
    ja: '誰がどの時点で事案を宣言するかを決め、連絡先カードに書く',
    en: 'Settle who declares an incident and when, and put it on the contact card',
  },
});

export const TELL_INSURER = (within: number): Expectation => ({
  act: 'tell:insurer',
  within,
  weight: 3,
  owner: 'incident_lead',
  lesson: {
    ja: '保険会社の事故受付を連絡先カードに載せ、費用の発注より先に連絡する手順にする',
    en: 'Put the insurer’s desk on the card; call it before anything is ordered',
  },
});

export const DRAFT = (document: string, within: number): Expectation => ({
  act: `draft:${document}`,
  within,
  weight: 2,
  owner: 'privacy_manager',
  lesson: {
    ja: `「${DOCUMENT_NAMES[document].ja}」の雛形を用意し、書ける人を二人にする`,
    en: `Prepare a template of ${DOCUMENT_NAMES[document].en} and have two people who can fill it in`,
  },
});

export const PERSONS = (within: number): Expectation => ({
  act: 'fact:persons',
  within,
  weight: 2,
  owner: 'it',
  lesson: {
    ja: '情報資産ごとの件数をすぐ出せるようにする',
    en: 'Be able to count the persons of each asset at once',
  },
});

/** What was believed has turned out otherwise. */
export const FACT = (fact: string, within: number): Expectation => ({
  act: `fact:${fact}`,
  within,
  weight: 2,
  owner: 'it',
  lesson: {
    ja: `「${DRILL_FACTS[fact].name.ja}」かどうかを裏の取れる記録で確かめ、変わったらすぐ書き直す`,
    en: `Check against records, not words: ${DRILL_FACTS[fact].name.en}; correct it as soon as it changes`,
  },
});

export const ISOLATE = (within: number): Expectation => ({
  act: 'action:host.isolate',
  within,
  weight: 3,
  owner: 'it',
  lesson: {
    ja: '隔離の手順と承認者二人を決め、夜間の代理を置く',
    en: 'Settle how to isolate and which two people approve, with deputies at night',
  },
});

export const HOLD = (within: number): Expectation => ({
  act: 'action:log.hold',
  within,
  weight: 2,
  owner: 'it',
  lesson: {
    ja: 'ログの保存期間を調べ、事故のときに消去を止める手順を作る',
    en: 'Know how long logs are kept and how deletion is stopped',
  },
});

export const TELL = (
  whom: Told,
  within: number,
  owner: Expectation['owner'] = 'incident_lead',
): Expectation => ({
  act: `tell:${whom}`,
  within,
  weight: 2,
  owner,
  lesson: {
    ja: `${TOLD_NAMES[whom].ja}にいつまでに誰が連絡するかを、契約と法令から一覧にする`,
    en: `List from contracts and law by when, and by whom, ${TOLD_NAMES[whom].en} must hear of it`,
  },
});

/** A reporter who has heard of it; more pressing where nothing was published. */
export const PRESS = (at: number): Inject => ({
  id: 'press',
  at,
  channel: 'media',
  to: 'public_relations',
  unless: 'draft:press',
  text: {
    ja: '記者：「{company}で情報が漏れたと聞きました。件数と原因を今日中に教えてください」',
    en: 'A reporter: "We hear that {company} leaked data. How many, and why? Today, please."',
  },
  expects: [DRAFT('press', 180)],
});
