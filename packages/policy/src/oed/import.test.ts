import { expect, test } from 'vitest';
import { pay } from '../evaluate/pay.ts';
import { eventOf } from '../event/read.ts';
import { policy as policySchema } from '../schema/index.ts';
import { importOed } from './import.ts';

const HEAD =
  'AccNumber,PolNumber,PolInceptionDate,PolExpiryDate,AccCurrency,LayerNumber,LayerParticipation,LayerLimit,LayerAttachment,PolDed,PolLimit7NPBI,PolDed7NPBI,PolLimitINRE,PolDedINRE,PolCoverage,BIWaitingPeriod,BIPOI,InsuredName';
const row = (values: Record<string, string | number>): string =>
  HEAD.split(',')
    .map((column) => values[column] ?? '')
    .join(',');
const GOOD = {
  AccNumber: 'A1',
  PolNumber: 'P1',
  PolInceptionDate: '2026-04-01',
  PolExpiryDate: '2027-03-31',
  AccCurrency: 'JPY',
  LayerNumber: 1,
  LayerParticipation: 0.5,
  LayerLimit: 30_000_000,
  LayerAttachment: 1_000_000,
  PolDed: 500_000,
  PolLimitINRE: 20_000_000,
  PolDedINRE: 100_000,
  PolCoverage: 'BI;INRE',
  InsuredName: '"株式会社あさひ電商（架空）, 本店"',
};

test('Y50 a row becomes a policy that pays in the order of the format', () => {
  const { policies, issues } = importOed(`${HEAD}\n${row(GOOD)}\n`, 'a.csv');
  expect(issues).toEqual([]);
  const policy = policySchema.parse(policies[0]);
  expect(policy.insured?.named).toBe('株式会社あさひ電商（架空）, 本店');
  const event = eventOf({
    discoveredAt: '2026-05-01',
    suspicionOnly: false,
    cause: 'malware',
    costs: [{ head: 'forensic', amount: 25_000_000 }],
  });
  // (min(25.0 − 0.1, 20.0) − 0.5 − 1.0) × 50 %
  expect(pay([policy], [event]).total).toBe(9_250_000);
});

test('Y51 mistakes come all at once, each at its row and column, and other rows are taken over', () => {
  const text = [
    `${HEAD},PolMinDed6All`,
    `${row({ ...GOOD, PolNumber: '' })},`,
    `${row({ ...GOOD, LayerLimit: 'x', LayerParticipation: 1.5 })},`,
    `${row({ ...GOOD, AccCurrency: 'USD' })},`,
    `${row({ ...GOOD, PolExpiryDate: '2027-02-30' })},`,
    `${row({ ...GOOD, PolCoverage: 'ABC' })},`,
    `${row(GOOD)},5000`,
    `${row({ ...GOOD, PolNumber: 'P2' })},`,
  ].join('\n');
  const { policies, issues } = importOed(text, 'a.csv');
  expect(policies).toHaveLength(1);
  expect(issues.map(({ code, line, path }) => `${code} ${line} ${path}`)).toEqual([
    'oed.missing 2 PolNumber',
    'oed.number 3 LayerLimit',
    'oed.share 3 LayerParticipation',
    'oed.currency 4 AccCurrency',
    'oed.date 5 PolExpiryDate',
    'oed.coverage 6 PolCoverage',
    'oed.unused-term 7 PolMinDed6All',
  ]);
  for (const { hint } of issues) expect(hint.ja).not.toBe('');
});

test('Y52 a waiting period, an indemnity period, another currency', () => {
  const { policies, issues } = importOed(
    `${HEAD}\n${row({ ...GOOD, AccCurrency: 'USD', LayerLimit: 1_000_000, LayerAttachment: 0, PolDed: 0, LayerParticipation: 1, PolLimit7NPBI: 100_000, BIWaitingPeriod: 0.5, BIPOI: 30 })}`,
    'a.csv',
    { USD: 150 },
  );
  expect(issues).toEqual([]);
  const policy = policySchema.parse(policies[0]);
  expect(policy.limits.NPBI.amount).toBe(15_000_000);
  expect(policy.parts[0].retention).toContainEqual({ kind: 'waiting_excess', hours: 12, heads: 'NPBI' });
  expect(policy.parts[0].indemnityPeriod).toEqual({ maxDays: 30 });
});

test('Y53 liability: trigger and defence by their codes', () => {
  const head = 'PolNumber,AccCurrency,LayerLimit,PolDed,CoverageTrigger,DefenceCost';
  const { policies, issues } = importOed(
    `${head}\nL1,JPY,10000000,100000,0,0\nL2,JPY,10000000,100000,0,1\nL3,JPY,1,1,7,9`,
    'l.csv',
  );
  expect(issues.map(({ path }) => path).sort()).toEqual(['CoverageTrigger', 'DefenceCost']);
  const event = eventOf({
    occurredAt: '2026-05-01',
    claims: [{ claimant: 'client', components: [{ head: 'damages', amount: 12_000_000 }] }],
    costs: [{ head: 'defence', amount: 3_000_000 }],
  });
  const [outside, inside] = policies.map((one) => pay([policySchema.parse(one)], [event]).total);
  expect([outside, inside]).toEqual([13_000_000, 10_000_000]);
});
