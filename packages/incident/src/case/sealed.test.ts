import { sha256Hex } from '@sonae/evidence';
import { expect, test } from 'vitest';
import type { CaseEntry } from './entry.ts';
import { readSealed, sealedBytes } from './sealed.ts';

const entry: CaseEntry = {
  index: 3,
  at: Date.parse('2026-11-21T22:10:00.123+09:00'),
  by: '佐藤',
  event: { kind: 'told', whom: '保険会社', by: '電話', what: '一報', toldAt: 1_000 },
};
const sealed = { case: 'c1', salt: 'b1d1a0de-0000-4000-8000-000000000001', entry };

test('CA17 a sealed entry is read as it was written, and has one form whatever the order of its keys', () => {
  expect(readSealed(sealedBytes(sealed))).toEqual(sealed);
  const { kind, ...rest } = entry.event;
  const turned = { ...sealed, entry: { ...entry, event: { ...rest, kind } as CaseEntry['event'] } };
  expect(sealedBytes(turned)).toEqual(sealedBytes(sealed));
});

test('CA17 without its salt nobody finds the words from the digest', () => {
  const other = { ...sealed, salt: 'b1d1a0de-0000-4000-8000-000000000002' };
  expect(sha256Hex(sealedBytes(other))).not.toBe(sha256Hex(sealedBytes(sealed)));
});

test('CA17 what is no sealed entry is none', () => {
  const text = new TextDecoder().decode(sealedBytes(sealed));
  for (const bytes of ['', '{', '[]', 'null', '{}', text.replace('sonae-case-entry/1', 'sonae-case-entry/2')])
    expect(readSealed(new TextEncoder().encode(bytes))).toBeUndefined();
});
