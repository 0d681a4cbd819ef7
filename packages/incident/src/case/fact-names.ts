import type { Text } from '@sonae/core';
import { eventFactOf } from '@sonae/knowledge/event-facts';
import { EVENT_FACT } from './entry.ts';

const NAMES: Readonly<Record<string, Text>> = {
  learnedAt: { ja: '知った時刻', en: 'When we learned of it' },
  occurredAt: { ja: '起きた時刻', en: 'When it happened' },
  assessedAt: { ja: '評価を終えた時刻', en: 'When it was assessed' },
  role: { ja: '立場', en: 'Our part' },
  principalNotifiedAt: { ja: '委託元へ知らせた時刻', en: 'When the principal was told' },
  individualsNotifiedAt: { ja: '本人へ知らせた時刻', en: 'When the persons were told' },
  persons: { ja: '本人の人数', en: 'Number of persons' },
  sensitive: {
    ja: '要配慮個人情報（病歴・犯罪歴など）を含むか',
    en: 'Is there special-care information (health, criminal record …)?',
  },
  propertyDamageRisk: {
    ja: '財産的な被害のおそれ（カード番号、ログイン情報など）があるか',
    en: 'May it cause damage to property (card numbers, credentials …)?',
  },
  improperPurpose: {
    ja: '不正の目的のおそれ（不正アクセス、持ち出しなど）があるか',
    en: 'May there be an improper purpose (intrusion, theft …)?',
  },
  encrypted: { ja: '高度な暗号化がされていたか', en: 'Was it strongly encrypted?' },
  keyCompromised: { ja: '暗号の鍵も漏れたか', en: 'Did the key leak too?' },
  recoveredUnseen: {
    ja: '誰にも見られる前にすべて取り戻したか',
    en: 'Was all recovered before anybody saw it?',
  },
  myNumber: { ja: 'マイナンバーを含むか', en: 'Are there My Numbers?' },
  viewedByMany: { ja: '不特定多数に見られたか', en: 'Was it seen by an unspecified many?' },
  cards: { ja: 'カード番号を含むか', en: 'Are there card numbers?' },
  jurisdictions: { ja: '関わる国・地域', en: 'Countries concerned' },
  sectors: { ja: '業種の規制', en: 'Rules of the trade' },
  contracts: { ja: '契約の通知条項', en: 'Notice clauses of contracts' },
  policies: { ja: '保険の通知条項', en: 'Notice clauses of policies' },
  kind: { ja: '見えていること', en: 'What is seen' },
  asset: { ja: '関わる情報', en: 'Data concerned' },
  cause: { ja: '原因', en: 'Cause' },
};

/** What people call a fact of a case (事実の名前); its key where it has no name. */
export function factName(key: string): Text {
  const own = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
  const event = eventFactOf(key.startsWith(EVENT_FACT) ? key.slice(EVENT_FACT.length) : key);
  return own ?? (event ? { ja: event.ja, en: event.en } : { ja: key, en: key });
}
