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
