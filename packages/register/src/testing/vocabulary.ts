import type { Vocabulary, VocabularyEntry } from '../vocabulary.ts';

const entry = (id: string, ja: string, en: string, ...aliases: string[]): VocabularyEntry => ({
  id,
  ja,
  en,
  aliases,
});

/** A small vocabulary for the tests of this package; the product's comes from `@sonae/knowledge`. */
export const testVocabulary: Vocabulary = {
  industries: [
    entry('wholesale', '卸売', 'Wholesale', '卸売業'),
    entry('ec', 'ネット通販', 'Online retail', 'EC', '電子商取引'),
    entry('it', '情報サービス', 'IT services', 'システム開発'),
    entry('clinic', '診療所', 'Clinic', 'クリニック'),
  ],
  dataKinds: [
    entry('contact', '氏名・連絡先', 'Name and contact'),
    entry('card', 'クレジットカード番号', 'Card number', 'カード'),
    entry('health', '病歴、診療情報', 'Health record', '病歴'),
    entry('trade_secret', '営業秘密', 'Trade secret'),
  ],
  heads: [
    entry('lost_profit', '自社の喪失利益', 'Own lost profit'),
    entry('partner_lost_profit', '取引先の逸失利益', "Partner's lost profit", '逸失利益'),
    entry('forensic', '原因・被害範囲調査', 'Forensics', 'フォレンジック'),
  ],
  controls: [
    entry('mfa', '多要素認証', 'Multi-factor authentication', '二要素認証'),
    entry('backup_offline', '切り離したバックアップ', 'Offline backup'),
    entry('edr', 'EDR', 'EDR'),
  ],
};
