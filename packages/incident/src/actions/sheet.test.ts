import { parseVkey } from '@sonae/evidence';
import { expect, test } from 'vitest';
import { dueSightings, isGone, type Sighting } from './letter.ts';
import { stateOf } from './lifecycle.ts';
import { isSignedSheet, sheetOf, signSheet } from './sheet.ts';
import { approvedTwice, examplePlan, exampleSettings, START, seedOf } from './testing/example.ts';

const settings = exampleSettings('print');
const keys = settings.approvers.map(({ vkey }) => parseVkey(vkey)!);
const sheetFor = (order: object, language: 'ja' | 'en' = 'ja') => {
  const plan = examplePlan(order, settings);
  const state = stateOf(approvedTwice(plan), settings, START + 2_000).value!;
  return sheetOf(plan, state, language);
};

test('AC14 a sheet holds plan, people, file and every phase in its order, rollback before cut', () => {
  const sheet = sheetFor({});
  const order = [
    'SHA-256',
    '花子',
    '太郎',
    'sha256sum',
    'nft -c -f',
    'systemd-run',
    'nft -f /root',
    'systemctl stop',
    'nft delete table',
  ];
  const places = order.map((words) => sheet.indexOf(words));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(sheet.indexOf('--on-active=600')).toBeLessThan(sheet.indexOf('# nft -f /root'));
  expect(sheet).toContain('memory: 採らない (採取する道具がない)');
});

test('AC14 a sheet is signed: one changed letter shows', () => {
  const signed = signSheet(sheetFor({}), '花子', seedOf(1));
  expect(isSignedSheet(signed, keys)).toBe(true);
  for (const at of [0, 100, 500, signed.indexOf('nft -f')]) {
    const letter = signed[at] === 'x' ? 'y' : 'x';
    expect(isSignedSheet(signed.slice(0, at) + letter + signed.slice(at + 1), keys), String(at)).toBe(false);
  }
  expect(isSignedSheet(signSheet(sheetFor({}), '悪人', seedOf(9)), keys)).toBe(false);
});

test('AC14 values fill one argument each', () => {
  const sheet = sheetFor({
    action: 'account.disable',
    parameters: { account: 'EXAMPLE\\taro' },
    captured: {},
    waived: { 'sign-ins': 'a', 'mail-rules': 'b' },
  });
  expect(sheet).toContain(`# usermod --lock --expiredate 1 -- 'EXAMPLE\\taro'`);
});

const TAKEDOWN = {
  action: 'takedown.request',
  parameters: {
    url: 'https://example.org/leak',
    recipient: '掲示板の運営者',
    what: '会員の氏名',
    ground: '個人の権利を侵害',
  },
  captured: { page: 'ab'.repeat(32) },
  waived: {},
};

test('AC15 a takedown request comes as a letter that promises nothing, with the page kept first', () => {
  const sheet = sheetFor(TAKEDOWN);
  for (const words of ['掲示板の運営者 御中', 'https://example.org/leak', '会員の氏名', '送信防止措置'])
    expect(sheet).toContain(words);
  expect(sheet).not.toMatch(/賠償|補償|お支払/);
  expect(sheetFor(TAKEDOWN, 'en')).toContain('Request for deletion');
});

test('AC15 the watch list asks again until a page was gone twice', () => {
  const row = (checks: Sighting['checks']): Sighting => ({
    url: 'u',
    seenAt: '2026-11-21T00:00:00Z',
    kind: 'copy',
    checks,
  });
  const there = { at: '2026-11-22T00:00:00Z', state: 'there' } as const;
  const gone = { at: '2026-11-23T00:00:00Z', state: 'gone' } as const;
  expect(isGone(row([there, gone]))).toBe(false);
  expect(isGone(row([there, gone, gone]))).toBe(true);
  expect(isGone(row([gone, gone, there]))).toBe(false);
  const now = Date.parse('2026-11-23T12:00:00Z');
  expect(dueSightings([row([]), row([there]), row([gone])], now, 24)).toHaveLength(2);
});
