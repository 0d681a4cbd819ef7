import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinct, formatAddress, isSpecial, overlap, parseAddress } from './addresses.ts';
import { isParameter } from './parameters.ts';

const round = (text: string) => {
  const address = parseAddress(text);
  return address && formatAddress(address);
};

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['10.0.0.1/32', '10.0.0.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['::', '::'],
  ['1::', '1::'],
  ['::1', '::1'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['1:2:3:4:5:6:7:0', '1:2:3:4:5:6:7:0'],
  ['2001:db8::/32', '2001:db8::/32'],
])('AC3 %s is the address %s', (text, canonical) => {
  expect(round(text)).toBe(canonical);
});

test.each([
  '',
  '1.2.3',
  '1.2.3.4.5',
  '01.2.3.4',
  '256.1.1.1',
  '1.2.3.4/33',
  '10.0.0.1/8',
  '1.2.3.4/',
  '1.2.3.4/08',
  '1.2.3.4/24/1',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  '12345::',
  'g::',
  '::ffff:1.2.3.4',
  'fe80::1%eth0',
  ' 1.2.3.4',
  '1.2.3.4\n',
  '-1.2.3.4',
  '0x7f.1.1.1',
  '2001:db8::1/32',
])('AC3 %j is none', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test('AC3 what is written is read back, and networks overlap where one holds the other', () => {
  const v4 = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n });
  const v6 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });
  const any = fc.oneof(
    fc.record({ version: fc.constant(4 as const), value: v4, prefix: fc.integer({ min: 0, max: 32 }) }),
    fc.record({ version: fc.constant(6 as const), value: v6, prefix: fc.integer({ min: 0, max: 128 }) }),
  );
  fc.assert(
    fc.property(any, ({ version, value, prefix }) => {
      const rest = BigInt((version === 4 ? 32 : 128) - prefix);
      const address = { version, value: (value >> rest) << rest, prefix };
      expect(parseAddress(formatAddress(address))).toEqual(address);
      const one = { version, value, prefix: version === 4 ? 32 : 128 };
      expect(overlap(address, one)).toBe(true);
      expect(distinct([address, one])).toEqual([address]);
    }),
  );
});

test('AC3 nobody blocks himself, his neighbours or half the world', () => {
  for (const text of [
    '127.0.0.1',
    '0.0.0.0',
    '169.254.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'ff02::1',
    '0.0.0.0/0',
    '::/0',
  ])
    expect(isSpecial(parseAddress(text)!), text).toBe(true);
  for (const text of ['203.0.113.0/15', '203.0.0.0/8', '2001:db8::/31', '127.0.0.1'])
    expect(isParameter('address', text), text).toBe(false);
  for (const text of ['203.0.113.9', '203.0.0.0/16', '2001:db8::/32'])
    expect(isParameter('address', text), text).toBe(true);
});

test('AC4 no value can become an option, a path upwards or an instruction', () => {
  for (const kind of ['host', 'account', 'service', 'resource', 'address'] as const)
    for (const text of [
      '',
      '-x',
      '--help',
      'a b',
      'a;b',
      'a|b',
      '$(a)',
      '`a`',
      'a\nb',
      'a"b',
      "a'b",
      'a>b',
      '../a',
      'a/../../b',
      'あ',
    ])
      expect(isParameter(kind, text), `${kind} ${text}`).toBe(false);
  expect(isParameter('account', 'EXAMPLE\\taro')).toBe(true);
  expect(isParameter('resource', '/dev/vg0/data')).toBe(true);
  expect(isParameter('url', 'https://example.org/a?b=c')).toBe(true);
  for (const text of [
    'ftp://example.org',
    'https://a:b@example.org',
    'javascript:x',
    'https://example.org/a b',
  ])
    expect(isParameter('url', text), text).toBe(false);
  expect(isParameter('words', '削除してください')).toBe(true);
  for (const text of ['', ' ', 'a\nb', 'a\u202eb'])
    expect(isParameter('words', text), JSON.stringify(text)).toBe(false);
});
