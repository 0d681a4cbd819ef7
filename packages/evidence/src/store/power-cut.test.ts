import { expect, test } from 'vitest';
import { powerCuts } from '../testing/power-cuts.ts';

test('J8 whatever moment the power fails at, and whatever part of the unsynced writes survives: nothing acknowledged is lost', async () => {
  const outcome = await powerCuts({ rounds: 40, seed: 42 });
  expect(outcome.lost).toEqual([]);
  expect(outcome.refused).toEqual([]);
  expect(outcome.cuts).toBe(40);
  expect(outcome.torn).toBeGreaterThan(2);
});
