import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { utf8 } from '../bytes.ts';
import { memoryBag } from '../testing/memory.ts';
import { bagOf } from './bag-of.ts';
import { verifyBag } from './verify.ts';

const sha = (text: string) => hash('sha256', text, 'hex');
const DECLARATION = (version: string) => `BagIt-Version: ${version}\nTag-File-Character-Encoding: UTF-8\n`;

/** A bag of these files; `manifest` are its lines, made from the payload where left out. */
async function codes(files: Record<string, string>, { version = '1.0', manifest = '' } = {}) {
  const lines = Object.entries(files)
    .filter(([path]) => path.startsWith('data/'))
    .map(([path, text]) => `${sha(text)}  ${path}\n`)
    .join('');
  const all = { 'bagit.txt': DECLARATION(version), 'manifest-sha256.txt': manifest || lines, ...files };
  const bytes = new Map(Object.entries(all).map(([path, text]) => [path, utf8(text)]));
  const { valid, errors, warnings } = await verifyBag({ ...memoryBag(bytes), hasData: true });
  return { valid, errors: errors.map(({ code }) => code), warnings: warnings.map(({ code }) => code) };
}

const GOOD = { valid: true, errors: [], warnings: [] };

test('B2 a plain bag is good in every version', async () => {
  for (const version of ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'])
    expect(await codes({ 'data/a': 'a' }, { version })).toEqual(GOOD);
  for (const version of ['0.92', '1.1', '2.0', '1', '.97'])
    expect((await codes({ 'data/a': 'a' }, { version })).errors).toEqual(['bag.version']);
});

test('B3 the declaration is two lines, in UTF-8, without a byte order mark', async () => {
  const bad = async (declaration: string) =>
    (await codes({ 'bagit.txt': declaration, 'data/a': 'a' })).errors;
  expect(await bad(`\uFEFF${DECLARATION('1.0')}`)).toEqual(['bag.byte-order-mark']);
  expect(await bad(`${DECLARATION('1.0')}more\n`)).toEqual(['bag.declaration']);
  expect(await bad('BagIt-Version: 1.0\n')).toEqual(['bag.encoding']);
  expect(await bad('BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n')).toEqual(['bag.declaration']);
  expect(await bad('BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n')).toEqual(['bag.encoding']);
});

test('B4 a path that could leave the bag on any system is refused on every one', async () => {
  for (const path of [
    '../a',
    'data/../../a',
    '/etc/passwd',
    '~/a',
    '~root/a',
    'C:\\a',
    'c:/a',
    '\\\\server\\a',
    'data\\..\\..\\a',
    '%HOME%\\a',
    '$HOME/a',
  ])
    expect(
      (await codes({ 'data/a': 'a' }, { manifest: `${sha('a')}  data/a\n${sha('a')}  ${path}\n` })).errors,
    ).toContain('bag.unsafe-path');
  expect((await codes({ 'data/a': 'a', 'fetch.txt': 'http://example.com/ - ../../a\n' })).errors).toEqual([
    'bag.unsafe-path',
  ]);
});

test('B5 names with per cent and line ends: encoded in 1.0, as they are in the drafts', async () => {
  const line = (path: string) => ({ manifest: `${sha('a')}  ${path}\n` });
  expect(await codes({ 'data/50% 備え\n': 'a' }, line('data/50%25 備え%0A'))).toEqual(GOOD);
  expect(await codes({ 'data/50%25': 'a' }, { version: '0.97', ...line('data/50%25') })).toEqual(GOOD);
  expect((await codes({ 'data/50%': 'a' }, line('data/50%'))).valid).toBe(true);
  expect(await codes({ 'data/%7Ea': 'a' }, line('data/%257Ea'))).toEqual(GOOD);
});

test('B6 a name in another Unicode form is found, with a warning', async () => {
  const composed = 'data/プ'.normalize('NFC');
  const decomposed = composed.normalize('NFD');
  expect(composed).not.toBe(decomposed);
  expect(await codes({ [decomposed]: 'a' }, { manifest: `${sha('a')}  ${composed}\n` })).toEqual({
    valid: true,
    errors: [],
    warnings: ['bag.normalisation'],
  });
});

test('B7 every payload file is in every manifest of 1.0, and in one at least of the drafts', async () => {
  const files = {
    'data/a': 'a',
    'data/b': 'b',
    'manifest-sha512.txt': `${hash('sha512', 'a', 'hex')}  data/a\n`,
  };
  expect((await codes(files)).errors).toEqual(['bag.not-in-every-manifest']);
  expect(await codes(files, { version: '0.97' })).toEqual({
    valid: true,
    errors: [],
    warnings: ['bag.not-in-every-manifest'],
  });
  expect(
    (await codes({ 'data/a': 'a', 'data/b': 'b' }, { manifest: `${sha('a')}  data/a\n` })).errors,
  ).toEqual(['bag.not-listed']);
});

test('B8 listed twice: never with two digests, not at all in 1.0', async () => {
  const twice = `${sha('a')}  data/a\n${sha('a')}  data/a\n`;
  expect((await codes({ 'data/a': 'a' }, { manifest: twice })).errors).toEqual(['bag.listed-twice']);
  expect((await codes({ 'data/a': 'a' }, { version: '0.97', manifest: twice })).valid).toBe(true);
  const differing = `${sha('b')}  data/a\n${sha('a')}  data/a\n`;
  expect((await codes({ 'data/a': 'a' }, { version: '0.97', manifest: differing })).errors).toEqual([
    'bag.listed-twice',
  ]);
});

test('B9 the sum of octets and files must be right', async () => {
  const info = (oxum: string) => codes({ 'data/a': 'abc', 'bag-info.txt': `Payload-Oxum: ${oxum}\n` });
  expect((await info('3.1')).valid).toBe(true);
  expect((await info('3.2')).errors).toEqual(['bag.oxum']);
  expect((await info('4.1')).errors).toEqual(['bag.oxum']);
  expect((await info('3')).errors).toEqual(['bag.oxum']);
});

test('B10 a missing file is missing, also where fetch.txt says where it is', async () => {
  const manifest = `${sha('a')}  data/a\n${sha('b')}  data/b\n`;
  expect((await codes({ 'data/a': 'a' }, { manifest })).errors).toEqual(['bag.missing']);
  expect(
    (await codes({ 'data/a': 'a', 'fetch.txt': 'http://example.com/b 1 data/b\n' }, { manifest })).errors,
  ).toEqual(['bag.missing']);
});

test('B11 only what lost nothing is excused: an empty file of a system, a twin in another case', async () => {
  const with_ = (line: string) => codes({ 'data/a': 'a' }, { manifest: `${sha('a')}  data/a\n${line}\n` });
  expect(await with_(`${sha('')}  data/.DS_Store`)).toEqual({
    valid: true,
    errors: [],
    warnings: ['bag.system-file'],
  });
  expect((await with_(`${sha('x')}  data/.DS_Store`)).errors).toEqual(['bag.missing']);
  expect(await with_(`${sha('a')}  data/A`)).toEqual({ valid: true, errors: [], warnings: ['bag.case'] });
  expect((await with_(`${sha('x')}  data/A`)).errors).toEqual(['bag.missing']);
});

test('B11 two files that some systems cannot keep apart are pointed out', async () => {
  expect(await codes({ 'data/a': 'a', 'data/A': 'b' })).toEqual({
    valid: true,
    errors: [],
    warnings: ['bag.case'],
  });
});

test('B12 links and devices are refused; an unknown digest alone is no manifest', async () => {
  const files = new Map([
    ['bagit.txt', utf8(DECLARATION('1.0'))],
    ['manifest-crc32.txt', utf8('')],
  ]);
  const { errors } = await verifyBag({ ...memoryBag(files), hasData: true, special: ['data/link'] });
  expect(errors.map(({ code }) => code).sort()).toEqual(['bag.no-manifest', 'bag.special-file']);
});

test('B13 a bag made in memory verifies, has one form, and takes no payload outside data/', async () => {
  const payload = new Map([
    ['data/事実 1%.json', utf8('[]')],
    ['data/photos/a.png', Uint8Array.of(1, 2, 3)],
  ]);
  const info = [['External-Description', '侵入\nとその後']] as const;
  const bag = bagOf(payload, info);
  expect(await verifyBag(memoryBag(bag))).toMatchObject({ valid: true, errors: [], warnings: [] });
  expect([...bagOf(payload, info)]).toEqual([...bag]);
  for (const path of [...bag.keys()].filter((name) => name !== 'bagit.txt')) {
    const changed = new Map(bag).set(path, utf8(`${Buffer.from(bag.get(path)!)} `));
    if (!path.startsWith('tagmanifest'))
      expect((await verifyBag(memoryBag(changed))).valid, path).toBe(false);
  }
  expect(() => bagOf(new Map([['facts.json', utf8('[]')]]), [])).toThrow('facts.json');
});
