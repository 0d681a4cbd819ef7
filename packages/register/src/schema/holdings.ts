import * as z from 'zod';
import { count, field, id, knowable, listOf, share, text, yen, yesNo } from '../fields.ts';

/** What the company holds: systems and information assets (システム、情報資産). */
export const SYSTEM_KINDS = [
  'web_shop',
  'website',
  'email',
  'file_server',
  'core_business',
  'accounting',
  'point_of_sale',
  'medical_records',
  'development',
  'customer_service',
  'endpoint',
  'network',
  'paper',
  'other',
] as const;

export const system = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  name: field(text, { ja: '名称', en: 'Name' }),
  kind: field(z.enum(SYSTEM_KINDS), { ja: '種類', en: 'Kind' }),
  internetFacing: field(yesNo, { ja: 'インターネットに公開', en: 'Internet-facing' }),
  hosting: field(z.enum(['own', 'hosted', 'cloud', 'saas', 'unknown']).optional(), {
    ja: '置き場所',
    en: 'Hosting',
    note: '自社なら own、他社の設備なら hosted、cloud または saas',
  }),
  provider: field(id.optional(), { ja: '提供会社', en: 'Provider', refersTo: 'partners' }),
  dependsOn: field(listOf(id).optional(), { ja: '依存するシステム', en: 'Depends on', refersTo: 'systems' }),
});

export const asset = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  name: field(text, { ja: '名称', en: 'Name' }),
  kinds: field(listOf(text).min(1), { ja: '情報の種類', en: 'Kinds of data', vocabulary: 'dataKinds' }),
  persons: field(knowable(count), { ja: '本人の数', en: 'Persons', unit: 'persons' }),
  cards: field(knowable(count), {
    ja: 'カード番号の数',
    en: 'Card numbers',
    unit: 'records',
    note: '自社または自社サイトを通るクレジットカード番号の数。無ければ 0',
  }),
  systems: field(listOf(id).optional(), { ja: '保管するシステム', en: 'Held in', refersTo: 'systems' }),
  owner: field(id.optional(), {
    ja: '預け主',
    en: 'Entrusted by',
    refersTo: 'partners',
    note: '取引先から預かった情報なら、その取引先。自社の情報なら空欄',
  }),
  encrypted: field(yesNo, { ja: '高度な暗号化', en: 'Encrypted' }),
  postalShare: field(knowable(share), { ja: '住所のある割合', en: 'With postal address', unit: 'share' }),
  retentionMonths: field(count.optional(), { ja: '保存期間', en: 'Retention', unit: 'months' }),
  valueYen: field(yen.optional(), {
    ja: '情報の価値',
    en: 'Value of the information',
    unit: 'yen',
    note: '失ったときの再取得費用または価値。営業秘密など',
  }),
});

export type System = z.infer<typeof system>;
export type Asset = z.infer<typeof asset>;
