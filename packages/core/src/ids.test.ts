import { describe, expect, test } from 'vitest';
import { compareIds, hashId, ID_PATTERN } from './ids.ts';

test('C12 an id has letters, digits, _, - and ., starts with a letter or digit, and has at most 64 characters', () => {
  for (const id of ['a', 'A1', 'customer-db', 'tokyo.mail_01', '0', 'x'.repeat(64)])
    expect(id).toMatch(ID_PATTERN);
  for (const id of ['', '-a', '.a', '_a', 'a b', 'a/b', '顧客', 'a\n', 'ａ', 'x'.repeat(65)]) {
    expect(id).not.toMatch(ID_PATTERN);
  }
});

describe('hash', () => {
  test.each([
    ['', 2872998923],
    ['a', 2448022055],
    ['asset-1', 636139176],
    ['customer-db', 339558927],
    ['顧客情報', 2986161918],
    ['😀', 2916093958],
  ])('C13 the hash of %j is the same on every machine, for ever', (id, hash) => {
    expect(hashId(id)).toBe(hash);
  });

  test('C13 it is a whole number of 32 bits', () => {
    for (let i = 0; i < 1000; i++) {
      const hash = hashId(`asset-${i}`);
      expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
    }
  });

  const departments = ['sales', 'hr', 'dev', 'finance', 'support'];
  test.each([
    ['numbered', (i: number) => `asset-${i}`],
    ['padded', (i: number) => `asset-${String(i).padStart(6, '0')}`],
    ['short', (i: number) => i.toString(36)],
    ['composed', (i: number) => `${departments[i % 5]}.server-${Math.floor(i / 5)}`],
    ['scenarios', (i: number) => `db-${i % 317}.ransomware-${Math.floor(i / 317)}`],
    ['Japanese', (i: number) => `顧客情報${i}`],
  ])('C14 100,000 ids do not collide: %s', (_, idOf) => {
    expect(new Set(Array.from({ length: 100_000 }, (_, i) => hashId(idOf(i)))).size).toBe(100_000);
  });

  test('C14 one bit of the id turns about half the bits of the hash', () => {
    let turned = 0;
    for (let i = 0; i < 10_000; i++) {
      const difference = hashId(`asset-${i}a`) ^ hashId(`asset-${i}b`);
      for (let bit = 0; bit < 32; bit++) turned += (difference >>> bit) & 1;
    }
    expect(turned / 10_000 / 32).toBeGreaterThan(0.48);
    expect(turned / 10_000 / 32).toBeLessThan(0.52);
  });
});

test('C15 ids are ordered by code unit, in any locale', () => {
  expect(['b', 'a', 'B', 'a10', 'a2', 'a-1', 'ä'].sort(compareIds)).toEqual([
    'B',
    'a',
    'a-1',
    'a10',
    'a2',
    'b',
    'ä',
  ]);
  expect(compareIds('a', 'a')).toBe(0);
});
