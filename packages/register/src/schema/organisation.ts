import * as z from 'zod';
import { field, knowable, share, staffCount, text, yen, yesNo } from '../fields.ts';

/** The company itself: what the five questions and the questions after them ask (会社). */
export const organisation = z.strictObject({
  name: field(text, { ja: '名称', en: 'Name' }),
  nameEn: field(text.optional(), { ja: '英語の名称', en: 'Name in English' }),
  fictional: field(z.boolean().optional(), { ja: '架空', en: 'Fictional', note: '架空の会社なら true' }),
  industry: field(knowable(text), { ja: '業種', en: 'Industry', vocabulary: 'industries' }),
  staff: field(knowable(staffCount), {
    ja: '従業員数',
    en: 'Staff',
    unit: 'persons',
    note: '役員・パートを含む人数',
  }),
  revenueYen: field(knowable(yen), { ja: '年間売上高', en: 'Yearly revenue', unit: 'yen' }),
  listed: field(yesNo, { ja: '上場', en: 'Listed', note: '上場会社またはその企業グループなら yes' }),
  grossMargin: field(knowable(share), {
    ja: '限界利益率',
    en: 'Contribution margin',
    unit: 'share',
    note: '売上から変動費を引いた利益の割合。決算書から',
  }),
  salesRecovered: field(knowable(share), {
    ja: '後で取り戻せる売上',
    en: 'Lost sales recovered later',
    unit: 'share',
    note: '止まった間の売上のうち、再開後に戻る割合',
  }),
  consumerShare: field(knowable(share), {
    ja: '消費者向けの割合',
    en: 'Consumer-facing share',
    unit: 'share',
    note: '売上のうち消費者から直接受け取る割合',
  }),
  onlineSalesShare: field(knowable(share), {
    ja: '自社サイト経由の売上',
    en: 'Sales through the own site',
    unit: 'share',
  }),
  workWithoutSystemsDays: field(knowable(z.number().min(0).max(365)), {
    ja: 'システム無しで営業できる日数',
    en: 'Days of work without systems',
    unit: 'days',
    note: '主なシステムが全部止まったとき、ほぼ普段どおり営業を続けられる日数',
  }),
  responseQuality: field(z.enum(['good', 'ordinary', 'poor', 'unknown']).optional(), {
    ja: '事故対応の備え',
    en: 'Quality of response',
    note: '訓練済みの手順と窓口があれば good、何も無ければ poor',
  }),
  toleranceYen: field(yen.optional(), {
    ja: '許容できる額',
    en: 'Tolerance',
    unit: 'yen',
    note: '100年に1度の年に自社で負担してよい額',
  }),
});

export type Organisation = z.infer<typeof organisation>;
