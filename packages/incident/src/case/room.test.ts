import { expect, test } from 'vitest';
import { type CaseEntry, type CaseEvent, caseRoom, changedSince, dutyFacts } from './index.ts';

const T = Date.parse('2026-11-21T22:10:00+09:00');
const entries = (...events: CaseEvent[]): CaseEntry[] =>
  events.map((event, index) => ({ index, at: T + index * 60_000, by: '田中', event }));
const fact = (key: string, value: unknown, more = {}): CaseEvent => ({
  kind: 'fact',
  fact: { key, value, asOf: T, source: '情シス', confidence: 'likely', evidence: [], ...more },
});
const opened: CaseEvent = { kind: 'opened', name: '誤送信', drill: false };

test('CA1 a later statement counts, and the earlier one stays', () => {
  const room = caseRoom(
    entries(opened, fact('persons', 10), fact('persons', 1200, { correction: '宛先の一覧を数え直した' })),
  );
  const persons = room.facts.get('persons');
  expect(persons?.value).toBe(1200);
  expect(persons?.before.map(({ value }) => value)).toEqual([10]);
});

test('CA2 unknown is a value of the case, and an absent fact for the duties', () => {
  const room = caseRoom(entries(opened, fact('sensitive', true), fact('encrypted', 'unknown')));
  expect(room.facts.get('encrypted')?.value).toBe('unknown');
  expect(dutyFacts(room)).toEqual({ sensitive: true });
  const later = caseRoom(entries(opened, fact('sensitive', true), fact('sensitive', 'unknown')));
  expect(dutyFacts(later)).toEqual({});
});

test('CA3 a key with a dot is a fact within another', () => {
  const room = caseRoom(
    entries(opened, fact('triggers.count.metAt', 'x'), fact('triggers.sensitive.metAt', 'y')),
  );
  expect(dutyFacts(room)).toEqual({ triggers: { count: { metAt: 'x' }, sensitive: { metAt: 'y' } } });
});

test('CA4 the case can be seen as it was, and what changed since is named', () => {
  const all = entries(opened, fact('persons', 10), fact('cause', 'x'), fact('persons', 12));
  expect(dutyFacts(caseRoom(all))).toEqual({ persons: 12 });
  expect(caseRoom(all, 3).facts.get('persons')?.value).toBe(10);
  expect(changedSince(caseRoom(all), 3)).toEqual(['persons']);
  expect(changedSince(caseRoom(all), 4)).toEqual([]);
});

test('CA5 the first time a duty was done counts', () => {
  const done = (doneAt: number): CaseEvent => ({ kind: 'duty.done', duty: 'jp-appi-26-prelim', doneAt });
  const room = caseRoom(entries(opened, done(T + 1), done(T + 2)));
  expect(room.done.get('jp-appi-26-prelim')).toBe(T + 1);
  expect(dutyFacts(room)).toEqual({ done: { 'jp-appi-26-prelim': '2026-11-21T13:10:00.001Z' } });
});

test('CA6 the order of arrival does not matter, the index does', () => {
  const all = entries(opened, fact('persons', 10), fact('persons', 12), { kind: 'closed', reason: '終結' });
  expect(caseRoom([...all].reverse())).toEqual(caseRoom(all));
});

test('CA12 the last word on a line of the ledger counts, a withdrawn one is gone, and all of it stays in the log', () => {
  const line = (id: string, amount: number): CaseEvent => ({
    kind: 'ledger',
    line: {
      id,
      kind: 'cost',
      head: 'forensic',
      state: 'considered',
      amount,
      taxBasis: 'exempt',
      at: '2026-11-22',
      consent: { kind: 'none' },
    },
  });
  const all = entries(opened, line('a', 1), line('b', 2), line('a', 3), {
    kind: 'ledger.withdrawn',
    line: 'b',
    reason: '見送り',
  });
  expect(caseRoom(all).ledger.map(({ id, amount }) => [id, amount])).toEqual([['a', 3]]);
  expect(caseRoom(all, 3).ledger.map(({ amount }) => amount)).toEqual([1, 2]);
});

test('CA15 a place with leaked data stands as it was last seen, from when it was first found', () => {
  const look = (state: 'up' | 'asked' | 'gone' | 'back', seenAt: number, note?: string) =>
    ({
      kind: 'sighting',
      url: 'https://paste.example/1',
      state,
      seenAt,
      ...(note === undefined ? {} : { note }),
    }) as const;
  const elsewhere = { ...look('up', T + 1), url: 'https://sns.example/2' };
  const log = entries(
    opened,
    look('up', T, '名簿の画像'),
    elsewhere,
    look('asked', T + 2),
    look('gone', T + 3),
  );
  expect(caseRoom(log).watched).toMatchObject([
    { url: 'https://paste.example/1', state: 'gone', firstSeenAt: T, seenAt: T + 3, looks: 3, by: '田中' },
    { url: 'https://sns.example/2', state: 'up', looks: 1 },
  ]);
  expect(caseRoom(log, 2).watched).toMatchObject([{ state: 'up', note: '名簿の画像' }]);
});

test('CA13 what was heard, photographed and whom to call are kept in order, and decide no duty', () => {
  const room = caseRoom(
    entries(
      opened,
      { kind: 'testimony', who: '夜間当番', what: '画面に英語の文', heardAt: T },
      { kind: 'file', sha256: 'a'.repeat(64), name: 'p.jpg', type: 'image/jpeg', size: 9 },
      { kind: 'contact', who: '警察 相談窓口', reach: '#9110' },
      fact('event.war', false),
      fact('asset', 'customers'),
    ),
  );
  expect([room.testimonies[0].who, room.files[0].by, room.contacts[0].reach]).toEqual([
    '夜間当番',
    '田中',
    '#9110',
  ]);
  expect(dutyFacts(room)).toEqual({});
});

test('CA14 the last word on an adviser counts, and whoever left stays', () => {
  const lawyer = { kind: 'adviser', adviser: 'a', name: '青葉', area: 'legal', since: '2026-11-22' } as const;
  const log = entries(
    opened,
    { ...lawyer, name: '青波' },
    lawyer,
    { kind: 'adviser.left', adviser: 'a', until: '2026-12-01', reason: '交代' },
    { kind: 'adviser.left', adviser: 'nobody', until: '2026-12-01', reason: '' },
  );
  expect(caseRoom(log).advisers).toMatchObject([{ name: '青葉', until: '2026-12-01', reason: '交代' }]);
  expect(caseRoom(log, 2).advisers).toMatchObject([{ name: '青波' }]);
  // Written again, they are back.
  const back = { index: 9, at: T, by: '田中', event: { ...lawyer, since: '2026-12-10' } };
  expect(caseRoom([...log, back]).advisers[0]).not.toHaveProperty('until');
});
