import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { conformanceFolder } from '../../../../tests/support/conformance.ts';
import { chanceOf } from '../testing/chance.ts';
import { certsOfPem } from './certificate.ts';
import { verifyTimestamp } from './verify.ts';

const read = (name: string) => new Uint8Array(readFileSync(path.join(conformanceFolder(), 'tsa', name)));
const trusted = certsOfPem(Buffer.from(read('ca.pem')).toString());
const [token, data] = [read('f.tsr'), read('f.txt')];
const codes = async (check: Partial<Parameters<typeof verifyTimestamp>[0]>) =>
  (await verifyTimestamp({ token, data, trusted, ...check })).errors.map(({ code }) => code);

test('T1 a good answer: time, authority, policy', async () => {
  expect(
    await verifyTimestamp({
      token,
      data,
      trusted,
      nonce: Buffer.from('3b1770911d7736d8', 'hex'),
      policy: '1.2.3.4.1',
    }),
  ).toEqual({
    valid: true,
    genTime: '2026-11-21T18:15:27.044Z',
    tsa: 'CN=Test TSA',
    policy: '1.2.3.4.1',
    serial: '02',
    expires: '2036-11-18T18:15:27.000Z',
    errors: [],
  });
});

test('T2 other data, another nonce, another policy, another root are each named', async () => {
  expect(await codes({ data: new Uint8Array(1) })).toEqual(['timestamp.imprint']);
  expect(await codes({ nonce: new Uint8Array(8).fill(1) })).toEqual(['timestamp.nonce']);
  expect(await codes({ policy: '1.2.3.4.5' })).toEqual(['timestamp.policy']);
  expect(await codes({ trusted: [] })).toEqual(['timestamp.chain']);
});

test('T3 certificates put into a token do not change which one is judged', async () => {
  const verdict = await verifyTimestamp({
    token: read('response-injected-certs.tsr'),
    data: Buffer.from('hello'),
    trusted,
  });
  expect(verdict).toMatchObject({ valid: false, tsa: 'O=local, CN=Test TSA Timestamping' });
  expect(verdict.errors.map(({ code }) => code)).toEqual(['timestamp.chain']);
});

test('T4 whatever byte of an answer is changed: it is refused, or was one that nothing rests on and the verdict is the same', async () => {
  const chance = chanceOf(7);
  const before = await verifyTimestamp({ token, data, trusted });
  let refused = 0;
  for (let i = 0; i < 50; i++) {
    const at = Math.floor(chance() * token.length);
    const changed = token.with(at, token[at] ^ (1 << Math.floor(chance() * 8)));
    const verdict = await verifyTimestamp({ token: changed, data, trusted });
    if (verdict.valid) expect(verdict).toEqual(before);
    else refused++;
  }
  // What is unsigned is mostly the root certificate, which comes with the token and is not the one that is trusted.
  expect(refused).toBeGreaterThan(25);
});

test('T5 no bytes make the reader throw', async () => {
  const chance = chanceOf(9);
  for (let length = 0; length < 60; length++) {
    const bytes = Uint8Array.from({ length }, () => Math.floor(chance() * 256));
    expect((await verifyTimestamp({ token: bytes, data, trusted })).valid).toBe(false);
    expect((await verifyTimestamp({ token: token.slice(0, length * 20), data, trusted })).valid).toBe(false);
  }
});
