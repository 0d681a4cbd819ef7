import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformanceFolder } from '../../../../tests/support/conformance.ts';
import { oasisCase } from './case.ts';
import { replayCases } from './compare.ts';
import { replayCase } from './replay.ts';

const folder = conformanceFolder();
const cases = folder === undefined ? [] : path.join(folder, 'policy-terms');
const files = typeof cases === 'string' ? readdirSync(cases).filter((file) => file.endsWith('.jsonl')) : [];

describe.skipIf(files.length === 0)('Y40 outside cases of the financial module', () => {
  test.each(files)('Y40 %s: every case agrees', (file) => {
    const {
      failed,
      issues,
      cases: count,
    } = replayCases(readFileSync(path.join(cases as string, file), 'utf8'), file);
    expect([failed, issues]).toEqual([[], []]);
    expect(count).toBeGreaterThan(0);
  });
});

/** One item, one node, one profile. */
const single = (profile: object, loss: number, tiv = 1000) =>
  replayCase(
    oasisCase.parse({
      id: 'x',
      items: [{ item: 1, cov: 1, tiv }],
      programme: [[1, 1, 1]],
      policytc: [[1, 1, 1, 1]],
      profiles: { 1: [profile].flat() },
      xref: [[1, 1, 1]],
      gul: { e: { 1: loss } },
      il: {},
    }),
  ).e[1];

test.each([
  ['1 deductible and limit', { calcrule_id: 1, deductible1: 100, limit1: 500 }, 700, 500],
  [
    '2 attachment, limit, share',
    { calcrule_id: 2, deductible1: 50, attachment1: 50, limit1: 500, share1: 0.5 },
    400,
    150,
  ],
  ['3 franchise and limit', { calcrule_id: 3, deductible1: 100, limit1: 500 }, 100, 0],
  ['4 deductible in value and limit', { calcrule_id: 4, deductible1: 0.1, limit1: 500 }, 400, 300],
  ['5 both shares of the loss', { calcrule_id: 5, deductible1: 0.1, limit1: 0.5 }, 400, 200],
  ['6 deductible in value', { calcrule_id: 6, deductible1: 0.1 }, 400, 300],
  ['9 deductible as a share of the limit', { calcrule_id: 9, deductible1: 0.1, limit1: 500 }, 400, 350],
  ['11 minimum deductible', { calcrule_id: 11, deductible1: 10, deductible2: 60 }, 400, 340],
  ['15 limit as a share of the loss', { calcrule_id: 15, deductible1: 100, limit1: 0.5 }, 400, 200],
  [
    '17 share of the loss, then a layer',
    { calcrule_id: 17, deductible1: 0.1, attachment1: 60, limit1: 200, share1: 0.5 },
    400,
    100,
  ],
  ['20 reverse franchise', { calcrule_id: 20, deductible1: 100 }, 101, 0],
  ['22 ceded, limit, placed', { calcrule_id: 22, share1: 0.5, limit1: 100, share2: 0.5, share3: 1 }, 400, 50],
  ['23 limit, placed', { calcrule_id: 23, limit1: 100, share2: 0.5, share3: 0.5 }, 400, 25],
  [
    '24 excess, placed',
    { calcrule_id: 24, share1: 0.5, attachment1: 100, limit1: 50, share2: 1, share3: 0.5 },
    400,
    25,
  ],
  ['25 proportional', { calcrule_id: 25, share1: 0.5, share2: 0.5, share3: 1 }, 400, 100],
  ['33 share of the loss, limit', { calcrule_id: 33, deductible1: 0.5, limit1: 150 }, 400, 150],
  ['34 attachment and share', { calcrule_id: 34, deductible1: 50, attachment1: 50, share1: 0.1 }, 400, 30],
  [
    '36 minimum and limit share',
    { calcrule_id: 36, deductible1: 10, deductible2: 60, limit1: 0.5 },
    400,
    200,
  ],
  ['39 franchise', { calcrule_id: 39, deductible1: 100 }, 101, 101],
  ['40 waiting and indemnity in money', { calcrule_id: 40, deductible1: 100, limit1: 200 }, 400, 200],
  [
    '32 money trigger',
    { calcrule_id: 32, step_id: 1, trigger_start: 300, payout_start: 0.5, limit1: 150 },
    400,
    150,
  ],
  [
    '27 payout in value',
    { calcrule_id: 27, step_id: 1, trigger_start: 0.3, trigger_end: 1, payout_start: 0.5, limit1: 900 },
    400,
    500,
  ],
  ['103 franchise, limit, share', { calcrule_id: 103, deductible1: 100, limit1: 300, share1: 0.5 }, 400, 150],
  ['200 share', { calcrule_id: 200, share1: 0.25 }, 400, 100],
])('Y41 rule %s', (_, profile, loss, expected) => {
  expect(single(profile, loss)).toBeCloseTo(expected, 9);
});

test('Y42 a case that does not read, and a rule nobody described, are reported by line and fail', () => {
  const bad = JSON.stringify({
    id: 'b',
    items: [{ item: 1, cov: 1, tiv: 1 }],
    programme: [[1, 1, 1]],
    policytc: [[1, 1, 1, 1]],
    profiles: { 1: [{ calcrule_id: 99 }] },
    xref: [[1, 1, 1]],
    gul: { e: { 1: 1 } },
    il: {},
  });
  const { cases: count, passed, failed, issues } = replayCases(`{\n\n${bad}\n`, 'c.jsonl');
  expect([count, passed, failed]).toEqual([2, 0, ['line 1', 'b']]);
  expect(issues.map(({ line }) => line)).toEqual([1, 3]);
});

test('Y42 a case that disagrees is named', () => {
  const good = {
    id: 'g',
    items: [{ item: 1, cov: 1, tiv: 1 }],
    programme: [[1, 1, 1]],
    policytc: [[1, 1, 1, 1]],
    profiles: { 1: [{ calcrule_id: 100 }] },
    xref: [[1, 1, 1]],
    gul: { e: { 1: 1000 } },
    il: { e: { 1: 1000.9 } },
  };
  const off = { ...good, id: 'o', il: { e: { 1: 1002 } } };
  expect(replayCases(`${JSON.stringify(good)}\n${JSON.stringify(off)}`, 'c').failed).toEqual(['o']);
});
