import { createHash } from 'node:crypto';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseRoom, caseRoom } from './testing/case-room.ts';
import { codeOf } from './testing/code-of.ts';
import { type TestHouse, testHouse } from './testing/house.ts';
import { PIXEL } from './testing/samples.ts';

describe.each(testServers())('what is written in the room of a case on $name', (server) => {
  let house: TestHouse;
  let security: CaseRoom['security'];
  let opened: CaseRoom['opened'];
  let leak: CaseRoom['leak'];
  beforeAll(async () => {
    house = await testHouse(server);
    ({ security, opened, leak } = caseRoom(house));
  });
  afterAll(() => house.close());

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
});
