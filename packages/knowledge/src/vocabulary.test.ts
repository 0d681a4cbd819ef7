import { expect, test } from 'vitest';
import {
  businesses,
  controlOf,
  controls,
  dataKindOf,
  dataKinds,
  headOf,
  industries,
  industryOf,
  unitOf,
  vocabulary,
} from './vocabulary.ts';

test('K17 the lists answer to ids, names and aliases', () => {
  expect(industryOf('卸売業')?.id).toBe('wholesale');
  expect(industryOf('SIer')?.id).toBe('it');
  expect(dataKindOf('電子カルテ')?.class).toBe('sensitive');
  expect(controlOf('二要素認証')?.effects).toEqual(['ctl.mfa_full', 'ctl.mfa_account', 'ctl.mfa_leaked']);
  expect(headOf('フォレンジック')?.id).toBe('forensic');
  expect(industryOf('水産')).toBeUndefined();
});

test('K19 the four coarse answers of the profile are kinds of data', () => {
  expect(dataKinds.filter(({ coarse }) => coarse).map(({ id }) => id)).toEqual([
    'contact',
    'financial',
    'card',
    'sensitive',
  ]);
  for (const kind of dataKinds.filter(({ coarse }) => coarse)) expect(kind.class).toBe(kind.id);
});

test('K19 the six businesses are the six accidents', () => {
  expect(businesses.map(({ accident }) => accident)).toEqual(['B1', 'B2', 'B3', 'B4', 'B5', 'B6']);
});

test('K19 the five functions of a UTM are marked', () => {
  const utm = controls.filter((control) => control.utm).map(({ id }) => id);
  expect(utm).toEqual([
    'firewall',
    'antivirus',
    'content_filter',
    'intrusion_prevention',
    'central_management',
  ]);
});

test('K8 what is only recollected about an industry says so', () => {
  for (const { highResponsibility } of industries) {
    expect(highResponsibility).toMatchObject({ from: 'jo.resp', certainty: 'unverified' });
  }
  expect(industryOf('hospital')?.highResponsibility.answer).toBe('yes');
  expect(industryOf('it')?.highResponsibility.answer).toBe('unknown');
});

test('K8 the names of the vocabulary carry their provenance', () => {
  expect(vocabulary.provenance).toMatchObject({ certainty: 'judgement', date: '2026-11-21' });
});

test('K11 a unit knows its currency', () => {
  expect(unitOf('JPY/person')).toMatchObject({ ja: '円／人', currency: 'JPY' });
  expect(unitOf('share')?.currency).toBeUndefined();
});
