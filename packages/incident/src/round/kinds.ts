import type { Text } from '@sonae/core';
import type { Company } from '@sonae/register';

/** What comes round every year (年間の点検の種類); the register's calendar knows the same. */
export type RoundKind = NonNullable<Company['calendar']>[number]['kind'];

export const KIND_NAMES: Readonly<Record<RoundKind, Text>> = {
  training: { ja: '研修', en: 'Training' },
  drill: { ja: '訓練', en: 'Drill' },
  vulnerability_check: { ja: '脆弱性の点検', en: 'Vulnerability check' },
  audit: { ja: '内部監査', en: 'Internal audit' },
  contract_review: { ja: '契約の見直し', en: 'Contract review' },
  policy_review: { ja: '保険の見直し', en: 'Policy review' },
  contact_test: { ja: '連絡先カードの通話確認', en: 'Test of the contact card' },
};

/** Kinds that are asked of every company once a year, where its calendar says nothing of them. */
export const ROUND_KINDS: readonly RoundKind[] = [
  'training',
  'drill',
  'vulnerability_check',
  'audit',
  'contact_test',
];

/** So many days before a contract or a policy ends it is looked at: time to negotiate, and for the other side's notice. */
export const REVIEW_DAYS = 90;
/** So many days before its date something is due rather than planned. */
export const DUE_DAYS = 30;
/** How often what names no interval comes round. */
export const YEAR_MONTHS = 12;
