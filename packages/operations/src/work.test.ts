import { ORPCError } from '@orpc/server';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from './access/principal.ts';
import { newSetUpToken } from './house/setup.ts';
import { tokenDigest } from './house/tokens.ts';
import { codeOf } from './testing/code-of.ts';
import { type TestHouse, testHouse } from './testing/house.ts';

const register = (name: string, more: object = {}) => ({
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name },
  ...more,
});

describe.each(testServers())('work on $name', (server) => {
  let house: TestHouse;
  let owner: ReturnType<TestHouse['as']>;
  beforeAll(async () => {
    house = await testHouse(server);
    owner = house.as(house.user('owner'));
  });
  afterAll(() => house.close());

  test('P9 of two people who write the same version one is refused, and is shown what is there now', async () => {
    const { id } = await owner.companies.create({ document: register('甲') });
    const writes = ['乙', '丙', '丁'].map((name) =>
      owner.companies.put({ company: id, version: 1, document: register(name) }).then(
        () => name,
        (error: ORPCError<string, { current: { document: { organisation: { name: string } } } }>) => error,
      ),
    );
    const outcomes = await Promise.all(writes);
    const won = outcomes.filter((outcome) => typeof outcome === 'string');
    const lost = outcomes.filter((outcome) => outcome instanceof ORPCError);
    expect([won.length, lost.length]).toEqual([1, 2]);
    for (const error of lost) {
      expect(error.code).toBe('CONFLICT');
      expect(error.data.current.document.organisation.name).toBe(won[0]);
    }
    const { versions } = await owner.companies.versions({ company: id });
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  test('P9 a register that is wrong is refused with every mistake, and nothing is written', async () => {
    const { id } = await owner.companies.create({ document: register('甲') });
    const wrong = register('甲', { organisation: { staff: -1 }, asets: [] });
    const error = await owner.companies.put({ company: id, version: 1, document: wrong }).catch((e) => e);
    expect(error.code).toBe('INVALID');
    expect(error.data.issues.map((issue: { path: string }) => issue.path)).toEqual(
      expect.arrayContaining(['asets', 'organisation.name', 'organisation.staff']),
    );
    expect((await owner.companies.get({ company: id })).version).toBe(1);
  });

  test('P10 removed is gone from sight, restored is back, purged is gone from every table, and the log keeps that it was', async () => {
    const { id } = await owner.companies.create({ document: register('消える会社') });
    await owner.variants.create({
      company: id,
      name: '案',
      changes: [{ path: 'policy.deductible', value: 1 }],
    });
    await owner.companies.remove({ company: id, version: 1 });
    expect(await codeOf(owner.companies.get({ company: id }))).toBe('NOT_FOUND');
    expect(await codeOf(owner.variants.list({ company: id }))).toBe('NOT_FOUND');
    expect((await owner.companies.list({ deleted: true })).companies.map((row) => row.id)).toContain(id);
    await owner.companies.restore({ company: id });
    expect((await owner.variants.list({ company: id })).variants).toHaveLength(1);
    expect(await codeOf(owner.companies.purge({ company: id }))).toBe('NOT_FOUND');
    await owner.companies.remove({ company: id, version: 1 });
    await owner.companies.purge({ company: id });
    const left = await house.store.run('system', async ({ $client }) => {
      const sums = [
        `select count(*) from sonae.companies where id = '${id}'`,
        `select count(*) from sonae.company_versions where company_id = '${id}'`,
        `select count(*) from sonae.variants where company_id = '${id}'`,
      ];
      return (await $client.query(`select ${sums.map((sum) => `(${sum})::int`).join(' + ')} as n`)).rows[0].n;
    });
    expect(left).toBe(0);
    const { entries } = await owner.audit.list({ subject: id, action: 'change' });
    expect(entries.map(({ operation }) => operation.replace('companies.', ''))).toEqual([
      'purge',
      'remove',
      'restore',
      'remove',
      'create',
    ]);
  });

  test('P11 an import shows what would change, row by row by id, and writes nothing', async () => {
    const asset = (id: string, persons: number) => ({ id, name: id, kinds: ['name'], persons });
    const { id } = await owner.companies.create({
      document: register('甲', { assets: [asset('a', 10), asset('b', 20)] }),
    });
    const yaml = `sonae: company/1\ntaxBasis: excluded\norganisation: {name: 甲}\nassets:\n  - {id: b, name: b, kinds: [name], persons: 25}\n  - {id: c, name: c, kinds: [name], persons: 1}\n`;
    const { ok, differences, version } = await owner.companies.preview({
      company: id,
      file: new File([yaml], '台帳.yaml'),
    });
    expect([ok, version]).toEqual([true, 1]);
    expect(differences.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'removed assets[id=a]',
      'changed assets[id=b].persons',
      'added assets[id=c]',
    ]);
    expect((await owner.companies.get({ company: id })).version).toBe(1);
    const bad = await owner.companies.preview({ file: new File([yaml.replace('25', '二十')], '台帳.yaml') });
    expect([bad.ok, bad.issues[0].line, bad.issues[0].path]).toEqual([false, 5, 'assets[0].persons']);
    expect([bad.document, bad.draft]).toMatchObject([
      null,
      { assets: [{ persons: '二十' }, { persons: 1 }] },
    ]);
  });

  test('P18 each version of a register can be had again, with who wrote it', async () => {
    const { id } = await owner.companies.create({ document: register('甲') });
    await owner.companies.put({ company: id, version: 1, document: register('乙') });
    const first = await owner.companies.version({ company: id, version: 1 });
    expect([first.version, first.document.organisation.name]).toEqual([1, '甲']);
    expect(await codeOf(owner.companies.version({ company: id, version: 3 }))).toBe('NOT_FOUND');
    const { versions } = await owner.companies.versions({ company: id });
    expect(versions.every(({ writtenByName }) => writtenByName)).toBe(true);
    const seen = await house.as(house.user('auditor')).companies.version({ company: id, version: 1 });
    expect([seen.withoutPersonal, 'people' in seen.document]).toEqual([true, false]);
  });

  test('P12 an expert sees the companies of the link, reads only, leaves a trace, and is out when it is revoked or over', async () => {
    const [first, second] = [
      house.company,
      (await owner.companies.create({ document: register('別の会社') })).id,
    ];
    const { link, id } = await owner.expertLinks.create({ label: '弁護士', companies: [first] });
    const digest = tokenDigest(link.split('#')[1]);
    const { linkOf } = await import('./house/demo.ts');
    const found = await linkOf(house.store, digest, new Date());
    const principal: Principal = {
      kind: 'expert_link',
      id,
      label: '弁護士',
      organisation: house.ids.ours,
      name: '',
      companies: found!.link.companies,
      cases: [],
      permissions: found!.link.permissions as never,
      expiresAt: found!.link.expiresAt,
    };
    const expert = house.as(principal);
    expect((await expert.companies.list()).companies.map((row) => row.id)).toEqual([first]);
    expect((await expert.companies.get({ company: first })).document.people).toBeUndefined();
    expect(await codeOf(expert.companies.get({ company: second }))).toBe('NOT_FOUND');
    expect(await codeOf(expert.companies.put({ company: first, version: 1, document: register('x') }))).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(expert.audit.list({}))).toBe('FORBIDDEN');
    const { entries } = await owner.audit.list({ limit: 200 });
    const trace = entries
      .filter(({ actor }) => actor.id === id)
      .map(({ operation, action }) => `${operation} ${action}`);
    expect(trace).toEqual(
      expect.arrayContaining(['companies.get read', 'companies.list read', 'companies.put refused']),
    );
    expect(await linkOf(house.store, digest, new Date(Date.now() + 15 * 86_400_000))).toBeUndefined();
    await owner.expertLinks.revoke({ link: id });
    expect(await linkOf(house.store, digest, new Date())).toBeUndefined();
    const rows = await house.store.run('system', (tx) =>
      tx.$client.query('select * from sonae.expert_links'),
    );
    expect(JSON.stringify(rows.rows)).not.toContain(link.split('#')[1]);
  });

  test('P13 an invitation makes one account with its role, works once, and for nobody else', async () => {
    const visitor = house.as({ kind: 'visitor' });
    const { link } = await owner.invitations.create({ email: 'Hanako@Example.jp', role: 'legal' });
    const token = link.split('#')[1];
    expect(await visitor.invitations.look({ token })).toMatchObject({
      email: 'hanako@example.jp',
      role: 'legal',
      hasAccount: false,
    });
    expect(await codeOf(visitor.invitations.accept({ token }))).toBe('INVALID');
    await visitor.invitations.accept({ token, name: '花子', password: 'とても長い合言葉です。ほんとう' });
    expect(
      await codeOf(visitor.invitations.accept({ token, name: '二人目', password: 'x'.repeat(12) })),
    ).toBe('NOT_FOUND');
    const { members } = await owner.members.list();
    expect(members.find(({ email }) => email === 'hanako@example.jp')).toMatchObject({
      role: 'legal',
      name: '花子',
    });
    const second = await owner.invitations.create({ email: 'stranger@example.jp', role: 'auditor' });
    expect(await codeOf(visitor.invitations.accept({ token: second.link.split('#')[1] }))).toBe(
      'UNAUTHORIZED',
    );
    await house.as(house.user('stranger')).invitations.accept({ token: second.link.split('#')[1] });
  });

  test('P13 the last owner stays', async () => {
    expect(await codeOf(owner.members.setRole({ user: house.users.owner, role: 'auditor' }))).toBe('INVALID');
    expect(await codeOf(owner.members.remove({ user: house.users.owner }))).toBe('INVALID');
  });

  test('P14 the set-up link works while nobody has an account, once, and the one before it is void', async () => {
    expect(await house.store.run('system', newSetUpToken)).toBeUndefined();
    const { testStore } = await import('@sonae/store/testing');
    const store = await testStore(server);
    try {
      const first = await store.run('system', newSetUpToken);
      const token = await store.run('system', newSetUpToken);
      const context = { ...house.context({ kind: 'visitor' }), store };
      const { createRouterClient } = await import('@orpc/server');
      const { router } = await import('./router.ts');
      const client = createRouterClient(router, {
        context: {
          ...context,
          accounts: {
            ...context.accounts,
            create: async ({ name, email }) => {
              await store.run('system', ({ $client }) =>
                $client.query('insert into sonae.users (id, name, email) values ($1, $2, $3)', [
                  'u',
                  name,
                  email,
                ]),
              );
              return { id: 'u' };
            },
          },
        },
      });
      const me = { name: '太郎', email: 'taro@example.jp', password: 'x'.repeat(12), organisation: '甲' };
      expect(await codeOf(client.setup.complete({ ...me, token: first! }))).toBe('INVALID');
      const both = [
        codeOf(client.setup.complete({ ...me, token: token! })),
        codeOf(client.setup.complete({ ...me, token: token! })),
      ];
      expect((await Promise.all(both)).sort()).toEqual(['INVALID', 'done']);
    } finally {
      await store.close();
    }
  });

  test('P15 a result is computed once for the same input, years and seed, and again when the register changes', async () => {
    const { id } = await owner.companies.create({ document: register('計算') });
    const first = await owner.companies.assess({ company: id, years: 1_000 });
    const again = await owner.companies.assess({ company: id, years: 1_000 });
    expect([first.kept, again.kept, again.id]).toEqual([false, true, first.id]);
    await owner.companies.put({
      company: id,
      version: 1,
      document: register('計算', { organisation: { name: '計算', staff: 5 } }),
    });
    expect((await owner.companies.assess({ company: id, years: 1_000 })).kept).toBe(false);
  });

  test('P16 text the database cannot keep is refused before it gets there', async () => {
    for (const name of ['a\0b', 'a\ud800'])
      expect(await codeOf(owner.companies.create({ document: register(name) }))).toBe('INVALID');
    let deep: object = {};
    for (let i = 0; i < 5_000; i++) deep = { deep };
    expect(await codeOf(owner.register.check({ document: { deep } }))).toBe('INVALID');
  });
});
