import type { Language } from '@sonae/core';

const WORDS = {
  overview: { ja: '概要', en: 'Overview' },
  axes: { ja: '19の軸の比較', en: 'Nineteen axes' },
  changes: { ja: '変更点', en: 'Changes' },
  support: { ja: '支援の5分野', en: 'Support' },
  gaps: { ja: '隙間の地図', en: 'Gap map' },
  worst: { ja: '最悪の年', en: 'Worst years' },
  title: { ja: '保険の文言の比較', en: 'Comparison of insurance wordings' },
  forCompany: { ja: '対象の会社', en: 'Company' },
  fictional: { ja: '架空', en: 'fictional' },
  policy: { ja: '証券', en: 'Policy' },
  insurer: { ja: '保険会社', en: 'Insurer' },
  product: { ja: '商品', en: 'Product' },
  edition: { ja: '約款・版', en: 'Forms and editions' },
  premium: { ja: '保険料（円／年）', en: 'Premium (yen a year)' },
  legend: { ja: '凡例', en: 'Legend' },
  covered: { ja: '○ 対象', en: 'Covered' },
  limited: { ja: '△ 条件つき', en: 'Limited' },
  not_covered: { ja: '× 対象外', en: 'Not covered' },
  not_stated: { ja: '― 記載なし', en: 'Not stated' },
  number: { ja: '番号', en: 'No.' },
  axis: { ja: '項目', en: 'Axis' },
  differs: { ja: '違い', en: 'Differs' },
  content: { ja: '内容', en: 'Wording' },
  clause: { ja: '出典', en: 'Clause' },
  state: { ja: '判定', en: 'State' },
  yes: { ja: 'あり', en: 'yes' },
  direction: { ja: '方向', en: 'Direction' },
  narrower: { ja: '狭くなる', en: 'narrower' },
  wider: { ja: '広くなる', en: 'wider' },
  other: { ja: '変わる', en: 'changed' },
  term: { ja: '条項', en: 'Term' },
  before: { ja: '変更前', en: 'Before' },
  after: { ja: '変更後', en: 'After' },
  sameClause: { ja: '条項番号は同じ', en: 'Same clause' },
  area: { ja: '分野', en: 'Area' },
  own: { ja: '自社の連絡先', en: 'Own contacts' },
  cause: { ja: '原因', en: 'Cause' },
  head: { ja: '費目', en: 'Head' },
  owed: { ja: '保険の前（円）', en: 'Before insurance (yen)' },
  kept: { ja: '自社に残る額（円）', en: 'Kept (yen)' },
  paid: { ja: '支払（円）', en: 'Paid (yen)' },
  why: { ja: '残る理由', en: 'Why it is kept' },
  total: { ja: '合計', en: 'Total' },
  rank: { ja: '順位', en: 'Rank' },
  event: { ja: '事故', en: 'Event' },
  small: { ja: '請求しない軽い事故', en: 'Minor incidents not claimed' },
  none: { ja: '（なし）', en: '(none)' },
} as const;

export type Word = keyof typeof WORDS;

export type Say = (word: Word) => string;

/** The words of the workbook in one language. */
export function wordsIn(language: Language): Say {
  return (word) => WORDS[word][language];
}
