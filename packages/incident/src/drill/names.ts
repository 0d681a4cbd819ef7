import type { Text } from '@sonae/core';
import type { Told } from './scenario.ts';

// What people of a drill choose from, in words: whom to tell, what to write, which facts there are.

const t = (ja: string, en: string): Text => ({ ja, en });

export const TOLD_NAMES: Readonly<Record<Told, Text>> = {
  insurer: t('保険会社', 'the insurer'),
  regulator: t('監督当局', 'the authority'),
  police: t('警察', 'the police'),
  partner: t('取引先', 'the client'),
  individuals: t('本人', 'the people concerned'),
  executive: t('経営者', 'the management'),
  counsel: t('弁護士', 'counsel'),
  card_issuer: t('カード会社', 'the card company'),
  processor: t('委託先', 'the processor'),
};

export const DOCUMENT_NAMES: Readonly<Record<string, Text>> = {
  regulator: t('当局への報告', 'the report to the authority'),
  individuals: t('本人への通知', 'the notice to the people concerned'),
  partner: t('取引先への報告', 'the report to the client'),
  insurer: t('保険会社への事故通知', 'the notice to the insurer'),
  press: t('公表文', 'the press release'),
  board: t('経営者への報告', 'the report to the board'),
};

export const ITEM_NAMES: Readonly<Record<string, Text>> = {
  outline: t('概要', 'what happened'),
  items: t('漏れた項目', 'kinds of data'),
  persons: t('人数', 'how many people'),
  cause: t('原因', 'the cause'),
  secondary: t('二次被害', 'secondary damage'),
  individuals: t('本人への対応', 'what the people concerned are told'),
  publication: t('公表の状況', 'what is published'),
  prevention: t('再発防止策', 'prevention'),
  other: t('その他の参考事項', 'other remarks'),
  contact: t('問い合わせ先', 'whom to ask'),
  contract: t('契約と通知条項', 'the contract and its notice clause'),
  times: t('発生・発覚の日時', 'when it happened and was found'),
  their_data: t('相手の情報の範囲', 'which of their data'),
  containment: t('止めるためにしたこと', 'what was done to stop it'),
  requests: t('お願いしたいこと', 'what they are asked to do'),
  next_report: t('次の報告の日時', 'when the next report comes'),
  policy: t('証券番号', 'the policy number'),
  discovered: t('発見の日時', 'when it was found'),
  measures: t('したこと・すること', 'what is done'),
  vendors: t('依頼する業者と見積もり', 'firms and their quotations'),
  claims: t('賠償請求の見込み', 'claims to expect'),
  history: t('経緯', 'the course of events'),
  clocks: t('期限', 'the deadlines'),
  liability: t('賠償の見込み額', 'the range of the liability'),
  insurance: t('保険の状況', 'the insurance position'),
  decisions: t('求める決定', 'decisions asked for'),
};

const YES_NO: Readonly<Record<string, Text>> = { yes: t('はい', 'yes'), no: t('いいえ', 'no') };

/** A fact of a drill: its words, and the values it may have; without values it is a number. */
export type DrillFact = { readonly name: Text; readonly values?: Readonly<Record<string, Text>> };

export const DRILL_FACTS: Readonly<Record<string, DrillFact>> = {
  persons: { name: t('対象の人数', 'how many people') },
  recovered: { name: t('見られずに取り戻せた', 'all recovered unseen'), values: YES_NO },
  viewed: { name: t('社外の人に見られた', 'seen by outsiders'), values: YES_NO },
  exfiltrated: { name: t('情報が持ち出された', 'data were taken out'), values: YES_NO },
  encrypted: { name: t('暗号化されていた', 'it was encrypted'), values: YES_NO },
  myNumber: { name: t('マイナンバーを含む', 'My Numbers are among it'), values: YES_NO },
  processorNotified: { name: t('委託先が当局に報告した', 'the processor reported it'), values: YES_NO },
  purpose: {
    name: t('持ち出しの目的', 'why it was taken'),
    values: { ordinary: t('業務のため', 'for work'), improper: t('不正の目的', 'an improper purpose') },
  },
  backups: {
    name: t('バックアップ', 'the backups'),
    values: { intact: t('無事', 'intact'), damaged: t('使えない', 'damaged') },
  },
};

/** Parameters of actions, as a form asks for them. */
export const PARAMETER_NAMES: Readonly<Record<string, Text>> = {
  host: t('機器の名前（半角英数字）', 'host (a-z, 0-9)'),
  address: t('IPアドレス', 'IP address'),
  account: t('アカウント（半角）', 'account'),
  service: t('サービスの名前（半角）', 'service'),
  resource: t('ファイル・共有・ログの名前（半角）', 'file, share or log'),
  url: t('URL', 'URL'),
  recipient: t('相手', 'recipient'),
  what: t('内容', 'what'),
  ground: t('理由', 'ground'),
};
