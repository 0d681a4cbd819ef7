import type { Certainty } from '@sonae/core';
import type { CertaintyLabels } from './types.ts';

/** How each certainty is named to the reader. */
export const CERTAINTY_LABELS: CertaintyLabels = {
  verified: { ja: '確認済み', en: 'verified' },
  computed: { ja: '計算', en: 'computed' },
  judgement: { ja: '判断', en: 'judgement' },
  unverified: { ja: '未確認', en: 'unverified' },
};

const ORDER: readonly Certainty[] = ['verified', 'computed', 'judgement', 'unverified'];

/**
 * The certainty of what is made from several figures: that of the least sure one.
 *
 * @example leastCertain(['verified', 'unverified']) // 'unverified'
 */
export function leastCertain(certainties: Iterable<Certainty>): Certainty {
  let least = 0;
  for (const certainty of certainties) least = Math.max(least, ORDER.indexOf(certainty));
  return ORDER[least];
}
