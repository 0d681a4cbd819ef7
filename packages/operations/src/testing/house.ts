import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { type Live, type Store, schema } from '@sonae/store';
import type { TestServer } from '@sonae/store/testing';
import { testStore } from '@sonae/store/testing';
import type { Principal } from '../access/principal.ts';
import type { Role } from '../access/roles.ts';
import type { Accounts, RequestContext } from '../house/context.ts';
import { caseLiability } from '../incident/live.ts';
import { router } from '../router.ts';

/** A text that stands in everything one organisation keeps; whoever else sees it sees too much. */
export const MARK = 'ひみつ-8c1f';

/** A house with two organisations for tests of operations, without HTTP. */
export type TestHouse = {
  readonly store: Store;
  readonly ids: Readonly<Record<'ours' | 'theirs', string>>;
  readonly company: string;
  readonly policy: string;
  readonly variant: string;
  readonly assessment: string;
  readonly incident: string;
  readonly users: Readonly<Record<Role | 'stranger', string>>;
  context(principal: Principal, organisation?: string): RequestContext;
  as(principal: Principal, organisation?: string): ReturnType<typeof clientOf>;
  user(role: Role | 'stranger'): Principal;
  close(): Promise<void>;
};

const clientOf = (context: RequestContext) => createRouterClient(router, { context });

export const REGISTER = {
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name: `${MARK}商事`, industry: 'ec', staff: 10, revenueYen: 100_000_000 },
  people: [{ id: 'p1', name: `${MARK}太郎`, role: 'it' }],
} as const;

const ROLES: readonly Role[] = ['owner', 'security', 'legal', 'broker', 'underwriter', 'auditor', 'expert'];

export async function testHouse(server?: TestServer, document: unknown = REGISTER): Promise<TestHouse> {
  const store = await testStore(server);
  const seeded = await store.run('system', async (tx) => {
    const [ours, theirs] = await tx
      .insert(schema.organisations)
      .values([{ name: `${MARK}組合` }, { name: '隣の会社' }])
      .returning();
    const users = Object.fromEntries([...ROLES, 'stranger' as const].map((role) => [role, `user-${role}`]));
    await tx.insert(schema.users).values(
      Object.entries(users).map(([role, id]) => ({
        id,
        name: role === 'stranger' ? '隣の人' : `${MARK}${role}`,
        email: `${role}@example.jp`,
      })),
    );
    await tx
      .insert(schema.members)
      .values([
        ...ROLES.map((role) => ({ organisationId: ours.id, userId: users[role], role })),
        { organisationId: theirs.id, userId: users.stranger, role: 'owner' },
      ]);
    const inside = { organisationId: ours.id };
    const [company] = await tx
      .insert(schema.companies)
      .values({ ...inside, name: MARK, document, digest: MARK })
      .returning();
    await tx
      .insert(schema.companyVersions)
      .values({ ...inside, companyId: company.id, version: 1, document, digest: MARK });
    const [policy] = await tx
      .insert(schema.policies)
      .values({ ...inside, file: `${MARK}.yaml`, name: MARK, source: MARK, digest: MARK })
      .returning();
    const [variant] = await tx
      .insert(schema.variants)
      .values({ ...inside, companyId: company.id, name: MARK, changes: [{ path: 'a', value: MARK }] })
      .returning();
    const [assessment] = await tx
      .insert(schema.assessments)
      .values({
        ...inside,
        companyId: company.id,
        companyVersion: 1,
        inputDigest: MARK,
        years: 1_000,
        seed: 1,
        language: 'ja',
        result: { headlines: { [MARK]: 1 } },
        resultDigest: MARK,
      })
      .returning();
    const openedAt = new Date();
    const [incident] = await tx
      .insert(schema.cases)
      .values({ ...inside, name: MARK, version: 1, openedAt })
      .returning();
    await tx.insert(schema.caseEntries).values({
      ...inside,
      caseId: incident.id,
      index: 0,
      at: openedAt,
      writtenBy: MARK,
      event: { kind: 'opened', name: MARK, drill: false },
    });
    return {
      ids: { ours: ours.id, theirs: theirs.id },
      company: company.id,
      policy: policy.id,
      variant: variant.id,
      assessment: assessment.id,
      incident: incident.id,
      users: users as TestHouse['users'],
    };
  });
  const { ids, users } = seeded;
  const context = (principal: Principal, organisation?: string): RequestContext => ({
    store,
    live: silent,
    accounts: accountsIn(store),
    assessor: async () => ({ headlines: {}, command: 'test' }) as never,
    comparer: async (...request) => (await import('@sonae/assessment')).comparisonReport(...request),
    // Few courses: tests ask what hangs together, not how fine the bands are.
    liability: (question) => caseLiability({ ...question, courses: 4 }),
    mode: 'accounts',
    push: {
      publicKey: 'key',
      isAllowed: async ({ endpoint }) => endpoint.startsWith('https://push.example.net/'),
    },
    playbooks,
    version: '0',
    programme: '0',
    now: () => new Date(),
    principal,
    organisation,
    requestId: 'test',
    headers: new Headers(),
    origin: 'http://localhost',
    stopping: new AbortController().signal,
  });
  return {
    store,
    ...seeded,
    context,
    as: (principal, organisation) => clientOf(context(principal, organisation)),
    user: (role) => ({
      kind: 'user',
      id: users[role],
      name: `${role}`,
      email: `${role}@example.jp`,
      session: 's',
      secondFactor: false,
      memberships: [
        role === 'stranger'
          ? { organisation: ids.theirs, name: '隣の会社', role: 'owner' }
          : { organisation: ids.ours, name: `${MARK}組合`, role },
      ],
    }),
    close: () => store.close(),
  };
}

const PLAYBOOKS = path.join(import.meta.dirname, '../../../../examples/playbooks');
const playbooks = async () => {
  const names = readdirSync(PLAYBOOKS).filter((name) => name.endsWith('.json'));
  return new Map(
    names.map((name) => [name.slice(0, -'.json'.length), readFileSync(path.join(PLAYBOOKS, name), 'utf8')]),
  );
};

const silent: Live = { subscribe: () => () => {}, listeners: () => 0, close: async () => {} };

/** Accounts as rows alone: no password is checked here. */
function accountsIn(store: Store): Accounts {
  return {
    create: async ({ name, email }) => {
      const id = `user-${crypto.randomUUID()}`;
      await store.run('system', (tx) => tx.insert(schema.users).values({ id, name, email }));
      return { id };
    },
    sessions: async () => [],
    revoke: async () => false,
  };
}
