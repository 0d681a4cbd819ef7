import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dutiesOf } from '../duties.ts';
import { factsJsonSchema, parseFacts, readFacts } from './index.ts';

const codes = (text: string) =>
  readFacts(text, 'f.yaml').issues.map(
    ({ code, line, column, severity }) => `${code} ${line}:${column} ${severity}`,
  );
const only = (text: string) => {
  const { issues } = readFacts(text, 'f.yaml');
  expect(issues).toHaveLength(1);
  return issues[0];
};

test('Y90 every way to write a fact', () => {
  const { facts, issues } = readFacts(
    [
      'learnedAt: 2026-11-21T22:10:00+09:00',
      'occurredAt: 2026-11-20',
      'assessedAt: unknown',
      'role: controller',
      'persons: { atLeast: 10, atMost: 9000 }',
      'sensitive: yes',
      'encrypted: no',
      'cards: unknown',
      'myNumber: true',
      'viewedByMany:',
      'triggers: { count: { metAt: 2026-11-25T10:00:00Z } }',
      'sectors: [telecom]',
      'jurisdictions: [JP, US-CA]',
      'contracts: [{ id: a, noticeHours: 24 }, { id: b, immediately: yes }]',
      'policies: [{ id: p, noticeDays: 30 }]',
      'done: { contract:a: 2026-11-22T10:00:00+09:00 }',
      'report: { cause: メールの宛先を間違えた }',
    ].join('\n'),
    'f.yaml',
  );
  expect(issues).toEqual([]);
  expect(facts).toEqual({
    learnedAt: Date.parse('2026-11-21T22:10:00+09:00'),
    occurredAt: Date.parse('2026-11-20T00:00:00+09:00'),
    role: 'controller',
    persons: { least: 10, most: 9000 },
    sensitive: true,
    encrypted: false,
    myNumber: true,
    triggersMetAt: { count: Date.parse('2026-11-25T10:00:00Z') },
    sectors: ['telecom'],
    jurisdictions: ['JP', 'US-CA'],
    contracts: [
      { id: 'a', noticeHours: 24 },
      { id: 'b', immediately: true },
    ],
    policies: [{ id: 'p', noticeDays: 30 }],
    done: { 'contract:a': Date.parse('2026-11-22T10:00:00+09:00') },
    report: { cause: 'メールの宛先を間違えた' },
  });
});

test('Y90 numbers of persons', () => {
  const persons = (value: unknown) => parseFacts({ persons: value }).facts?.persons;
  expect(persons(5)).toEqual({ least: 5, most: 5 });
  expect(persons({ atLeast: 5 })).toEqual({ least: 5 });
  expect(persons({ atMost: 5 })).toEqual({ least: 0, most: 5 });
  expect(persons({ atLeast: 'unknown', atMost: 7 })).toEqual({ least: 0, most: 7 });
  expect(persons('unknown')).toBeUndefined();
  expect(persons(null)).toBeUndefined();
});

test('Y90 absent, empty and unknown are the same', () => {
  const now = 0;
  const bare = { learnedAt: '2026-11-21T22:10:00+09:00', persons: 5 };
  const states = (extra: object) => {
    const { facts } = parseFacts({ ...bare, ...extra });
    return dutiesOf(facts ?? {}, { now }).map(({ id, state, needs }) => ({ id, state, needs }));
  };
  const absent = states({});
  for (const word of ['unknown', null])
    for (const name of [
      'sensitive',
      'encrypted',
      'recoveredUnseen',
      'role',
      'occurredAt',
      'principalNotifiedAt',
      'cards',
    ])
      expect(states({ [name]: word }), name).toEqual(absent);
});

test('Y91 all mistakes at once, each at its place', () => {
  const text = [
    'learnedAt: 2026-11-21T22:10',
    'sensitve: yes',
    'encrypted: maybe',
    'role: vendor',
    'persons: { atLeast: 10, atMost: 5 }',
    'sectors: [telecom, banking]',
    'contracts:',
    '  - { id: a }',
    '  - { id: b, noticeHour: 3 }',
    'done: { jp-appi-26-prelm: 2026-11-22T10:00:00+09:00 }',
    'triggers: { count: { metAt: soon } }',
    'report: { cause: 5 }',
  ].join('\n');
  expect(codes(text)).toEqual([
    'law.no-zone 1:12 error',
    'law.unknown-key 2:1 error',
    'law.truth 3:12 error',
    'law.role 4:7 error',
    'law.impossible-range 5:10 error',
    'law.unlisted 6:20 error',
    'law.term 8:5 error',
    'law.term 9:5 error',
    'law.unknown-key 9:14 error',
    'law.unknown-duty 10:9 error',
    'law.time 11:29 error',
    'law.text 12:18 error',
  ]);
});

