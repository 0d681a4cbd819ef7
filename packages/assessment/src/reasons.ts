import type { Text } from '@sonae/core';

/** Why money stays with the company, or is not owed, in the reader's words. */
export const REASON_NAMES: Readonly<Record<string, Text>> = {
  not_insured: { ja: '保険の対象でない費目', en: 'Head not insured' },
  no_policy: { ja: '保険に入っていない', en: 'No policy' },
  uninsured: { ja: '保険に入っていない場合', en: 'No policy in some worlds' },
  unclaimed: { ja: '請求しない軽い事故', en: 'Minor incident not claimed' },
  deductible: { ja: '免責金額', en: 'Deductible' },
  percentage: { ja: '縮小支払割合', en: 'Coinsurance' },
  limit: { ja: '支払限度額を超える額', en: 'Above the limit' },
  unit_cap: { ja: '一名あたりの限度を超える額', en: 'Above the cap per person' },
  exclusion: { ja: '支払わない場合に当たる', en: 'Exclusion' },
  waiting: { ja: '待機時間', en: 'Waiting period' },
  indemnity_period: { ja: '補償期間の後', en: 'After the indemnity period' },
};
