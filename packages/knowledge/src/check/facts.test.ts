import { expect, test } from 'vitest';
import { COST, issuesWith } from '../testing/files.ts';

const codes = (row: string, file = 'unit-costs.yaml') =>
  issuesWith({ 'unit-costs.yaml': 'facts: []', [file]: `facts:\n  - ${row}\n` }).map(({ code }) => code);

test('K11 a unit cost in yen says whether tax is in it', () => {
  const bare = COST.replace('taxBasis: not_stated, ', '');
  expect(codes(bare)).toEqual(['knowledge.no-tax-basis']);
  expect(codes(bare, 'awards.yaml')).toEqual([]);
});

test.each(['excluded', 'included', 'exempt', 'not_stated'])('K11 %s is a tax basis', (basis) => {
  expect(codes(COST.replace('not_stated', basis))).toEqual([]);
});

test('K9 a figure we made names its rows or says how', () => {
  for (const certainty of ['computed', 'judgement']) {
    const row = COST.replace('verified', certainty);
    expect(codes(row)).toEqual(['knowledge.unexplained']);
    expect(codes(`${row.slice(0, -1)}, from: [map]}`)).toEqual([]);
    expect(codes(`${row.slice(0, -1)}, note: 130 = 1.3M / 10,000}`.replace('10,000', '1万'))).toEqual([]);
  }
});

test('K10 a row without value and distribution is unverified', () => {
  const gap = COST.replace('value: 130, ', '');
  expect(codes(gap)).toEqual(['knowledge.empty']);
  expect(codes(gap.replace('verified', 'unverified'))).toEqual([]);
});

test('K8 a distribution without a certainty of its own is refused', () => {
  const row = `${COST.slice(0, -1)}, distribution: {type: lognormal, params: {meanlog: 1}}}`;
  expect(codes(row)).toEqual(['knowledge.schema']);
  expect(codes(row.replace('{meanlog: 1}', '{meanlog: 1}, certainty: judgement'))).toEqual([]);
});
