import { createRouterClient } from '@orpc/server';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { router } from './router.ts';
import { type TestHouse, testHouse } from './testing/house.ts';

const START = Date.parse('2026-11-22T10:00:00+09:00');

describe.each(testServers())('drills and the round on $name', (server) => {
  let house: TestHouse;
  let now = START;
  const as = (role: 'security' | 'legal' | 'auditor') =>
    createRouterClient(router, { context: { ...house.context(house.user(role)), now: () => new Date(now) } });
  beforeAll(async () => {
    house = await testHouse(server);
  });
  afterAll(() => house.close());

  test('P46 a drill runs on a clock of its own: its news comes by its time, what is done is kept, and it is scored once', async () => {
    const client = as('security');
    const { drill } = await client.drills.start({ scenario: 'mis-sent-mail', speed: 60 });
    const first = await client.drills.get({ drill });
    expect([first.drill.minute, first.drill.log.length, first.score]).toEqual([0, 1, null]);
    now += 60_000; // one minute here, an hour there
    expect((await client.drills.get({ drill })).drill.log.length).toBe(2);
    await client.drills.act({ drill, deed: { tell: 'insurer' } });
    const { drill: later } = await as('legal').drills.act({
      drill,
      deed: { fact: { id: 'persons', value: '300' } },
    });
    expect(later.log.filter(({ kind }) => kind === 'act').map(({ minute }) => minute)).toEqual([60, 60]);
    const jumped = await client.drills.jump({ drill });
    expect([jumped.drill.minute, jumped.drill.log.length]).toEqual([90, 5]);
    await expect(client.drills.act({ drill, deed: { tell: 'nobody' } })).rejects.toMatchObject({
      code: 'INVALID',
    });
    const { score } = await client.drills.end({ drill });
    expect(score.insurerToldBeforeSpend).toBe(true);
    expect(score.expectations.find(({ act }) => act === 'tell:insurer')?.met).toBe(true);
    expect(score.lessons.map(({ id }) => id)).toContain('mis-sent-mail:declare');
    expect(await client.drills.end({ drill })).toEqual({ score });
    await expect(client.drills.jump({ drill })).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('P47 the last drill of a scenario stands beside, and lessons are tasks until they are worked off', async () => {
    const client = as('security');
    now += 60_000;
    const { drill } = await client.drills.start({ scenario: 'mis-sent-mail', speed: 1 });
    await client.drills.act({ drill, deed: { declare: true } });
    await client.drills.end({ drill });
    const { comparison, score } = await client.drills.get({ drill });
    expect(comparison?.find(({ measure }) => measure === 'timeToDeclare')).toMatchObject({
      now: 0,
      verdict: 'new',
    });
    const openLessons = async () =>
      (await client.drills.list()).drills.filter(({ score: points }) => points !== null).at(-1)!.openLessons;
    const before = await openLessons();
    const last = (await client.drills.list()).drills.at(-1)!;
    const done = await client.drills.lesson({ drill: last.id, lesson: 'mis-sent-mail:declare' });
    expect(done.lessonsDone['mis-sent-mail:declare']).toBe(new Date(now).toISOString());
    expect(await openLessons()).toBe(before - 1);
    expect(score?.lessons.map(({ id }) => id)).not.toContain('mis-sent-mail:declare');
    await expect(client.drills.lesson({ drill, lesson: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('P49 a pause takes no time of the drill; whoever abandons one leaves no score; a lesson can be taken back', async () => {
    const client = as('security');
    now += 60_000;
    const { drill } = await client.drills.start({
      scenario: 'ransomware',
      speed: 60,
      company: house.company,
    });
    now += 60_000;
    await client.drills.pause({ drill, isPaused: true });
    now += 3_600_000;
    await client.drills.pause({ drill, isPaused: true });
    const stopped = (await client.drills.get({ drill })).drill;
    expect([stopped.minute, stopped.isPaused, stopped.next]).toEqual([60, true, 75]);
    for (const refused of [
      client.drills.act({ drill, deed: { declare: true } }),
      client.drills.jump({ drill }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'INVALID' });
    const goesOn = await client.drills.pause({ drill, isPaused: false });
    expect([goesOn.drill.minute, goesOn.drill.isPaused]).toEqual([60, false]);
    now += 15_000;
    expect((await client.drills.get({ drill })).drill.minute).toBe(75);
    const given = await client.drills.abandon({ drill });
    expect([given.drill.isOver, given.drill.isAbandoned]).toEqual([true, true]);
    await expect(client.drills.end({ drill })).rejects.toMatchObject({ code: 'INVALID' });
    expect((await client.drills.list()).drills[0]).toMatchObject({ id: drill, score: null, change: null });

    const { drill: other } = await client.drills.start({ scenario: 'ransomware', company: house.company });
    const { score } = await client.drills.end({ drill: other });
    const lesson = score.lessons[0].id;
    expect(Object.keys((await client.drills.lesson({ drill: other, lesson })).lessonsDone)).toEqual([lesson]);
    expect((await client.drills.lesson({ drill: other, lesson, isDone: false })).lessonsDone).toEqual({});
    await expect(client.drills.abandon({ drill: other })).rejects.toMatchObject({ code: 'INVALID' });
    now += 60_000;
    const { drill: third } = await client.drills.start({ scenario: 'ransomware', company: house.company });
    await client.drills.act({ drill: third, deed: { declare: true } });
    const better = (await client.drills.end({ drill: third })).score.score;
    const row = (await client.drills.list()).drills.find(({ id }) => id === third)!;
    expect([row.change, row.company?.id]).toEqual([better - score.score, house.company]);
    expect(better).toBeGreaterThan(score.score);
  });

  test('P50 the view says what is asked, why an action was refused, and which deadlines run on its clock once somebody declares', async () => {
    const client = as('security');
    const { drill } = await client.drills.start({
      scenario: 'ransomware',
      speed: 60,
      company: house.company,
    });
    const view = async () => (await client.drills.get({ drill })).drill;
    const before = await view();
    expect(before.log[0].asks).toEqual(['declare', 'action']);
    expect([before.clocks, before.begins]).toEqual([[], '2026-01-11T04:10:00+09:00']);
    expect(before.roles.it.people).toHaveLength(1);
    expect((await as('auditor').drills.get({ drill })).drill.roles.it.people).toEqual([]);
    await client.drills.act({ drill, deed: { declare: true } });
    await client.drills.act({ drill, deed: { fact: { id: 'persons', value: '1,200' } } });
    const prompt = async () => (await view()).clocks.find(({ id }) => id === 'jp-appi-26-prelim');
    // Learned on Sunday 11 January: within five days, the first one counted.
    expect(await prompt()).toMatchObject({ state: 'due', at: '2026-01-15T23:59:59+09:00' });
    await client.drills.act({ drill, deed: { tell: 'regulator' } });
    expect((await prompt())?.state).toBe('done');
    await client.drills.act({
      drill,
      deed: { action: { id: 'host.isolate', parameters: { host: 'web1' } } },
    });
    expect((await view()).log.at(-1)?.refusals?.map(({ ja }) => ja)).toContain(
      '先に採るものが残っています。',
    );
  });

  test('P48 the round shows the year with its state; a record makes a date done, names of people are for those who may see them; it can be withdrawn', async () => {
    const { company } = house;
    const before = await as('security').round.get({ company, year: 2026 });
    const state = (items: typeof before.items) =>
      items.find(({ item }) => item === 'default/training')?.state;
    expect([before.today, state(before.items)]).toEqual(['2026-11-22', 'planned']);
    const record = {
      company,
      item: 'default/training',
      on: '2026-11-20',
      people: ['山田'],
      content: '標的型メール',
    };
    await as('security').round.record(record);
    const after = await as('security').round.get({ company, year: 2026 });
    expect(state(after.items)).toBe('done');
    const recordOf = (items: typeof after.items) =>
      items.find(({ item }) => item === 'default/training')?.record;
    expect(recordOf(after.items)).toMatchObject({
      people: ['山田'],
      content: '標的型メール',
      on: '2026-11-20',
    });
    const seen = await as('auditor').round.get({ company, year: 2026 });
    expect(recordOf(seen.items)?.people).toEqual([]);
    await expect(as('auditor').round.record(record)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(as('legal').round.record({ ...record, item: 'default/none' })).rejects.toMatchObject({
      code: 'INVALID',
    });
    const { record: id } = await as('legal').round.record({ ...record, item: 'default/audit' });
    const audit = async () =>
      (await as('security').round.get({ company, year: 2026 })).items.find(
        ({ item }) => item === 'default/audit',
      );
    expect((await audit())?.record).toMatchObject({ id, content: '標的型メール' });
    await expect(as('auditor').round.withdraw({ company, record: id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await as('security').round.withdraw({ company, record: id });
    await as('security').round.withdraw({ company, record: id });
    expect((await audit())?.state).toBe('planned');
    await expect(as('security').round.withdraw({ company, record: company })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const file = await as('auditor').round.calendar({ company, year: 2026 });
    const text = await file.text();
    expect(text).toContain('default/audit/2026-12-31@sonae');
    expect(text).not.toContain('default/training');
  });
});
