import { compileModel, createBlockRunner } from '@sonae/engine';
import { lossModel } from '@sonae/loss';
import { beforeAll, describe, expect, test } from 'vitest';
import { gapMap } from '../gap-map/gap-map.ts';
import { withControls } from '../programme-search/candidates.ts';
import { createTerms } from '../task.ts';
import { examplePolicy } from '../testing/input.ts';
import { exampleRetailer } from '../testing/played.ts';
import { WORST_YEARS, type WorstYear, worstYears } from '../worst-years/worst-years.ts';
import { type PlayedYears, playYears, someYears } from './play.ts';
import { byYear, keptOfEvent, runTerms } from './run.ts';

const RETAILER = exampleRetailer();
const POLICIES = ['minato-cyber-std-2026', 'akebono-leak-wide-2026'].map(examplePolicy);
const OPTIONS = { years: 10_000, seed: 42 };
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

let played: PlayedYears;
beforeAll(() => {
  played = playYears(RETAILER.data, RETAILER.subject, OPTIONS);
});

describe('years played once', () => {
  test('A22 they are the years the engine plays, to the yen, with any policies', () => {
    const model = lossModel({ ...RETAILER.data, blockYears: 200 }, RETAILER.subject);
    for (const policies of [[], POLICIES]) {
      const terms = createTerms(model, RETAILER.liabilities, policies);
      const runner = createBlockRunner({ model: compileModel(model.source), ...terms, seed: OPTIONS.seed });
      const outcome = runTerms(played, terms);
      const kept = byYear(played, (event) => keptOfEvent(outcome, event), played.small);
      for (const block of [0, 17, 49]) {
        const expected = Array.from(runner.run(block, block).years.retained);
        expect(Array.from(kept.slice(block * 200, (block + 1) * 200))).toEqual(expected);
      }
    }
    expect(played.years).toBe(10_000);
  });

  test('A22 some of the years are the same years', () => {
    const chosen = [7, 4999, 42, 9999];
    const terms = createTerms(played.model, RETAILER.liabilities, POLICIES);
    const keptOf = (years: PlayedYears) => {
      const outcome = runTerms(years, terms);
      return byYear(years, (event) => keptOfEvent(outcome, event), years.small);
    };
    const all = keptOf(played);
    expect(Array.from(keptOf(someYears(played, chosen)))).toEqual(chosen.map((year) => all[year]));
  });

  test('A23 a control takes events away or makes them smaller and changes nothing else: the luck is common', () => {
    // Stated no, and never stated: both ways lead to the same worlds.
    for (const [id, stated] of [
      ['edr', true],
      ['patch7', false],
    ] as const) {
      expect(RETAILER.subject.stated[id] !== undefined).toBe(stated);
      const { data, subject } = withControls(RETAILER.data, RETAILER.subject, [id]);
      const safer = playYears(data, subject, OPTIONS);
      const [before, after] = [played, safer].map((years) => {
        const outcome = runTerms(years, createTerms(years.model, RETAILER.liabilities, []));
        return byYear(years, (event) => outcome.gross[event], years.small);
      });
      expect(safer.table.events).toBeLessThan(played.table.events);
      expect(after.every((yen, year) => yen <= before[year])).toBe(true);
      expect(sum([...after])).toBeLessThan(sum([...before]));
    }
  });
});

describe('worst years', () => {
  let years: readonly WorstYear[];
  beforeAll(() => {
    const names = (row: number) => ({ ...played.model.scenarios[row], name: played.model.scenarios[row].id });
    years = worstYears(played, RETAILER.liabilities, POLICIES, names, 'ja');
  });

  test('A24 the twenty worst years, each event through each policy: paid and kept add up, and kept has its reasons', () => {
    expect(years).toHaveLength(WORST_YEARS);
    expect(years.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    for (const [i, { owed, smallIncidents, events, policies }] of years.entries()) {
      if (i > 0) expect(owed).toBeLessThanOrEqual(years[i - 1].owed);
      expect(sum(events.map((event) => event.owed)) + smallIncidents).toBe(owed);
      for (const [p, { paid, kept }] of policies.entries()) {
        expect(paid + kept).toBe(owed);
        expect(sum(events.map((event) => event.policies[p].paid))).toBe(paid);
      }
      for (const event of events)
        for (const { paid, kept, why } of event.policies) {
          expect(paid + kept).toBe(event.owed);
          expect(paid).toBeGreaterThanOrEqual(0);
          expect(sum(why.map(({ yen }) => yen))).toBe(kept);
        }
    }
    expect(years[0].policies.some(({ paid }) => paid > 0)).toBe(true);
  });
});

describe('the gap map', () => {
  test('A25 cause × head × policy adds up to the yen and no cell keeps more than was owed', () => {
    const map = gapMap(played, RETAILER.liabilities, POLICIES, { returnPeriod: 100, language: 'ja' });
    expect(sum(map.cells.map(({ owed }) => owed))).toBe(map.owed);
    map.kept.forEach(({ policy, yen }, p) => {
      expect(policy).toBe(POLICIES[p].id);
      expect(sum(map.cells.map((cell) => cell.kept[p].yen))).toBe(yen);
      expect(yen).toBeLessThan(map.owed);
    });
    for (const { owed, kept } of map.cells)
      for (const { yen } of kept) {
        expect(Number.isSafeInteger(yen)).toBe(true);
        expect(yen).toBeGreaterThanOrEqual(0);
        expect(yen).toBeLessThanOrEqual(owed);
      }
    expect(map.years).toBe(20);
    // The leak policy pays no interruption: all of the lost profit stays.
    const lost = map.cells.filter(({ head }) => head === 'lost_profit');
    expect(lost.length).toBeGreaterThan(0);
    for (const { owed, kept } of lost) expect(kept[1].yen).toBe(owed);
  });
});
