import { expect, test } from 'vitest';
import { jnsaFacts, jnsaFormula, jnsaItemOf, jnsaItems, jnsaVectors, jnsaYears } from './jnsa.ts';

type Vector = {
  input: { x: number; y: number; ident: number; resp: number; post: number; persons?: number };
  expected_per_person: number;
  expected_total?: number;
};

const figureOf = (id: string) => jnsaFacts.find((row) => row.id === id)?.value;

test('K12 the constants are those of the rows they come from', () => {
  expect(jnsaFormula.base.value).toBe(figureOf('jo.base'));
  const factors = (id: string) => (figureOf(id) as { value: number }[]).map(({ value }) => value).toSorted();
  expect(jnsaFormula.identifiability.map(({ factor }) => factor).toSorted()).toEqual(factors('jo.ident'));
  expect(jnsaFormula.responsibility.map(({ factor }) => factor).toSorted()).toEqual(factors('jo.resp'));
  expect(jnsaFormula.response.map(({ factor }) => factor).toSorted()).toEqual(factors('jo.post'));
  expect(figureOf('jo.formula')).toBe('500 * (10^(x-1) + 5^(y-1)) * ident * resp * post');
});

test('K12 the table of sensitivities follows from the bases', () => {
  for (const [cell, value] of Object.entries(figureOf('jo.sensitivity_table') as Record<string, number>)) {
    const [x, y] = cell.split(',').map(Number);
    expect(jnsaFormula.mentalBase.value ** (x - 1) + jnsaFormula.economicBase.value ** (y - 1)).toBe(value);
  }
});

test('K24 the vectors agree with the constants', () => {
  expect(jnsaVectors).toHaveLength(16);
  const { base, mentalBase, economicBase } = jnsaFormula;
  for (const { value } of jnsaVectors) {
    const { input, expected_per_person, expected_total } = value as unknown as Vector;
    const sensitivity = mentalBase.value ** (input.x - 1) + economicBase.value ** (input.y - 1);
    const perPerson = base.value * sensitivity * input.ident * input.resp * input.post;
    expect(perPerson).toBe(expected_per_person);
    if (expected_total !== undefined) expect(perPerson * input.persons!).toBe(expected_total);
  }
});

test('K17 items are found by the names people use', () => {
  expect(jnsaItemOf('名前')?.id).toBe('full_name');
  expect(jnsaItemOf('カルテ')).toMatchObject({ x: 3, y: 1, certainty: 'verified' });
  expect(jnsaItemOf('カード番号・有効期限')).toMatchObject({ x: 1, y: 3 });
  expect(jnsaItemOf('マイナンバー')).toBeUndefined();
});

test('K8 items that were only recollected are unverified and say where to look', () => {
  const recollected = jnsaItems.filter(({ from }) => from === 'jo.ep_map_unverified');
  expect(recollected).toHaveLength(31);
  expect(
    recollected.every(({ certainty, note }) => certainty === 'unverified' && note!.includes('2017')),
  ).toBe(true);
  expect(jnsaItemOf('位置情報')?.certainty).toBe('unverified');
});

test('K12 items two sources put into different cells say so', () => {
  const conflicting = jnsaItems.filter(({ conflict }) => conflict).map(({ ja }) => ja);
  expect(conflicting.toSorted()).toEqual(['知的障害', '身体障害', '音声・声紋'].toSorted());
});

test('K15 the yearly results run from 2003 to 2018', () => {
  expect(jnsaYears.map(({ date }) => Number(date))).toEqual(Array.from({ length: 16 }, (_, i) => 2003 + i));
});
