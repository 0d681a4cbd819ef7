import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { call, getRouter, ORPCError } from '@orpc/server';
import { verifyBag } from '@sonae/evidence/bag';
import { memoryBag } from '@sonae/evidence/testing';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readCompanyYaml } from '@sonae/register/readers';
import { zipEntries } from '@sonae/register/zip';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from './access/principal.ts';
import { GRANTS, ROLES } from './access/roles.ts';
import { operations } from './catalogue.ts';
import { router } from './router.ts';
import { type TestHouse, testHouse } from './testing/house.ts';
import { PIXEL, samples } from './testing/samples.ts';

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof ORPCError ? error.code : Promise.reject(error)),
  );
const example = (file: string) => readFileSync(new URL(`../../../examples/${file}`, import.meta.url), 'utf8');
const COST = {
  id: 'l1',
  kind: 'cost',
  head: 'pr_consult',
  state: 'considered',
  amount: 3_000_000,
  taxBasis: 'excluded',
  taxPpm: 100_000,
  at: '2026-11-23',
  consent: { kind: 'none' },
} as const;
const LEARNED = new Date('2026-11-21T22:10:00+09:00');

describe.each(testServers())('the room of a case on $name', (server) => {
  let house: TestHouse;
  let security: ReturnType<TestHouse['as']>;
  beforeAll(async () => {
    house = await testHouse(server);
    security = house.as(house.user('security'));
  });
  afterAll(() => house.close());
  const opened = () => security.cases.open({ name: '誤送信', learnedAt: LEARNED });

  let asahi: Promise<string> | undefined;
  /** A company with a policy, kept once. */
  const company = () => {
    asahi ??= (async () => {
      const owner = house.as(house.user('owner'));
      const source = example('policies/minato-cyber-std-2026.yaml');
      await owner.policies.create({ file: 'minato-cyber-std-2026.yaml', source });
      const file = example('companies/retailer.yaml');
      const document = readCompanyYaml(Buffer.from(file), 'retailer', knowledgeVocabulary()).company!;
      return (await owner.companies.create({ document: document as never })).id;
    })();
    return asahi;
  };
  const leak = async () => {
    const { id } = await security.cases.open({ name: '侵入', learnedAt: LEARNED, company: await company() });
    const facts = [
      { key: 'kind', value: 'intrusion' },
      { key: 'asset', value: 'customers' },
      { key: 'persons', value: { atLeast: 1_000, atMost: 40_000 } },
    ];
    await security.cases.facts({ case: id, facts });
    return id;
  };

  test('P27 the liability of a case follows its facts: a band by head, what questions are worth, what a late notice costs', async () => {
    const id = await leak();
    const before = await security.cases.liability({ case: id });
    expect(before.company).toMatchObject({ policies: 1 });
    const live = before.liability!;
    expect(live.stays.high).toBeLessThanOrEqual(live.gross.high);
    expect(live.heads[0].title.ja).toMatch(/[ぁ-龠]/);
    expect(live.lateNotice!.days).toBeGreaterThan(0);
    const worths = live.questions.map(({ worth }) => worth);
    expect(worths).toEqual([...worths].sort((a, b) => b - a));
    const persons = live.questions.find(({ key }) => key === 'persons')!;
    expect(persons.answers.map(({ value }) => value)).toEqual(['1000', '40000']);
    // Asked again with nothing new, it is what was worked out.
    expect((await security.cases.liability({ case: id })).liability).toEqual(live);
    await security.cases.facts({ case: id, facts: [{ key: 'persons', value: 1_000 }] });
    const after = (await security.cases.liability({ case: id })).liability!;
    expect(after.questions.map(({ key }) => key)).not.toContain('persons');
    expect(after.gross.median).toBeLessThan(live.gross.high);
    const { id: bare } = await opened();
    expect(await security.cases.liability({ case: bare })).toMatchObject({ company: null, liability: null });
  });

  test('P28 facts that only policies ask for are taken under their prefix, and refused where nobody asks for them', async () => {
    const { id } = await opened();
    const state = (key: string, value: never) => security.cases.facts({ case: id, facts: [{ key, value }] });
    expect(await codeOf(state('event.war', false as never))).toBe('done');
    expect(await codeOf(state('event.war', 'perhaps' as never))).toBe('INVALID');
    expect(await codeOf(state('event.warr', true as never))).toBe('INVALID');
    expect(await codeOf(state('cause', 'misdelivery' as never))).toBe('done');
    expect(await codeOf(state('cause', 'bad luck' as never))).toBe('INVALID');
    expect((await security.cases.get({ case: id })).issues).toEqual([]);
  });

  test('P29 a line is warned of before it is promised, kept once, and the totals are the evaluator’s', async () => {
    const id = await leak();
    const checked = await security.cases.ledgerCheck({ case: id, line: COST });
    expect(checked.foresight.warnings.map(({ code }) => code)).toContain('ledger.consent');
    expect(checked.foresight.withConsent).toBeGreaterThan(checked.foresight.insurer);
    expect(checked.position.cover).toMatchObject({ part: 'expense', consentNeeded: 'prior' });
    expect(checked.position.coverName).toContain('みなと');
    expect((await security.cases.ledger({ case: id })).lines).toEqual([]);
    const event = { kind: 'ledger' as const, line: COST };
    await security.cases.record({ case: id, event, key: 'device-1-line-1' });
    await security.cases.record({ case: id, event, key: 'device-1-line-1' });
    const withConsent = { ...COST, state: 'promised' as const, consent: { kind: 'prior_written' as const } };
    const before = await security.cases.ledger({ case: id });
    await security.cases.record({ case: id, event: { kind: 'ledger', line: withConsent } });
    const after = await security.cases.ledger({ case: id });
    expect([before.lines.length, after.lines.length]).toEqual([1, 1]);
    expect(before.warnings.map(({ line }) => line)).toEqual(['l1']);
    expect([before.position.insurer, after.position.insurer]).toEqual([
      checked.foresight.insurer,
      checked.foresight.withConsent,
    ]);
    const { counted, insurer, stays, lines } = after.position;
    expect(counted).toBe(3_000_000);
    expect(insurer + stays).toBe(counted);
    expect(lines.reduce((sum, line) => sum + line.insurer, 0)).toBe(insurer);
    const { entries } = await security.cases.timeline({ case: id });
    expect(entries.filter((entry) => entry.event.kind === 'ledger')).toHaveLength(2);
    await security.cases.record({
      case: id,
      event: { kind: 'ledger.withdrawn', line: 'l1', reason: '見送り' },
    });
    expect((await security.cases.ledger({ case: id })).position.counted).toBe(0);
  });

  test('P30 a line with a word or a day that does not exist, or a tax without a rate, is refused with every mistake', async () => {
    const id = await leak();
    const line = { ...COST, head: 'lawyerr', at: '2026-02-30', taxPpm: undefined };
    for (const work of [
      security.cases.ledgerCheck({ case: id, line }),
      security.cases.record({ case: id, event: { kind: 'ledger', line } }),
    ]) {
      const error = await work.catch((e) => e);
      expect(error.data.issues.map(({ code }: { code: string }) => code).sort()).toEqual([
        'ledger.date',
        'ledger.head',
        'ledger.tax',
      ]);
    }
    expect((await security.cases.ledger({ case: id })).lines).toEqual([]);
  });

  test('P31 a photo is kept byte for byte under its digest, once; what is no photo is refused; strangers do not get it', async () => {
    const { id } = await opened();
    const file = new File([PIXEL], '../現場\n.png', { type: 'text/html' });
    const sent = { case: id, file, note: '画面', key: 'device-1-photo-1' };
    const { sha256 } = await security.cases.photo(sent);
    expect(sha256).toBe(createHash('sha256').update(PIXEL).digest('hex'));
    expect(await security.cases.photo(sent)).toMatchObject({ sha256, version: 3 });
    // The same picture sent by another device is told again and kept once.
    await security.cases.photo({ case: id, file, key: 'device-2-photo-1' });
    const { room } = await security.cases.get({ case: id });
    expect(room.files.map(({ type, size, name }) => [type, size, name])).toEqual([
      ['image/png', PIXEL.length, '.._現場_.png'],
      ['image/png', PIXEL.length, '.._現場_.png'],
    ]);
    const kept = await house.as(house.user('auditor')).cases.file({ case: id, sha256 });
    expect([kept.type, Buffer.from(await kept.arrayBuffer()).equals(PIXEL)]).toEqual(['image/png', true]);
    const script = new File(['<svg onload=alert(1)>'], 'a.png', { type: 'image/png' });
    expect(await codeOf(security.cases.photo({ case: id, file: script }))).toBe('INVALID');
    const stranger = house.as(house.user('stranger'));
    expect(await codeOf(stranger.cases.file({ case: id, sha256 }))).toBe('NOT_FOUND');
    expect(await codeOf(house.as(house.user('auditor')).cases.photo({ case: id, file }))).toBe('FORBIDDEN');
    const other = (await opened()).id;
    expect(await codeOf(security.cases.file({ case: other, sha256 }))).toBe('NOT_FOUND');
  });

  test('P32 contacts come in calling order, with those of the case behind; without the permission for persons the register’s stay out', async () => {
    const id = await leak();
    const contact = { kind: 'contact' as const, who: '警察 相談窓口', reach: '#9110', role: '警察' };
    await security.cases.record({ case: id, event: contact });
    const { contacts, withoutPersonal } = await security.cases.contacts({ case: id });
    expect(contacts.map(({ area }) => area?.ja)).toEqual([
      '社内',
      '保険会社・代理店',
      'コーディネーション',
      '調査・応急対応',
      '法律',
      '官公庁',
      '緊急時広報',
      'コールセンター',
      '信頼回復',
      '警察',
    ]);
    expect([contacts[0].phone, withoutPersonal]).toEqual(['03-0000-0108', false]);
    const auditor = await house.as(house.user('auditor')).cases.contacts({ case: id });
    expect([auditor.contacts.map(({ who }) => who), auditor.withoutPersonal]).toEqual([
      ['警察 相談窓口'],
      true,
    ]);
  });

  test('P33 what somebody said stays with who, when and to whom', async () => {
    const { id } = await opened();
    const heardAt = new Date('2026-11-22T09:00:00+09:00');
    const event = {
      kind: 'testimony' as const,
      who: '夜間当番',
      what: '画面に英語の文が出た',
      heardAt,
      heardBy: '佐藤',
    };
    await security.cases.record({ case: id, event });
    const { room } = await security.cases.get({ case: id });
    expect(room.testimonies).toEqual([{ ...event, heardAt: heardAt.getTime(), index: 2 }]);
  });

  test('P55 where leaked data was seen is watched; what is no address is refused', async () => {
    const { id } = await opened();
    const see = (url: string, state: 'up' | 'gone') =>
      security.cases.record({ case: id, event: { kind: 'sighting', url, state } });
    await see('https://paste.example/1', 'up');
    await see('https://paste.example/1', 'gone');
    await expect(see('javascript:alert(1)', 'up')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const { room } = await security.cases.get({ case: id });
    expect(room.watched).toMatchObject([{ url: 'https://paste.example/1', state: 'gone', looks: 2 }]);
  });

  test('P35 a case is taken out as one bag that verifies, without what may not be seen, and that is logged', async () => {
    const id = await leak();
    const file = new File([PIXEL], '現場.png', { type: 'image/png' });
    const { sha256 } = await security.cases.photo({ case: id, file });
    await security.cases.facts({ case: id, facts: [{ key: 'persons', value: 2_000, source: '調査会社' }] });
    await security.cases.record({ case: id, event: { kind: 'ledger', line: COST } });
    const seenAt = new Date('2026-11-22T09:00:00+09:00');
    const sighting = { kind: 'sighting', url: 'https://paste.example/1', state: 'up', seenAt } as const;
    await security.cases.record({ case: id, event: sighting });
    const take = async (role: 'security' | 'auditor', photos = true) => {
      const zip = await house.as(house.user(role)).cases.bundle({ case: id, photos });
      expect(zip.name).toMatch(/^sonae-case-[0-9a-f]{8}-v\d+\.zip$/);
      const entries = zipEntries(new Uint8Array(await zip.arrayBuffer()))!;
      expect(entries.every(({ name }) => name.startsWith(`${zip.name.slice(0, -'.zip'.length)}/`))).toBe(
        true,
      );
      return new Map(entries.map(({ name, packed }) => [name.slice(name.indexOf('/') + 1), packed]));
    };
    const bag = await take('security');
    expect(await verifyBag(memoryBag(bag))).toMatchObject({ valid: true, errors: [], warnings: [] });
    const read = (from: Map<string, Uint8Array>, name: string) =>
      JSON.parse(new TextDecoder().decode(from.get(`data/${name}`)));
    expect(bag.get(`data/photos/${sha256.slice(0, 12)}-現場.png`)).toEqual(new Uint8Array(PIXEL));
    const persons = read(bag, 'facts.json').find(({ key }: { key: string }) => key === 'persons');
    expect([persons.value, persons.before[0].value]).toEqual([2_000, { atLeast: 1_000, atMost: 40_000 }]);
    const { duties } = read(bag, 'deadlines.json');
    const report = duties.find((duty: { id: string }) => duty.id === 'jp-appi-26-final-30');
    expect([report.due, report.steps.length > 0]).toEqual(['2026-12-21T23:59:59+09:00', true]);
    expect(read(bag, 'ledger.json').position.counted).toBe(3_000_000);
    expect(read(bag, 'timeline.json')[0]).toMatchObject({ index: 0, event: { kind: 'opened' } });
    const seen = read(bag, 'timeline.json').find(
      ({ event }: { event: { kind: string } }) => event.kind === 'sighting',
    );
    expect(seen.event.seenAt).toBe('2026-11-22T09:00:00+09:00');
    expect(JSON.stringify(read(bag, 'contacts.json'))).toContain('03-0000-0108');
    expect(new TextDecoder().decode(bag.get('data/case.html'))).toContain('調査会社');
    bag.set('data/facts.json', new TextEncoder().encode('[]'));
    expect((await verifyBag(memoryBag(bag))).valid).toBe(false);

    const bare = await take('auditor', false);
    const text = [...bare.values()].map((bytes) => new TextDecoder().decode(bytes)).join('\n');
    expect(text).not.toContain('03-0000-0108');
    expect(read(bare, 'case.json')).toMatchObject({ withoutContactsOfRegister: true, withPhotos: false });
    expect([...bare.keys()].filter((name) => name.startsWith('data/photos/'))).toEqual([]);
    expect(read(bare, 'photos.json')[0]).toMatchObject({ sha256, path: null });
    expect(await codeOf(house.as(house.user('broker')).cases.bundle({ case: id }))).toBe('FORBIDDEN');
    expect(await codeOf(house.as(house.user('stranger')).cases.bundle({ case: id }))).toBe('NOT_FOUND');
    const { entries } = await house.as(house.user('owner')).audit.list({ subject: id, limit: 200 });
    const takings = entries.filter(({ operation }) => operation === 'cases.bundle');
    expect(takings.map(({ actor, detail }) => [actor.id, detail.persons, detail.photos])).toEqual([
      ['user-auditor', false, false],
      ['user-security', true, true],
    ]);
  });

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

  test('P34 whoever reads cases may read the registers, policies and estimates that the money of a case shows', () => {
    for (const role of ROLES.filter((one) => GRANTS[one].includes('case.read')))
      for (const permission of ['company.read', 'policy.read', 'assessment.read'] as const)
        expect(GRANTS[role], role).toContain(permission);
  });
});
