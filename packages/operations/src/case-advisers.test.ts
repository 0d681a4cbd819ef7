import { call, getRouter } from '@orpc/server';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from './access/principal.ts';
import { operations } from './catalogue.ts';
import { router } from './router.ts';
import { type CaseRoom, caseRoom } from './testing/case-room.ts';
import { codeOf } from './testing/code-of.ts';
import { type TestHouse, testHouse } from './testing/house.ts';
import { samples } from './testing/samples.ts';

describe.each(testServers())('the advisers of a case on $name', (server) => {
  let house: TestHouse;
  let security: CaseRoom['security'];
  let opened: CaseRoom['opened'];
  let leak: CaseRoom['leak'];
  beforeAll(async () => {
    house = await testHouse(server);
    ({ security, opened, leak } = caseRoom(house));
  });
  afterAll(() => house.close());

  const counsel = {
    kind: 'adviser',
    adviser: 'a1',
    name: '青葉 花子',
    firm: '青葉法律事務所',
    area: 'legal',
    since: '2026-11-22',
  } as const;

  test('P36 counsel and experts stand in the room as last written, what was written before stays, and what is wrong is refused at once', async () => {
    const { id } = await opened();
    const write = (event: Parameters<typeof security.cases.record>[0]['event']) =>
      security.cases.record({ case: id, event });
    await write(counsel);
    await write({ ...counsel, since: '2026-11-23', reach: '03-0000-0001' });
    await write({ ...counsel, adviser: 'a2', name: '調査 太郎', firm: undefined, area: 'investigation' });
    await write({ kind: 'adviser.left', adviser: 'a2', until: '2026-12-01', reason: '調査を終えた' });
    const { room } = await security.cases.get({ case: id });
    expect(room.advisers).toMatchObject([
      { name: '青葉 花子', firm: '青葉法律事務所', since: '2026-11-23', reach: '03-0000-0001' },
      { name: '調査 太郎', until: '2026-12-01', reason: '調査を終えた' },
    ]);
    const { entries } = await security.cases.timeline({ case: id });
    expect(entries.filter(({ event }) => event.kind.startsWith('adviser'))).toHaveLength(4);
    const wrong = await write({
      ...counsel,
      area: 'lawyer',
      since: '2026-02-30',
      link: house.incident,
    }).catch((error) => error);
    expect(wrong.data.issues.map(({ code }: { code: string }) => code).sort()).toEqual([
      'case.area',
      'case.date',
      'case.link',
    ]);
    const again = { kind: 'adviser.left', adviser: 'a2', until: '2026-12-02', reason: 'x' } as const;
    expect(await codeOf(write(again))).toBe('INVALID');
    expect((await security.cases.get({ case: id })).version).toBe(6);
  });

  test('P37 a link to a case opens that case for reading and no other, through any operation', async () => {
    const [mine, other] = [(await opened()).id, await leak()];
    for (const id of [mine, other])
      await security.cases.facts({ case: id, facts: [{ key: 'sensitive', value: true }] });
    const made = await security.expertLinks.create({ label: '弁護士', cases: [mine] });
    expect([made.companies, made.cases, made.permissions]).toEqual([[], [mine], []]);
    expect(await codeOf(security.cases.record({ case: mine, event: { ...counsel, link: made.id } }))).toBe(
      'done',
    );
    expect(await codeOf(security.cases.record({ case: other, event: { ...counsel, link: made.id } }))).toBe(
      'INVALID',
    );
    const principal: Principal = {
      kind: 'expert_link',
      id: made.id,
      label: made.label,
      organisation: house.ids.ours,
      name: '',
      companies: made.companies,
      cases: made.cases,
      permissions: made.permissions,
      expiresAt: made.expiresAt,
    };
    const expert = house.as(principal);
    expect((await expert.session.me()).permissions).toEqual(['case.read']);
    expect((await expert.cases.list()).cases.map(({ id }) => id)).toEqual([mine]);
    expect((await expert.cases.get({ case: mine })).duties.length).toBeGreaterThan(0);
    const board = await expert.cases.board();
    expect([board.total, new Set(board.clocks.map((clock) => clock.case))]).toEqual([
      board.clocks.length,
      new Set([mine]),
    ]);
    const alarms = (await expert.cases.alarms()).alarms.map((alarm) => alarm.case);
    expect(alarms.filter((id) => id !== mine)).toEqual([]);
    expect(await (await expert.cases.calendar()).text()).not.toContain(other);
    expect((await expert.cases.bundle({ case: mine })).size).toBeGreaterThan(0);
    expect(await codeOf(expert.cases.record({ case: mine, event: { kind: 'note', text: 'x' } }))).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(expert.companies.list())).toBe('FORBIDDEN');
    expect(await codeOf(expert.drills.list())).toBe('NOT_FOUND');
    // Whatever is read of cases, asked about a case the link does not name.
    const input = samples({ ...house, incident: other });
    for (const { id, needs } of operations().filter((one) => one.needs === 'case.read')) {
      const procedure = getRouter(router, id.split('.')) as Parameters<typeof call>[0];
      const asked = call(procedure, input[id] as never, { context: house.context(principal) as never });
      const answer = await asked.then(
        (found) => (found instanceof File ? found.text() : JSON.stringify(found)),
        (error) => String(error.code),
      );
      if ((input[id] as { case?: string } | undefined)?.case === other)
        expect([id, needs, answer]).toEqual([id, needs, 'NOT_FOUND']);
      else expect(answer, id).not.toContain(other);
    }
    // Nobody gives what they do not have, and nothing is given of what is not theirs.
    const stranger = house.as(house.user('stranger'));
    expect(await codeOf(stranger.expertLinks.create({ label: 'x', cases: [mine] }))).toBe('NOT_FOUND');
    expect(await codeOf(security.expertLinks.create({ label: 'x' }))).toBe('BAD_REQUEST');
    const { entries } = await house.as(house.user('owner')).audit.list({ subject: mine, limit: 200 });
    const traces = entries.filter(({ actor }) => actor.id === made.id).map(({ operation }) => operation);
    expect(traces).toEqual(expect.arrayContaining(['cases.get', 'cases.bundle']));
  });
});
