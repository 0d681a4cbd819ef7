import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/support/temp-folder.ts';
import { contentNow, disk, mayWrite, writeWhole } from './disk.ts';

const root = process.getuid?.() === 0;

test('U18 a file is read as bytes; what cannot be read says why in the system’s word', async () => {
  const folder = tempFolder({ 'a.yaml': 'あ' });
  expect(new TextDecoder().decode(await disk.read(path.join(folder, 'a.yaml')))).toBe('あ');
  await expect(disk.read(folder)).rejects.toMatchObject({ name: 'FileError', message: 'EISDIR' });
  await expect(disk.read(path.join(folder, 'b.yaml'))).rejects.toMatchObject({ message: 'ENOENT' });
  await expect(disk.read(path.join(folder, 'a.yaml/b'))).rejects.toMatchObject({ message: 'ENOTDIR' });
});

test('U18 no more than 25 MB are read, whatever the file claims to be', async () => {
  const big = path.join(tempFolder(), 'big');
  writeFileSync(big, new Uint8Array(25_000_001));
  await expect(disk.read(big)).rejects.toMatchObject({ message: 'EFBIG' });
  if (existsSync('/dev/zero'))
    await expect(disk.read('/dev/zero')).rejects.toMatchObject({ message: 'EFBIG' });
});

test('U18 a path is seen from the file that names it, an absolute one from nowhere', () => {
  expect(disk.resolve('companies/a.yaml', '../policies/p.yaml')).toBe(path.join('policies', 'p.yaml'));
  expect(disk.resolve('companies/a.yaml', '/srv/p.yaml')).toBe(path.normalize('/srv/p.yaml'));
});

test('U9 a file is written in one step, with the folders it needs, and nothing is left beside it', async () => {
  const folder = tempFolder({ 'a.txt': 'old' });
  await writeWhole(path.join(folder, 'a.txt'), 'new');
  await writeWhole(path.join(folder, 'x/y/b.txt'), new Uint8Array([65]));
  expect(readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('new');
  expect(readFileSync(path.join(folder, 'x/y/b.txt'), 'utf8')).toBe('A');
  expect(readdirSync(folder).sort()).toEqual(['a.txt', 'x']);
});

test('U9 stopped before the end, the old file stays and nothing is left beside it', async () => {
  const folder = tempFolder({ 'a.txt': 'old' });
  const file = path.join(folder, 'a.txt');
  const before = AbortSignal.abort();
  await expect(writeWhole(file, 'new', before)).rejects.toMatchObject({ name: 'AbortError' });
  const controller = new AbortController();
  const writing = writeWhole(file, new Uint8Array(5_000_000), controller.signal);
  controller.abort();
  await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

test('U9 a file that cannot be written leaves nothing beside it', async () => {
  const folder = tempFolder();
  mkdirSync(path.join(folder, 'a.pdf'));
  await expect(writeWhole(path.join(folder, 'a.pdf'), 'x')).rejects.toMatchObject({ name: 'FileError' });
  expect(readdirSync(folder)).toEqual(['a.pdf']);
});

test('U9 whether a file may be written is known before it is', async () => {
  const folder = tempFolder({ 'a.txt': '' });
  await mayWrite(path.join(folder, 'a.txt'));
  await mayWrite(path.join(folder, 'x/y/z.pdf'));
  expect(readdirSync(folder)).toEqual(['a.txt']);
  await expect(mayWrite(folder)).rejects.toMatchObject({ message: 'EISDIR' });
  await expect(mayWrite(path.join(folder, 'a.txt/b.pdf'))).rejects.toMatchObject({ message: 'ENOTDIR' });
  chmodSync(folder, 0o500);
  if (!root) await expect(mayWrite(path.join(folder, 'b.pdf'))).rejects.toMatchObject({ message: 'EACCES' });
  chmodSync(folder, 0o700);
});

test('U9 a place where no folder can be made is an error, not an endless attempt', {
  timeout: 5000,
}, async () => {
  if (existsSync('/proc/self')) {
    await expect(writeWhole('/proc/sonae-test/a.pdf', 'x')).rejects.toMatchObject({ name: 'FileError' });
  }
});

test('U15 what stands in a file now, or nothing', async () => {
  const folder = tempFolder({ 'a.txt': 'old' });
  expect(Buffer.from((await contentNow(path.join(folder, 'a.txt'))) ?? []).toString()).toBe('old');
  expect(await contentNow(path.join(folder, 'b.txt'))).toBeUndefined();
});
