import { alarmsOf } from '@sonae/incident/alarms';
import { schema } from '@sonae/store';
import { testServers } from '@sonae/store/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepClocks } from './incident/sweep.ts';
import { LEARNED } from './testing/case-room.ts';
import { codeOf } from './testing/code-of.ts';
import { type TestHouse, testHouse } from './testing/house.ts';

describe.each(testServers())('cases on $name', (server) => {
  let house: TestHouse;
  let security: ReturnType<TestHouse['as']>;
  beforeAll(async () => {
    house = await testHouse(server);
    security = house.as(house.user('security'));
  });
  afterAll(() => house.close());
  const opened = () => security.cases.open({ name: '誤送信', learnedAt: LEARNED });

  test('P20 a case opened with the time of learning and a fact runs its clocks, and the board shows them', async () => {
    const { id, version } = await opened();
    expect(version).toBe(2);
    await security.cases.facts({
      case: id,
      facts: [
        { key: 'sensitive', value: true },
        { key: 'persons', value: 12 },
      ],
    });
    const { duties, questions, room } = await security.cases.get({ case: id });
    expect(duties.find((duty) => duty.id === 'jp-appi-26-final-30')?.due).toBe('2026-12-21T23:59:59+09:00');
    expect(questions.length).toBeGreaterThan(0);
    expect(room.facts.map(({ key }) => key)).toEqual(['learnedAt', 'sensitive', 'persons']);
    const { clocks } = await security.cases.board();
    expect(clocks.filter((clock) => clock.case === id).map(({ duty }) => duty)).toContain(
      'jp-appi-26-prelim',
    );
    const nearest = await security.cases.board({ most: 1 });
    expect([nearest.clocks.length, nearest.total]).toEqual([1, clocks.length]);
    expect(nearest.clocks[0].due).toEqual(clocks[0].due);
    const file = await security.cases.calendar();
    expect(await file.text()).toContain(`${id}/jp-appi-26-prelim@sonae`);
  });

  test('P21 a wrong fact is refused with all that is known, and nothing is written', async () => {
    const { id } = await opened();
    const error = await security.cases
      .facts({
        case: id,
        facts: [
          { key: 'persons', value: 5 },
          { key: 'sensitiv', value: true },
        ],
      })
      .catch((e) => e);
    expect(error.code).toBe('INVALID');
    expect(error.data.issues[0].hint.ja).toContain('sensitive');
    expect((await security.cases.get({ case: id })).version).toBe(2);
  });

  test('P22 what a device sends twice is written once; ten who write at once get ten places', async () => {
    const { id } = await opened();
    const note = { case: id, event: { kind: 'note' as const, text: '電話した' }, key: 'device-1-note-7' };
    expect(await security.cases.record(note)).toEqual(await security.cases.record(note));
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        security.cases.record({ case: id, event: { kind: 'note', text: `${i}` } }),
      ),
    );
    const { entries } = await security.cases.timeline({ case: id });
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 13 }, (_, i) => i));
    const again = { name: '圏外で開いた', key: 'device-1-open-1', learnedAt: LEARNED };
    expect(await security.cases.open(again)).toEqual(await security.cases.open(again));
  });

  test('P23 sweeps ring every alarm once, also two at a time and after a standstill; a duty done rings no more', async () => {
    const { id } = await opened();
    await security.cases.facts({ case: id, facts: [{ key: 'sensitive', value: true }] });
    await security.cases.record({ case: id, event: { kind: 'duty.done', duty: 'jp-appi-26-prelim' } });
    const rung: string[] = [];
    const at = new Date('2027-03-01T00:00:00+09:00');
    const sweep = () =>
      sweepClocks(house.store, at, async ({ alarm }) => void (alarm.case === id && rung.push(alarm.key)));
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    const { clocks } = await security.cases.board();
    const expected = clocks
      .filter((clock) => clock.case === id)
      .flatMap(({ duty, startedAt, due }) =>
        alarmsOf({ case: id, duty, startedAt: startedAt.getTime(), due: due.getTime() }),
      )
      .filter((alarm) => alarm.at <= at.getTime())
      .map(({ key }) => key);
    expect(rung.sort()).toEqual(expected.sort());
    expect(rung.some((key) => key.includes('jp-appi-26-prelim'))).toBe(false);
    const kept = await house.store.run(house.ids.ours, (tx) =>
      tx.$count(schema.alarms, eq(schema.alarms.caseId, id)),
    );
    expect(kept).toBe(expected.length);
    expect((await security.cases.alarms()).alarms.length).toBeGreaterThan(0);
  });

  test('P24 what cannot be carried out is tried again', async () => {
    const { id } = await opened();
    await security.cases.facts({
      case: id,
      facts: [{ key: 'contracts', value: [{ id: 'a', noticeHours: 24 }] }],
    });
    const mine: string[] = [];
    const broken = await sweepClocks(
      house.store,
      new Date('2026-11-22T12:00:00+09:00'),
      async ({ alarm }) => {
        if (alarm.case === id) throw new Error('no route');
      },
    );
    expect(broken.failed).toBeGreaterThan(0);
    await sweepClocks(
      house.store,
      new Date('2026-11-22T12:02:00+09:00'),
      async ({ alarm }) => void (alarm.case === id && mine.push(alarm.stage)),
    );
    expect(mine).toContain('half');
  });

  test('P25 brokers and underwriters see no case; auditors read and do not write; another organisation sees nothing', async () => {
    const { id } = await opened();
    expect(await codeOf(house.as(house.user('broker')).cases.get({ case: id }))).toBe('FORBIDDEN');
    expect(await codeOf(house.as(house.user('underwriter')).cases.list())).toBe('FORBIDDEN');
    const auditor = house.as(house.user('auditor'));
    expect(await codeOf(auditor.cases.get({ case: id }))).toBe('done');
    expect(await codeOf(auditor.cases.record({ case: id, event: { kind: 'note', text: 'x' } }))).toBe(
      'FORBIDDEN',
    );
  });

  test('P26 a closed case rings no more and leaves the board', async () => {
    const { id } = await opened();
    await security.cases.facts({ case: id, facts: [{ key: 'sensitive', value: true }] });
    await security.cases.record({ case: id, event: { kind: 'closed', reason: '誤報' } });
    expect((await security.cases.board()).clocks.filter((clock) => clock.case === id)).toEqual([]);
    const rung: string[] = [];
    await sweepClocks(
      house.store,
      new Date('2027-03-01T00:00:00+09:00'),
      async ({ alarm }) => void (alarm.case === id && rung.push(alarm.key)),
    );
    expect(rung).toEqual([]);
    const { cases } = await security.cases.list();
    expect(cases.find((one) => one.id === id)?.closedAt).toBeInstanceOf(Date);
  });
});
