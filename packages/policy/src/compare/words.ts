import type { Text } from '@sonae/core';
import { headGroups, headOf } from '@sonae/knowledge';
import type { Amount } from '../schema/index.ts';

const MAN = 10_000;
const OKU = 100_000_000;

/**
 * An amount as people say it: 3,000万円, 1億2,000万円; the exact yen where it is no round number.
 *
 * @example yenText(120_000_000).ja // '1億2,000万円'
 */
export function yenText(amount: number): Text {
  const en = `¥${amount.toLocaleString('en-US')}`;
  if (amount === 0 || amount % MAN !== 0) return { ja: `${amount.toLocaleString('en-US')}円`, en };
  const oku = Math.floor(amount / OKU);
  const man = (amount % OKU) / MAN;
  const parts = [
    oku > 0 ? `${oku.toLocaleString('en-US')}億` : '',
    man > 0 ? `${man.toLocaleString('en-US')}万` : '',
  ];
  return { ja: `${parts.join('')}円`, en };
}

export function amountText(amount: Amount): Text {
  if (typeof amount === 'number') return yenText(amount);
  return amount === 'unlimited'
    ? { ja: '無制限', en: 'unlimited' }
    : { ja: '金額の記載なし', en: 'amount not stated' };
}

/** A share as a percentage with no more digits than it has. */
export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}

/** The name of a head or of a group of heads. */
export function headName(id: string): Text {
  const row = headGroups.find((group) => group.id === id) ?? headOf(id);
  return row ? { ja: row.ja, en: row.en } : { ja: id, en: id };
}

export function joinTexts(texts: readonly Text[], ja = '、', en = ', '): Text {
  return { ja: texts.map((text) => text.ja).join(ja), en: texts.map((text) => text.en).join(en) };
}

type Words = Readonly<Record<string, Text>>;

export const PER: Words = {
  claim: { ja: '1請求', en: 'a claim' },
  event: { ja: '1事故', en: 'an event' },
  series: { ja: '一連の事故', en: 'a series' },
  period: { ja: '保険期間中', en: 'the period' },
  year: { ja: '1年', en: 'a year' },
  unit: { ja: '1名', en: 'a person' },
};

export const CLAIMANT: Words = {
  victim: { ja: '本人（被害者）', en: 'data subjects' },
  card_issuer: { ja: 'カード会社', en: 'card issuers' },
  client: { ja: '取引先', en: 'clients' },
  other_company: { ja: 'その他の会社', en: 'other companies' },
  shareholder: { ja: '株主', en: 'shareholders' },
  authority: { ja: '官公庁', en: 'authorities' },
};

export const ROLE: Words = {
  policyholder: { ja: '保険契約者', en: 'policyholder' },
  named_insured: { ja: '記名被保険者', en: 'named insured' },
  officer: { ja: '役員', en: 'officers' },
  employee: { ja: '従業員', en: 'employees' },
  partner_staff: { ja: '委託先の従業員', en: 'staff of partners' },
};

export const CONSENT: Words = {
  prior: { ja: '事前の同意が必要', en: 'prior consent needed' },
  prior_written: { ja: '事前の書面同意が必要', en: 'prior written consent needed' },
};

/** The words for exclusions that most wordings have; others go by their id. */
export const EXCLUSION: Words = {
  intent: { ja: '故意', en: 'intent' },
  gross_negligence_bi: { ja: '重大な過失（中断）', en: 'gross negligence (interruption)' },
  gross_negligence: { ja: '重大な過失', en: 'gross negligence' },
  state_war: { ja: '戦争・国家関与', en: 'war and state-backed attacks' },
  war_state: { ja: '戦争・国家関与', en: 'war and state-backed attacks' },
  war: { ja: '戦争', en: 'war' },
  known: { ja: '始期前に知っていた事故', en: 'known before inception' },
  raised_liability: { ja: '契約による加重責任', en: 'liability raised by contract' },
  ransom: { ja: '身代金', en: 'ransom' },
  overload: { ja: '過負荷', en: 'overload' },
  handover_month: { ja: '引渡し後1か月', en: 'month after hand-over' },
  delay: { ja: '履行遅滞', en: 'delay as such' },
  non_performance: { ja: '不履行', en: 'non-performance' },
  refund: { ja: '対価の返還', en: 'refund of fees' },
  rework: { ja: 'やり直し', en: 'rework' },
  penalty: { ja: '違約金', en: 'agreed penalties' },
  performance_guarantee: { ja: '性能・結果の保証', en: 'guarantees' },
  patent: { ja: '特許', en: 'patents' },
  misconfiguration: { ja: '設定ミス', en: 'misconfiguration' },
  disposal: { ja: '廃棄した媒体', en: 'discarded media' },
  confidential: { ja: '個人情報以外の秘密情報', en: 'confidential information' },
  state: { ja: '国家関与の攻撃', en: 'state-backed attacks' },
  war_and_state: { ja: '戦争・国家関与', en: 'war and state-backed attacks' },
  conduct: { ja: '故意・犯罪行為', en: 'intentional or criminal conduct' },
  contractual: { ja: '契約による加重責任', en: 'liability raised by contract' },
  infrastructure: { ja: '電力・通信などの障害', en: 'failure of power or telecom' },
  unencrypted: { ja: '暗号化していない媒体', en: 'unencrypted media' },
  ransomware_cap: { ja: 'ランサムウェアの上限', en: 'cap on ransomware' },
  it_work: { ja: 'IT業務の結果', en: 'IT work for others' },
  not_personal: { ja: '個人情報以外', en: 'anything but personal information' },
  earthquake: { ja: '地震・噴火・津波', en: 'earthquake, eruption, tsunami' },
};

export function wordOf(words: Words, id: string): Text {
  return words[id] ?? { ja: id, en: id };
}
