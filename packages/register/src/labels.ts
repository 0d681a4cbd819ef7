import type { Text } from '@sonae/core';
import type { Unit } from './fields.ts';
import type { Leaf } from './shape.ts';

const t = (ja: string, en: string): Text => ({ ja, en });

/** What people read for a word of a choice, in workbooks and on screens. No word has two meanings across fields. */
const OPTIONS: Readonly<Record<string, Text>> = {
  unknown: t('不明', 'unknown'),
  yes: t('はい', 'yes'),
  no: t('いいえ', 'no'),
  excluded: t('税抜', 'tax excluded'),
  included: t('税込', 'tax included'),
  good: t('整っている', 'good'),
  ordinary: t('ふつう', 'ordinary'),
  poor: t('整っていない', 'poor'),
  // systems
  web_shop: t('通販サイト', 'web shop'),
  website: t('ウェブサイト', 'website'),
  email: t('電子メール', 'e-mail'),
  file_server: t('ファイルサーバー', 'file server'),
  core_business: t('基幹業務', 'core business'),
  accounting: t('会計', 'accounting'),
  point_of_sale: t('POS', 'point of sale'),
  medical_records: t('電子カルテ', 'medical records'),
  development: t('開発環境', 'development'),
  customer_service: t('顧客対応', 'customer service'),
  endpoint: t('パソコン・スマートフォン', 'endpoints'),
  network: t('ネットワーク', 'network'),
  paper: t('紙の書類', 'paper'),
  other: t('その他', 'other'),
  own: t('自社', 'own premises'),
  hosted: t('他社の設備', 'hosted'),
  cloud: t('クラウド', 'cloud'),
  saas: t('ASP・SaaS', 'SaaS'),
  // partners
  client: t('得意先', 'client'),
  supplier: t('仕入先', 'supplier'),
  processor: t('委託先', 'processor'),
  card_issuer: t('カード会社', 'card issuer'),
  mall: t('モール運営者', 'mall operator'),
  insurer: t('保険会社・代理店', 'insurer or agent'),
  expert: t('専門家', 'expert'),
  authority: t('官公庁', 'authority'),
  micro: t('小規模', 'micro'),
  small: t('小企業', 'small'),
  medium: t('中企業', 'medium'),
  large: t('大企業', 'large'),
  sound: t('問題なし', 'sound'),
  watched: t('要注意', 'watched'),
  weak: t('不安あり', 'weak'),
  // contracts
  we_supply: t('当社が提供', 'we supply'),
  we_buy: t('当社が購入', 'we buy'),
  none: t('上限なし', 'none'),
  amount: t('定額', 'amount'),
  fee: t('対価の額', 'fee'),
  fee_multiple: t('対価の倍数', 'multiple of the fee'),
  claim: t('1請求ごと', 'per claim'),
  year: t('1年ごと', 'per year'),
  intent: t('故意', 'intent'),
  gross_negligence: t('重過失', 'gross negligence'),
  replaces: t('賠償額の予定', 'replaces damages'),
  minimum: t('最低額', 'minimum'),
  adds: t('賠償に加算', 'adds to damages'),
  // services
  system_development: t('システム開発', 'system development'),
  system_operation: t('システム運用', 'system operation'),
  information_processing: t('情報処理', 'information processing'),
  packaged_software: t('パッケージソフト', 'packaged software'),
  hosting: t('プロバイダ・ホスティング', 'ISP and hosting'),
  // contacts
  investigation: t('調査・応急対応', 'investigation and first aid'),
  public_relations: t('緊急時広報', 'emergency PR'),
  call_centre: t('コールセンター', 'call centre'),
  trust_recovery: t('信頼回復', 'trust recovery'),
  coordination: t('コーディネーション', 'coordination'),
  legal: t('法律', 'legal'),
  internal: t('社内', 'internal'),
  // calendar
  training: t('研修', 'training'),
  drill: t('訓練', 'drill'),
  vulnerability_check: t('脆弱性診断', 'vulnerability check'),
  audit: t('監査', 'audit'),
  contract_review: t('契約の見直し', 'contract review'),
  policy_review: t('保険の見直し', 'policy review'),
  contact_test: t('連絡先の確認', 'contact test'),
  // people and rules
  executive: t('経営者', 'executive'),
  incident_lead: t('事故対応責任者', 'incident lead'),
  deputy: t('責任者代理', 'deputy'),
  privacy_manager: t('個人情報管理者', 'privacy manager'),
  it: t('情報システム', 'IT'),
  human_resources: t('人事', 'human resources'),
  basic_policy: t('基本方針', 'basic policy'),
  information_security: t('情報セキュリティ規程', 'information security'),
  personal_data: t('個人情報取扱規程', 'personal data'),
  incident_response: t('事故対応手順', 'incident response'),
  outsourcing: t('委託先管理', 'outsourcing'),
  disposal: t('廃棄手順', 'disposal'),
  employment: t('就業規則・誓約書', 'employment'),
  business_continuity: t('事業継続計画', 'business continuity'),
};

/** Labels of the two words of a boolean field. */
export const BOOLEAN_LABELS = { true: OPTIONS.yes, false: OPTIONS.no } as const;

/** The label of a word of a choice; the word itself where none is known (a literal such as `company/1`). */
export function labelOf(value: string): Text {
  return Object.hasOwn(OPTIONS, value) ? OPTIONS[value] : t(value, value);
}

const UNITS: Readonly<Record<Unit, Text>> = {
  yen: t('円', 'yen'),
  persons: t('人', 'persons'),
  records: t('件', 'records'),
  firms: t('社', 'firms'),
  share: t('%', '%'),
  days: t('日', 'days'),
  hours: t('時間', 'hours'),
  months: t('か月', 'months'),
  years: t('年', 'years'),
  times: t('倍', 'times'),
};

/** The unit a number is written in. */
export function unitLabel(leaf: Leaf): Text | undefined {
  return leaf.meta.unit && UNITS[leaf.meta.unit];
}
