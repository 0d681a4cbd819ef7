import { describe, expect, test } from 'vitest';
import { PROPERTIES } from './testing/properties.ts';

/** Cases of each property here; `packages/policy/bench/soak.ts` runs ten thousand. */
const CASES = 60;

describe.each(Object.entries(PROPERTIES))('Y30 %s', (_, property) => {
  test(`Y30 over ${CASES} random policies and histories`, () => {
    const wrong = Array.from({ length: CASES }, (_, seed) => {
      const why = property(seed);
      return why === undefined ? [] : [`seed ${seed}: ${why}`];
    }).flat();
    expect(wrong).toEqual([]);
  });
});
