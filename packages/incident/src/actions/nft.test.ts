import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAddress } from './addresses.ts';
import { blockFile, isolationFile, tableName, undoCommand } from './nft.ts';
import { commandLine, sheetFile } from './steps.ts';

const golden = (name: string) => readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8');
const addresses = (...texts: string[]) => texts.map((text) => parseAddress(text)!);

test('AC5 isolation is the golden file: one table, both families, management open, established connections cut', () => {
  const from = addresses('192.0.2.10', '2001:db8::10', '192.0.2.0/28', '192.0.2.10');
  const text = isolationFile(tableName('2026-001', 'isolate'), { from, ports: [22, 443, 22], dhcp: true });
  expect(text).toBe(golden('isolate.nft'));
});

test('AC5 a host that is managed over IPv4 alone is closed over IPv6', () => {
  const text = isolationFile(tableName('2026-001', 'isolate'), {
    from: addresses('192.0.2.10'),
    ports: [22],
  });
  expect(text).toBe(golden('isolate-ipv4.nft'));
});

test('AC5 blocking is the golden file: both ways and through, everything else passes', () => {
  const text = blockFile(
    tableName('2026-001', 'block', '203.0.113.0/24'),
    addresses('203.0.113.0/24', '2001:db8:bad::/48'),
  );
  expect(text).toBe(golden('block.nft'));
});

test('AC5 a table belongs to one action of one case', () => {
  const names = [
    tableName('2026-001', 'isolate'),
    tableName('2026_001', 'isolate'),
    tableName('2026.001', 'isolate'),
    tableName('2026-001', 'block', '203.0.113.9'),
    tableName('2026-001', 'block', '203.0.113.10'),
    tableName('事案'.repeat(60), 'isolate'),
  ];
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^sonae_[A-Za-z0-9_]{1,40}_(isolate|block)_[0-9a-f]{8}$/);
  expect(undoCommand(names[0])).toEqual(['nft', 'delete', 'table', 'inet', names[0]]);
  expect(sheetFile(names[0])).toMatch(/^\/root\/[A-Za-z0-9_]+\.nft$/);
});

test('AC2 what a person types is quoted argument by argument', () => {
  expect(commandLine(['a', "it's", '', 'b c', '$x', '--y=1'])).toBe(`a 'it'\\''s' '' 'b c' '$x' --y=1`);
});
