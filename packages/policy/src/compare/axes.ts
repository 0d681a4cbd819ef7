import { limitReading, retentionReading, riderReading } from './axes-amounts.ts';
import { cardReading, intentReading, matterReading, recourseReading } from './axes-causes.ts';
import { consultingReading, costReading } from './axes-costs.ts';
import {
  acceptanceReading,
  discountReading,
  exclusionsReading,
  inceptionReading,
  joiningReading,
  personalReading,
} from './axes-terms.ts';
import type { Axis } from './cell.ts';

/** The nineteen axes on which insurance for leaks and IT accidents is compared, in their usual order. */
export const AXES: readonly Axis[] = (
  [
    [
      'personal_information',
      '対象となる個人情報の定義',
      'Definition of covered personal information',
      personalReading,
    ],
    ['limit', '支払限度額', 'Limit', limitReading],
    ['deductible', '免責金額', 'Deductible', retentionReading],
    ['intent', '故意・過失の扱い', 'Intent or negligence', intentReading],
    [
      'misconfiguration',
      'セキュリティ設定ミス',
      'Misconfiguration',
      (policy) =>
        matterReading(policy, 'misconfiguration', {
          cause: 'misconfiguration',
          causeDetail: 'misconfiguration',
        }),
    ],
    ['card_misuse', 'カードの不正使用', 'Card misuse', cardReading],
    ['recourse', '本人以外からの求償', 'Recourse by non-victims', recourseReading],
    [
      'confidential_information',
      '個人情報以外の秘密情報',
      'Confidential information that is not personal',
      (policy) =>
        matterReading(policy, 'confidential_information', {
          record: { kind: 'corporate_secret', subject: 'corporation' },
          records: [{ kind: 'corporate_secret', subject: 'corporation' }],
        }),
    ],
    ['consulting', '事故時のコンサルティング', 'Consulting service', consultingReading],
    [
      'countermeasure_cost',
      '再発防止の費用',
      'Countermeasure cost',
      (policy) => costReading(policy, 'recurrence_prevention', 'countermeasure_cost'),
    ],
    [
      'investigation_cost',
      '原因調査の費用',
      'Investigation cost',
      (policy) => costReading(policy, 'forensic', 'investigation_cost'),
    ],
    ['gift_cost', '見舞品・見舞金', 'Gift cost', (policy) => costReading(policy, 'gift', 'gift_cost')],
    [
      'discarded_media',
      '廃棄した媒体',
      'Discarded media',
      (policy) => matterReading(policy, 'discarded_media', { cause: 'disposal', causeDetail: 'disposal' }),
    ],
    ['before_inception', '始期前の漏えい', 'Leaks before inception', inceptionReading],
    ['joining_cost', '導入の費用', 'Cost of joining', joiningReading],
    ['security_discount', 'セキュリティ状況による割引', 'Discount by security status', discountReading],
    ['rider_limits', '特約の中の限度額', 'Limits inside riders', riderReading],
    ['not_accepted', '引き受けない業種', 'Industries not accepted', acceptanceReading],
    ['exclusions', '免責事由', 'Exclusions clause by clause', exclusionsReading],
  ] satisfies [string, string, string, Axis['read']][]
).map(([id, ja, en, read], i) => ({ id, number: i + 1, name: { ja, en }, read }));
