import { verifyBag } from '@sonae/evidence/bag';
import { memoryBag } from '@sonae/evidence/testing';
import { zipEntries } from '@sonae/register/zip';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseRoom, COST, caseRoom } from './testing/case-room.ts';
import { codeOf } from './testing/code-of.ts';
import { type TestHouse, testHouse } from './testing/house.ts';
import { PIXEL } from './testing/samples.ts';

describe.each(testServers())('a case taken out on $name', (server) => {
  let house: TestHouse;
  let security: CaseRoom['security'];
  let leak: CaseRoom['leak'];
  beforeAll(async () => {
    house = await testHouse(server);
    ({ security, leak } = caseRoom(house));
  });
  afterAll(() => house.close());

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
});
