import { expect, test } from 'vitest';
import { duties, dutyOf } from './duties.ts';

test('K15 a duty keeps deadline, triggers and contents', () => {
  const duty = dutyOf('jp-appi-26-final-30');
  expect(duty?.deadline).toMatchObject({
    amount: 30,
    unit: 'day',
    firstDayCounts: true,
    rolloverRule: 'next_government_day',
  });
  expect(duty?.triggers.map(({ code, minPersons }) => `${code} ${minPersons}`)).toEqual([
    'APPI7-1 1',
    'APPI7-2 1',
    'APPI7-4 1001',
  ]);
  expect(duty?.contents?.slice(0, 9).map(({ ja }) => ja[0])).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
  ]);
  expect(dutyOf('none')).toBeUndefined();
});

test('K8 duties that were not read are unverified', () => {
  expect(duties.filter(({ certainty }) => certainty !== 'verified').map(({ id }) => id)).toEqual([
    'jp-fsa-cyber-incident',
    'jp-mynumber-final',
    'jp-telecom-quarterly',
    'jp-card-acquirer',
    'uk-gdpr-33',
  ]);
});

test('K25 a duty without a number has an urgency, or is one that has no time at all', () => {
  const timeless = duties.filter(
    ({ deadline }) => deadline.amount === undefined && deadline.urgency === undefined,
  );
  expect(timeless.map(({ id }) => id)).toEqual([
    'jp-appi-26-2-amend2026',
    'jp-ucpa-trade-secret',
    'jp-police',
    'jp-ipa',
    'jp-jpcert',
    'sg-pdpa-26d-individual',
  ]);
});
