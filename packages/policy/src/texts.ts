import type { Text } from '@sonae/core';
import { headGroups, headOf } from '@sonae/knowledge';
import type { ReasonId } from './evaluate/gate.ts';

/** Why an amount is kept, in the reader's words. */
export const REASON_TEXTS: Readonly<Record<ReasonId, Text>> = {
  not_insured: { ja: 'どの担保条項にも入らない費目', en: 'no part covers this head' },
  recovered: { ja: '相手方などから回収済み', en: 'recovered from others' },
  other_insurance: { ja: '他の保険で支払われる', en: 'paid by other insurance' },
  trigger: { ja: '保険期間の外', en: 'outside the policy period' },
  retro: { ja: '遡及の範囲より前の事故', en: 'before the retroactive cover' },
  known_before: { ja: '契約の前から知っていた', en: 'known before inception' },
  territory: { ja: '補償地域の外', en: 'outside the territory' },
  suspicion: { ja: '疑いの段階', en: 'suspicion only' },
  late_report: { ja: '報告期限の経過', en: 'reported too late' },
  exclusion: { ja: '免責事由', en: 'exclusion' },
  condition: { ja: '条件を満たさない', en: 'a condition is not met' },
  claimant: { ja: '対象でない請求者', en: 'claimant not covered' },
  consent: { ja: '保険会社の同意がない', en: "without the insurer's consent" },
  window: { ja: '費用の対象期間の後', en: 'after the window for costs' },
  not_outsourced: { ja: '外部に払っていない費用', en: 'not paid to others' },
  head_excluded: { ja: 'この場合は対象外の費目', en: 'head not covered in this case' },
  unit_cap: { ja: '一人・一法人あたりの上限', en: 'cap per person or corporation' },
  not_stated: { ja: '約款に記載がない', en: 'not stated in the wording' },
  percentage: { ja: '縮小支払割合', en: 'percentage' },
  retention: { ja: '免責金額', en: 'retention' },
  waiting: { ja: '免責時間', en: 'waiting period' },
  indemnity_period: { ja: 'てん補期間', en: 'indemnity period' },
  limit: { ja: '支払限度額', en: 'limit' },
  defence_share: { ja: '争訟費用の割合払い', en: 'defence in proportion' },
  rounding: { ja: '円未満切捨て', en: 'rounding down to yen' },
};

const STEP_TEXTS: Readonly<Record<string, Text>> = {
  loss: { ja: '対象となる損害', en: 'loss the part looks at' },
  unitCap: REASON_TEXTS.unit_cap,
  pct: REASON_TEXTS.percentage,
  retention: REASON_TEXTS.retention,
  'waiting.waiting_excess': {
    ja: '免責時間（超えた時間の損害だけ）',
    en: 'waiting period, only the loss after it',
  },
  'waiting.waiting_qualify': { ja: '免責時間（超えれば対象）', en: 'waiting period that qualifies' },
  'waiting.waiting_from_zero': {
    ja: '免責時間（超えれば最初から）',
    en: 'waiting period, then from the first hour',
  },
  period: REASON_TEXTS.indemnity_period,
  'add.defence': REASON_TEXTS.defence_share,
  pay: { ja: '支払い', en: 'payment' },
};

/** A step of a trace in the reader's words. */
export function stepText(step: string): Text {
  const known = STEP_TEXTS[step] ?? REASON_TEXTS[step as ReasonId];
  return known ?? (step.startsWith('limit.') ? REASON_TEXTS.limit : { ja: step, en: step });
}

/** What a limit or retention is counted per. */
export const PER_TEXTS: Readonly<Record<string, Text>> = {
  claim: { ja: '1請求', en: 'per claim' },
  event: { ja: '1事故', en: 'per event' },
  series: { ja: '一連の事故', en: 'per series' },
  period: { ja: '保険期間', en: 'per period' },
  year: { ja: '保険期間', en: 'per period' },
  unit: { ja: '1単位', en: 'per unit' },
};

/** The word of a file for a head, in the reader's words. */
export function headText(word: string): Text {
  return headGroups.find((group) => group.id === word) ?? headOf(word) ?? { ja: word, en: word };
}
