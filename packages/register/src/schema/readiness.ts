import * as z from 'zod';
import { date, email, field, id, phone, text, yen } from '../fields.ts';

/** What is prepared: controls, policies, contacts, dates, people, rules (対策、保険、連絡先、予定、担当者、社内規程). */
export const control = z.strictObject({
  id: field(text, { ja: '対策', en: 'Control', vocabulary: 'controls' }),
  status: field(z.enum(['yes', 'no', 'unknown']), { ja: '実施', en: 'Status' }),
  yearlyCostYen: field(yen.optional(), { ja: '年間費用', en: 'Yearly cost', unit: 'yen' }),
  note: field(text.optional(), { ja: '備考', en: 'Note' }),
});

export const heldPolicy = z.strictObject({
  file: field(text, { ja: '証券ファイル', en: 'Policy file', note: 'この台帳から見た場所' }),
  premiumYen: field(yen.optional(), { ja: '年間保険料', en: 'Yearly premium', unit: 'yen' }),
});

export const SUPPORT_AREAS = [
  'investigation',
  'public_relations',
  'call_centre',
  'trust_recovery',
  'coordination',
  'legal',
  'authority',
  'insurer',
  'internal',
] as const;

export const contact = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  area: field(z.enum(SUPPORT_AREAS), { ja: '分野', en: 'Area' }),
  firm: field(text, { ja: '会社・部署', en: 'Firm' }),
  person: field(text.optional(), { ja: '担当者', en: 'Person' }),
  phone: field(phone.optional(), { ja: '電話', en: 'Phone' }),
  email: field(email.optional(), { ja: 'メール', en: 'E-mail' }),
  hours: field(text.optional(), { ja: '受付時間', en: 'Hours' }),
});

export const calendarEntry = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  kind: field(
    z.enum([
      'training',
      'drill',
      'vulnerability_check',
      'audit',
      'contract_review',
      'policy_review',
      'contact_test',
    ]),
    {
      ja: '種類',
      en: 'Kind',
    },
  ),
  title: field(text, { ja: '内容', en: 'Title' }),
  lastDone: field(date.optional(), { ja: '前回の実施日', en: 'Last done' }),
  nextDue: field(date.optional(), { ja: '次回の予定日', en: 'Next due' }),
  everyMonths: field(z.int().min(1).optional(), { ja: '間隔', en: 'Every', unit: 'months' }),
});

export const PERSON_ROLES = [
  'executive',
  'incident_lead',
  'deputy',
  'privacy_manager',
  'it',
  'legal',
  'public_relations',
  'customer_service',
  'human_resources',
  'other',
] as const;

export const person = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  name: field(text, { ja: '氏名', en: 'Name' }),
  role: field(z.enum(PERSON_ROLES), { ja: '役割', en: 'Role', note: '事故のときの役割' }),
  department: field(text.optional(), { ja: '部署', en: 'Department' }),
  deputy: field(id.optional(), { ja: '代理', en: 'Deputy', refersTo: 'people', note: '不在のとき代わる人' }),
  phone: field(phone.optional(), { ja: '電話', en: 'Phone' }),
  email: field(email.optional(), { ja: 'メール', en: 'E-mail' }),
  trainedOn: field(date.optional(), { ja: '最後の訓練日', en: 'Last trained' }),
});

export const RULE_KINDS = [
  'basic_policy',
  'information_security',
  'personal_data',
  'incident_response',
  'outsourcing',
  'disposal',
  'employment',
  'business_continuity',
  'other',
] as const;

export const rule = z.strictObject({
  id: field(id, { ja: 'ID', en: 'Id' }),
  title: field(text, { ja: '規程名', en: 'Title' }),
  kind: field(z.enum(RULE_KINDS), { ja: '種類', en: 'Kind' }),
  revisedOn: field(date.optional(), { ja: '最終改訂日', en: 'Last revised' }),
  owner: field(id.optional(), { ja: '担当', en: 'Owner', refersTo: 'people' }),
  file: field(text.optional(), { ja: 'ファイル', en: 'File', note: 'この台帳から見た場所' }),
});

export type Control = z.infer<typeof control>;
export type HeldPolicy = z.infer<typeof heldPolicy>;
export type Contact = z.infer<typeof contact>;
export type CalendarEntry = z.infer<typeof calendarEntry>;
export type Person = z.infer<typeof person>;
export type Rule = z.infer<typeof rule>;
