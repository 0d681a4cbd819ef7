import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { playYears } from '../played-years/play.ts';
import { examplePolicy } from '../testing/input.ts';
import { exampleRetailer } from '../testing/played.ts';
import { traceYear } from './trace.ts';

const { data, subject, liabilities } = exampleRetailer();
const FOLDER = path.join(import.meta.dirname, '../../../../examples/policies');
const ids = readdirSync(FOLDER).map((file) => file.replace('.yaml', ''));

test('A30 the evaluator of every example wording pays what the compiled programme paid in the worst years', () => {
  const played = playYears(data, subject, { years: 4000, seed: 42 });
  let paying = 0;
  for (const policy of ids.map(examplePolicy))
    for (const rank of [1, 2, 3, 5, 8, 13, 20]) {
      const { result, events } = traceYear(played, liabilities, policy, rank);
      expect(result.events.map(({ id, total }) => [id, total])).toEqual(
        events.map(({ id, paid }) => [id, paid]),
      );
      const kept = result.kept.reduce((sum, { yen }) => sum + yen, 0);
      expect(result.total + kept).toBe(result.loss);
      if (result.total > 0) {
        paying++;
        expect(result.trace.length).toBeGreaterThan(0);
      }
    }
  expect(paying).toBeGreaterThan(20);
});
