import { readFileSync } from 'node:fs';
import type { Company } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readCompanyYaml } from '@sonae/register/readers';
import { expect, test } from 'vitest';
import { roundFeed } from './feed.ts';
import { type RoundRecord, yearlyRound } from './round.ts';

const BARE = {
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name: '甲社' },
} as unknown as Company;
const withCalendar = (entry: object): Company =>
  ({ ...BARE, calendar: [{ id: 'a', kind: 'training', title: '研修', ...entry }] }) as Company;
const datesOf = (company: Company, year: number, today = `${year}-01-01`, records: RoundRecord[] = []) =>
  yearlyRound(company, [], year, today, records)
    .filter(({ item }) => item === 'calendar/a')
    .map(({ due, state }) => `${due} ${state}`);
const done = (on: string, item = 'calendar/a'): RoundRecord => ({
  item,
  on,
  people: ['全員'],
  content: '標的型メール',
});

test('YR1 the example makes a year of dates from its calendar, contracts and policy, in order', () => {
  const file = new URL('../../../../examples/companies/retailer.yaml', import.meta.url);
  const { company } = readCompanyYaml(readFileSync(file), 'retailer.yaml', knowledgeVocabulary());
  const to = Date.parse('2027-04-01T07:00:00Z');
  const items = yearlyRound(company!, [{ id: 'p', name: '証券', to }], 2027, '2026-11-22');
  expect(items.map(({ due }) => due)).toEqual(items.map(({ due }) => due).toSorted());
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  expect(items.find(({ item }) => item === 'calendar/training-2026')?.due).toBe('2027-05-21');
  expect(items.filter(({ item }) => item === 'calendar/phishing-drill').map(({ due }) => due)).toEqual([
    '2027-03-10',
    '2027-09-10',
  ]);
  expect(items.find(({ item }) => item === 'policy/p')?.due).toBe('2027-01-01');
  expect(items.some(({ kind }) => kind === 'contract_review')).toBe(true);
});

test('YR2 dates repeat in whole intervals from the one the register names; the 31st stays the 31st', () => {
  expect(datesOf(withCalendar({ nextDue: '2026-01-31', everyMonths: 1 }), 2028)).toHaveLength(12);
  expect(datesOf(withCalendar({ nextDue: '2026-01-31', everyMonths: 1 }), 2028).slice(1, 3)).toEqual([
    '2028-02-29 planned',
    '2028-03-31 planned',
  ]);
  // Nothing is asked for before the date the register names.
  expect(datesOf(withCalendar({ nextDue: '2030-06-15', everyMonths: 5 }), 2030)).toEqual([
    '2030-06-15 planned',
    '2030-11-15 planned',
  ]);
  expect(datesOf(withCalendar({ nextDue: '2027-05-01' }), 2026)).toEqual([]);
  expect(datesOf(withCalendar({ lastDone: '2026-05-01' }), 2027)).toEqual(['2027-05-01 planned']);
});

test('YR3 planned, due in thirty days, overdue the day after; done by a record of its interval, once', () => {
  const half = withCalendar({ nextDue: '2026-06-30', everyMonths: 6 });
  expect(datesOf(half, 2026, '2026-05-30')).toEqual(['2026-06-30 planned', '2026-12-30 planned']);
  expect(datesOf(half, 2026, '2026-05-31')[0]).toBe('2026-06-30 due');
  expect(datesOf(half, 2026, '2026-06-30')[0]).toBe('2026-06-30 due');
  expect(datesOf(half, 2026, '2026-07-01')[0]).toBe('2026-06-30 overdue');
  const late = [done('2026-07-20')];
  expect(datesOf(half, 2026, '2026-08-01', late)).toEqual(['2026-06-30 done', '2026-12-30 planned']);
  expect(datesOf(half, 2026, '2027-01-01', [...late, done('2026-12-01')])[1]).toBe('2026-12-30 done');
  // One made before the interval began is of the time before.
  expect(datesOf(half, 2026, '2026-07-01', [done('2025-12-01')])[0]).toBe('2026-06-30 overdue');
  // What the register says was done does not count for what it names next, however near the two are.
  const yearly = withCalendar({ lastDone: '2026-05-22', nextDue: '2027-05-21', everyMonths: 12 });
  expect(datesOf(yearly, 2026)).toEqual(['2026-05-22 done']);
  expect(datesOf(yearly, 2027, '2026-11-22')).toEqual(['2027-05-21 planned']);
  expect(datesOf(yearly, 2026, '2026-11-22', [done('2026-05-22')])).toEqual(['2026-05-22 done']);
  expect(datesOf(half, 2026, '2026-07-01', [done('2026-06-01', 'calendar/b')])[0]).toBe('2026-06-30 overdue');
});

test('YR4 what a register forgets is asked once a year; what it has is not asked twice', () => {
  const kinds = yearlyRound(BARE, [], 2026, '2026-01-01').map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['audit', 'contact_test', 'drill', 'training', 'vulnerability_check']);
  const asked = yearlyRound(withCalendar({ nextDue: '2026-05-01' }), [], 2026, '2026-01-01');
  expect(asked.filter(({ kind }) => kind === 'training')).toHaveLength(1);
});

test('YR5 a contract is looked at ninety days before its end, else each year; a record says who, when, what', () => {
  const contracts = [
    { id: 'ends', partner: 'x', title: '保守', side: 'we_buy', to: '2026-12-31' },
    { id: 'runs', partner: 'x', title: '運用', side: 'we_buy', from: '2024-02-29' },
  ];
  const company = { ...BARE, contracts, partners: [{ id: 'x', name: '乙社', role: 'supplier' }] } as Company;
  const items = yearlyRound(company, [], 2026, '2026-01-01', [done('2026-09-20', 'contract/ends')]);
  expect(items.filter(({ kind }) => kind === 'contract_review').map(({ item, due }) => [item, due])).toEqual([
    ['contract/runs', '2026-02-28'],
    ['contract/ends', '2026-10-02'],
  ]);
  expect(items.find(({ item }) => item === 'contract/ends')).toMatchObject({
    state: 'done',
    record: { people: ['全員'], content: '標的型メール' },
  });
});

test('YR6 the feed holds what is open, each date under its own name', () => {
  const items = yearlyRound(BARE, [], 2026, '2026-01-01', [done('2026-03-01', 'default/audit')]);
  const text = roundFeed(items, 'ja', 0);
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(4);
  expect(text).toContain('UID:default/training/2026-12-31@sonae');
  expect(text).toContain('20261231T145900Z');
});
