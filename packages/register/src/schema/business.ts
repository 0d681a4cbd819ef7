import * as z from 'zod';
import { date, field, firmCount, id, knowable, listOf, text, yen, yesNo } from '../fields.ts';

/** With whom and on what terms the company does business (取引先、契約、提供サービス). */
export const partner = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  name: field(text, { ja: '名称', en: 'Name' }),
  role: field(
    z.enum([
      'client',
      'supplier',
      'processor',
      'card_issuer',
      'mall',
      'insurer',
      'expert',
      'authority',
      'other',
    ]),
    { ja: '関係', en: 'Role' },
  ),
  count: field(firmCount.optional(), {
    ja: '社数',
    en: 'Number of firms',
    unit: 'firms',
    note: '同じような取引先をまとめた行なら、その社数',
  }),
  size: field(z.enum(['micro', 'small', 'medium', 'large', 'unknown']).optional(), {
    ja: '規模',
    en: 'Size',
  }),
  credit: field(z.enum(['sound', 'watched', 'weak', 'unknown']).optional(), {
    ja: '信用',
    en: 'Credit',
    note: '支払能力。求償できるかどうかに響く',
  }),
  importance: field(z.int().min(1).max(3).optional(), {
    ja: '重要度',
    en: 'Importance',
    note: '3が最も重要',
  }),
  yearlySalesYen: field(knowable(yen), { ja: '年間取引額', en: 'Yearly trade', unit: 'yen' }),
});

export const cap = z.strictObject({
  kind: field(z.enum(['none', 'amount', 'fee', 'fee_multiple', 'unknown']), {
    ja: '賠償上限の種類',
    en: 'Kind of cap',
    note: '損害賠償の条項から。対価の1倍までなら fee、何倍までと定めていれば fee_multiple',
  }),
  yen: field(yen.optional(), { ja: '賠償上限の額', en: 'Cap', unit: 'yen' }),
  times: field(z.number().positive().optional(), {
    ja: '賠償上限の倍数',
    en: 'Multiple of the fee',
    unit: 'times',
  }),
  per: field(z.enum(['claim', 'year']).optional(), { ja: '賠償上限の単位', en: 'Cap per' }),
});

export const penalty = z.strictObject({
  yen: field(yen, { ja: '違約金', en: 'Agreed penalty', unit: 'yen' }),
  mode: field(z.enum(['replaces', 'minimum', 'adds']).optional(), {
    ja: '違約金の性質',
    en: 'Nature of the penalty',
    note: '書いていなければ replaces（賠償額の予定と推定、民法420条3項）',
  }),
});

export const contract = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  partner: field(id, { ja: '取引先', en: 'Partner', refersTo: 'partners' }),
  title: field(text, { ja: '契約名', en: 'Title' }),
  side: field(z.enum(['we_supply', 'we_buy']), { ja: '立場', en: 'Our side' }),
  from: field(date.optional(), { ja: '開始日', en: 'From' }),
  to: field(date.optional(), { ja: '終了日', en: 'To' }),
  yearlyFeeYen: field(knowable(yen), { ja: '年間の対価', en: 'Yearly fee', unit: 'yen' }),
  cap: field(cap.optional(), { ja: '賠償上限', en: 'Cap' }),
  excludedHeads: field(listOf(text).optional(), {
    ja: '免責される費目',
    en: 'Excluded heads',
    vocabulary: 'heads',
  }),
  brokenBy: field(listOf(z.enum(['intent', 'gross_negligence'])).optional(), {
    ja: '上限が外れる場合',
    en: 'Cap broken by',
    note: '上限・免責が及ばない場合。書いていなければ空欄',
  }),
  penalty: field(penalty.optional(), { ja: '違約金', en: 'Agreed penalty' }),
  consumer: field(yesNo, {
    ja: '消費者契約',
    en: 'Consumer contract',
    note: '相手が消費者なら yes（消費者契約法8条）',
  }),
  noticeHours: field(z.number().positive().optional(), { ja: '通知期限', en: 'Notice', unit: 'hours' }),
  clause: field(text.optional(), { ja: '条項', en: 'Clause', note: '上限を定める条項の番号' }),
});

export const BUSINESSES = [
  'system_development',
  'system_operation',
  'information_processing',
  'packaged_software',
  'hosting',
  'saas',
] as const;

export const service = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  name: field(text, { ja: '名称', en: 'Name' }),
  business: field(z.enum(BUSINESSES), { ja: '業務の種類', en: 'Kind of business' }),
  yearlySalesYen: field(knowable(yen), { ja: '年間売上', en: 'Yearly sales', unit: 'yen' }),
  clients: field(listOf(id).optional(), { ja: '提供先', en: 'Clients', refersTo: 'partners' }),
});

export type Partner = z.infer<typeof partner>;
export type Contract = z.infer<typeof contract>;
export type Service = z.infer<typeof service>;
