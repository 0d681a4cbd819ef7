import { call, getRouter, ORPCError } from '@orpc/server';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from './access/principal.ts';
import { GRANTS, type Permission, ROLES } from './access/roles.ts';
import { operations } from './catalogue.ts';
import { router } from './router.ts';
import { MARK, type TestHouse, testHouse } from './testing/house.ts';
import { samples } from './testing/samples.ts';

const all = operations().filter(({ id }) => id !== 'live.changes');

describe.each(testServers())('access on $name', (server) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse(server);
  });
  afterAll(() => house.close());

  /** What an operation answers, as text, or the code of its refusal. */
  const ask = async (id: string, input: unknown, principal: Principal, organisation?: string) => {
    try {
      const procedure = getRouter(router, id.split('.')) as Parameters<typeof call>[0];
      const answer = await call(procedure, input as never, {
        context: house.context(principal, organisation) as never,
      });
      return answer instanceof File ? await answer.text() : JSON.stringify(answer);
    } catch (error) {
      if (error instanceof ORPCError) return error.code;
      throw new Error(`${id}: ${(error as Error).message}`, { cause: error });
    }
  };

  test('P3 there is a sample for every operation, and its schema takes it', async () => {
    const inputs = samples(house);
    expect(Object.keys(inputs).sort()).toEqual(
      operations()
        .map(({ id }) => id)
        .sort(),
    );
    for (const { id, procedure } of all) {
      const schema = procedure['~orpc'].inputSchema;
      const result = await schema?.['~standard'].validate(inputs[id]);
      expect(result?.issues, id).toBeUndefined();
    }
  });

  test('P4 nobody who has not signed in gets beyond what is for anyone', async () => {
    for (const { id, needs } of all) {
      const answer = await ask(id, samples(house)[id], { kind: 'visitor' });
      if (needs === 'anyone') expect(answer, id).not.toContain(MARK);
      else expect(answer, id).toBe('UNAUTHORIZED');
    }
  });

  test('P5 a stranger sees nothing of another organisation through any operation, by whatever way of asking', async () => {
    const stranger = house.user('stranger');
    for (const { id } of all) {
      const input = samples(house)[id];
      const own = await ask(id, input, stranger);
      const takesRegister = [
        'companies.create',
        'register.check',
        'settings.put',
        'assess.document',
        'companies.put',
      ];
      if (!takesRegister.includes(id)) expect(own, id).not.toContain(MARK);
      const named = await ask(id, input, stranger, house.ids.ours);
      if (!['anyone', 'person'].includes(operations().find((entry) => entry.id === id)!.needs))
        expect(named, id).toBe('NOT_FOUND');
      else expect(named, id).not.toContain(MARK);
    }
    const [row] = await house.store.run(
      house.ids.ours,
      async (tx) => (await tx.$client.query('select version, deleted_at, name from sonae.companies')).rows,
    );
    expect(row).toMatchObject({ version: 1, deleted_at: null, name: MARK });
  });

  test.each([...ROLES])('P6 %s may do what the table of grants says, and nothing else', async (role) => {
    const principal = house.user(role);
    for (const { id, needs } of all) {
      const answer = await ask(id, samples(house)[id], principal);
      const may =
        ['anyone', 'person', 'member'].includes(needs) || GRANTS[role].includes(needs as Permission);
      if (may) expect(answer, id).not.toMatch(/^(FORBIDDEN|UNAUTHORIZED)$/);
      else expect(answer, id).toBe('FORBIDDEN');
    }
  });

  test('P7 people in a register are seen with the permission for it alone, and that they were seen is logged', async () => {
    const { company } = house;
    const seen = await house.as(house.user('security')).companies.get({ company });
    expect(seen.document.people).toHaveLength(1);
    for (const role of ['broker', 'underwriter', 'auditor', 'expert'] as const) {
      const client = house.as(house.user(role));
      const { document, withoutPersonal } = await client.companies.get({ company });
      expect([document.people, withoutPersonal], role).toEqual([undefined, true]);
      expect(await (await client.companies.file({ company, format: 'yaml' })).text()).not.toContain(
        `${MARK}太郎`,
      );
    }
    const { input } = await house.as(house.user('owner')).companies.inputs({ company });
    expect(JSON.stringify(input)).not.toContain(`${MARK}太郎`);
    const { entries } = await house
      .as(house.user('auditor'))
      .audit.list({ action: 'read', subject: company });
    expect(entries.map(({ actor, operation }) => [actor.id, operation])).toContainEqual([
      'user-security',
      'companies.get',
    ]);
    expect(entries.filter(({ actor }) => actor.id === 'user-broker')).toEqual([]);
  });

  test('P8 every change is logged with who, what and which version, without a value; a refusal too', async () => {
    const owner = house.as(house.user('owner'));
    const made = await owner.companies.create({
      document: { sonae: 'company/1', taxBasis: 'excluded', organisation: { name: '乙社' } },
    });
    const next = { sonae: 'company/1', taxBasis: 'excluded', organisation: { name: '丙社', staff: 12345 } };
    await owner.companies.put({ company: made.id, version: 1, document: next });
    const { entries } = await owner.audit.list({ subject: made.id });
    expect(entries.map(({ operation, detail }) => [operation, detail])).toEqual([
      ['companies.put', { version: 2, changed: ['organisation.name', 'organisation.staff'] }],
      ['companies.create', { version: 1 }],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/丙社|12345/);
    const refused = await owner.audit.list({ action: 'refused', limit: 200 });
    expect(refused.entries.some(({ actor }) => actor.id === 'user-underwriter')).toBe(true);
  });
});
