import { describe, expect, test } from 'vitest';
import { codes, LEAST, places, read } from '../testing/read.ts';

const systems = (links: Record<string, readonly string[]>) =>
  `${LEAST}systems:\n${Object.entries(links)
    .map(([id, to]) => `  - {id: ${id}, name: ${id}, kind: other, dependsOn: [${to.join(', ')}]}\n`)
    .join('')}`;

describe('R21 circles', () => {
  test.each([
    [{ a: ['a'] }, ['a → a']],
    [{ a: ['b'], b: ['a'] }, ['a → b → a']],
    [{ x: ['c'], c: ['b'], b: ['a'], a: ['c'] }, ['c → b → a → c']],
    [{ a: ['b'], b: ['a'], c: ['d'], d: ['c'] }, ['a → b → a', 'c → d → c']],
    [{ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
    [{ a: ['b'], b: ['c'], c: ['b'] }, ['b → c → b']],
  ])('R21 %j runs in %j', (links, circles) => {
    const { issues } = read(systems(links));
    const found = issues.filter(({ code }) => code === 'register.circular-reference');
    expect(found.map(({ message }) => /（(.*)）/.exec(message.ja)?.[1])).toEqual(circles);
  });

  test('R21 a long chain neither overflows nor counts as a circle', () => {
    const links = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`s${i}`, i === 2999 ? [] : [`s${i + 1}`]]),
    );
    expect(read(systems(links)).issues).toEqual([]);
  });
});

describe('R21 circles beside other mistakes', () => {
  const row = (fields: string) => `  - {name: x, kind: other, ${fields}}\n`;
  const people = (...fields: string[]) =>
    `${LEAST}people:\n${fields.map((field) => `  - {name: x, role: it, ${field}}\n`).join('')}`;
  const circular = (text: string) =>
    places(read(text).issues.filter(({ code }) => /circular|circle/.test(code)));

  test('R21 two rows with one id hide no circle, and it is reported where it closes', () => {
    const text = `${LEAST}systems:\n${row('id: a')}${row('id: b, dependsOn: [a]')}${row('id: a, dependsOn: [b]')}`;
    expect(places(read(text).issues)).toEqual([
      '7:32 register.duplicate-id',
      '7:46 register.circular-reference',
    ]);
  });

  test('R21 a text where the list of systems belongs is an error, and hides no circle', () => {
    const text = `${LEAST}systems:\n${row('id: a, dependsOn: [b]')}${row('id: b, dependsOn: a')}`;
    expect(codes(read(text).issues)).toEqual(['circular-reference', 'wrong-type']);
    expect(codes(read(`${LEAST}systems:\n${row('id: a')}${row('id: b, dependsOn: a')}`).issues)).toEqual([
      'wrong-type',
    ]);
  });

  test('R21 nobody is his own deputy; deputies in a circle are a warning', () => {
    expect(circular(people('id: a, deputy: a'))).toEqual(['5:40 register.circular-reference']);
    const round = people('id: a, deputy: b', 'id: b, deputy: c', 'id: c, deputy: a');
    expect(circular(round)).toEqual(['5:40 register.deputies-in-circle']);
    expect(read(round).company?.people).toHaveLength(3);
  });
});

describe('R20 references', () => {
  const table = `${LEAST}partners: [{id: client-a, name: 甲商店, role: client}]\nsystems: [{id: files, name: F, kind: other}]\n`;
  test.each([
    ['owner: client-a, systems: [files]', []],
    ['owner: client_a', ['client-a']],
    ['owner: 甲商店', ['client-a']],
    ['owner: zzz', ['行を足す']],
    ['owner: files', ['「取引先」の ID を書いて']],
    ['systems: [files, fils]', ['files']],
  ])('R20 %s', (field, hints) => {
    const { issues } = read(`${table}assets: [{id: a, name: b, kinds: [contact], ${field}}]\n`);
    expect(issues).toHaveLength(hints.length);
    hints.forEach((hint, i) => {
      expect(issues[i].hint.ja).toContain(hint);
    });
  });

  test('R20 people stand in for each other, rules have owners', () => {
    const text = `${LEAST}people: [{id: a, name: A, role: it, deputy: b}]\nrules: [{id: r, title: R, kind: other, owner: c}]\n`;
    expect(codes(read(text).issues)).toEqual(['dangling-reference', 'dangling-reference']);
  });
});

describe('R22 contracts', () => {
  const contract = (fields: string) =>
    read(
      `${LEAST}partners: [{id: p, name: P, role: client}]\ncontracts:\n  - {id: k, partner: p, title: t, side: we_buy, ${fields}}\n`,
    );
  test.each([
    ['from: 2026-04-01, to: 2026-03-31', ['to-before-from']],
    ['from: 2026-04-01, to: 2026-04-01', []],
    ['from: 2026-04-31, to: 2026-04-01', ['no-such-date']],
    ['cap: {kind: amount}', ['cap-without-yen']],
    ['cap: {kind: amount, yen: 0}', []],
    ['cap: {kind: fee_multiple}', ['cap-without-times']],
    ['cap: {kind: fee_multiple, times: 0.5}', []],
    ['cap: {kind: fee_multiple, times: 0}', ['out-of-range']],
    ['cap: {kind: none, yen: 3}', ['cap-unused']],
    ['cap: {kind: amount, yen: 3, times: 2}', ['cap-unused']],
    ['cap: {yen: 3}', ['missing']],
    ['cap: amount', ['wrong-type']],
    ['penalty: {mode: adds}', ['missing']],
    ['brokenBy: [intent, intention]', ['unknown-value']],
    ['noticeHours: 2日', ['unit']],
    ['excludedHeads: [逸失利益]', []],
  ])('R22 %s: %j', (fields, expected) => {
    expect(codes(contract(fields).issues)).toEqual(expected);
  });
});

test('R19 ids are unique in their table only; held policies are named by their file', () => {
  const text = `${LEAST}systems: [{id: a, name: A, kind: other}]\npartners: [{id: a, name: A, role: client}]\n`;
  expect(read(text).issues).toEqual([]);
  const twice = `${LEAST}policies: [{file: a.yaml}, {file: b.yaml}, {file: a.yaml}]\n`;
  expect(places(read(twice).issues)).toEqual(['4:51 register.duplicate-id']);
  const spelt = `${LEAST}policies: [{file: ../p/b.yaml}, {file: ./../p/./x/../b.yaml}]\n`;
  expect(places(read(spelt).issues)).toEqual(['4:40 register.duplicate-id']);
  expect(read(spelt).issues[0].message.ja).toContain('先は4行目');
});

test('R23 a next date before the last one is a warning', () => {
  const { company, issues } = read(
    `${LEAST}calendar: [{id: a, kind: drill, title: 訓練, lastDone: 2026-09-10, nextDue: 2026-09-09}]\n`,
  );
  expect(codes(issues)).toEqual(['due-before-done']);
  expect(company).toBeDefined();
});