test('Y91 a time without a zone says how to mend it', () => {
  const issue = only('learnedAt: 2026-11-21 22:10:05');
  expect(issue.message.en).toBe('The time has no zone.');
  expect(issue.hint.en).toBe("If it is Japan's time, write 2026-11-21T22:10:05+09:00.");
  expect(issue.hint.ja).toBe('日本時間なら 2026-11-21T22:10:05+09:00 と書きます。');
});

test('Y91 a mistyped key, sector or duty is told the nearest', () => {
  expect(only('improperPurpse: yes').hint.en).toBe('Did you mean improperPurpose?');
  expect(only('persons: { atLest: 5 }').hint.en).toBe('Did you mean atLeast?');
  expect(only('sectors: [finanse]').hint.en).toBe('Did you mean finance?');
  expect(only('jurisdictions: [UK]').hint.en).toBe('Choose from JP, EU, KR, SG, US-CA, CN, GB.');
  expect(only('done: { jp-pmark-final: 2026-11-22T10:00:00+09:00 }').hint.en).toBe(
    'Did you mean jp-pmark-final-30?',
  );
  expect(only('contracts: [{ id: a, noticeDay: 3, noticeDays: 3 }]').hint.en).toBe(
    'Did you mean noticeDays?',
  );
});

test('Y91 times the calendar has not, or cannot count from', () => {
  for (const text of [
    '2026-02-30T10:00:00+09:00',
    '2026-11-21T25:00:00+09:00',
    '2026-13-01',
    '1969-12-31T10:00:00+09:00',
    '2050-01-01T10:00:00+09:00',
  ])
    expect(only(`learnedAt: ${text}`).code, text).toBe('law.time');
  expect(only('learnedAt: 1732000000').code).toBe('law.time');
  expect(readFacts('learnedAt: 2028-02-29T10:00:00+09:00', 'f').issues).toEqual([]);
});

test('Y91 numbers that are none', () => {
  for (const text of ['-1', '1.5', 'many', '{ atLeast: -1 }', '[5]', '1,000'])
    expect(only(`persons: ${text}`).code, text).toBe('law.persons');
  expect(only('contracts: [{ id: a, noticeHours: 0 }]').code).toBe('law.hours');
  expect(only('policies: [{ id: a, noticeDays: 1.5 }]').code).toBe('law.days');
  expect(only('contracts: [{ noticeDays: 3 }]').code).toBe('law.term-id');
});

test('Y91 two clauses of one id', () => {
  expect(only('contracts: [{ id: a, noticeDays: 3 }, { id: a, noticeDays: 5 }]').code).toBe('law.same-id');
});

test('Y92 facts that contradict each other are warned of', () => {
  const warned = (text: string) =>
    readFacts(text, 'f').issues.map(({ code, severity, path }) => `${code} ${severity} ${path}`);
  expect(warned('cards: yes\npropertyDamageRisk: no')).toEqual([
    'law.contradiction warning propertyDamageRisk',
  ]);
  expect(warned('persons: 1000\ntriggers: { count: { metAt: 2026-11-21 } }')).toEqual([
    'law.contradiction warning triggers.count.metAt',
  ]);
  expect(warned('learnedAt: 2026-11-21\noccurredAt: 2026-11-22')).toEqual([
    'law.time-order warning occurredAt',
  ]);
  expect(warned('learnedAt: 2026-11-21\nprincipalNotifiedAt: 2026-11-20')).toEqual([
    'law.time-order warning principalNotifiedAt',
  ]);
  expect(warned('learnedAt: 2026-11-21\ntriggers: { purpose: { metAt: 2026-11-20 } }')).toEqual([
    'law.time-order warning triggers.purpose.metAt',
  ]);
});

test('Y91 what is no file of facts', () => {
  for (const text of ['', '- a', 'x', '5']) expect(readFacts(text, 'f').facts, text).toBeUndefined();
  expect(readFacts('{}', 'f')).toEqual({ facts: {}, issues: [] });
  expect(parseFacts(null).issues.map(({ code }) => code)).toEqual(['law.schema']);
});

test('Y93 the JSON Schema in schemas/ is the one the reader has', () => {
  const file = new URL('../../schemas/facts.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(factsJsonSchema());
});

test('Y94 the examples are read without a remark', () => {
  const folder = new URL('../../../../examples/incidents/', import.meta.url);
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) {
    const { facts, issues } = readFacts(readFileSync(new URL(file, folder)), file);
    expect(issues, file).toEqual([]);
    const due = dutiesOf(facts ?? {}, { now: 0 }).filter(({ state }) => state === 'due' || state === 'done');
    expect(due.length, file).toBeGreaterThan(2);
  }
});
