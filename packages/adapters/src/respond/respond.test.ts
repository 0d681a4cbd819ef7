import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { TargetError } from '@sonae/incident/actions';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { probePort } from './probe.ts';
import { runVerb, sshArguments } from './ssh.ts';
import { sshTarget, targetProgramme } from './target.ts';

const WAY = {
  address: '2001:db8::20',
  user: 'sonae-respond',
  knownHosts: '/etc/sonae/known_hosts',
  identity: '/etc/sonae/key',
};
const TABLE = 'sonae_c1_isolate_00000000';

test('AC16 ssh: pinned key, nobody’s configuration, nothing asked, plain words only', () => {
  const words = sshArguments({ ...WAY, port: 2222 }, ['arm', TABLE, '600']);
  expect(words.slice(0, 3)).toEqual(['-F', '/dev/null', '-T']);
  for (const option of [
    'StrictHostKeyChecking=yes',
    'UserKnownHostsFile=/etc/sonae/known_hosts',
    'GlobalKnownHostsFile=/dev/null',
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    'ClearAllForwardings=yes',
  ])
    expect(words[words.indexOf(option) - 1], option).toBe('-o');
  expect(words.slice(-5)).toEqual(['--', '2001:db8::20', 'arm', TABLE, '600']);
  for (const bad of [[], ['a b'], ['-x'], ['a;b'], ['$(id)'], ['']])
    expect(() => sshArguments(WAY, bad)).toThrow(RangeError);
});

/** A program in the place of ssh. */
function fakeSsh(script: string): string {
  const file = path.join(tempFolder(), 'ssh');
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

const HOST = {
  id: 'web1',
  role: 'server',
  addresses: ['192.0.2.20'],
  managementPorts: [22],
  probes: [],
  dhcp: false,
  ssh: { user: 'x', knownHosts: 'k', identity: 'i' },
} as const;

test('AC16 what the host says is read; what it refuses and what cannot be reached are told apart', async () => {
  const there = sshTarget(
    HOST as never,
    fakeSsh(`printf 'table present\\ntimer 42\\ntable inet x {\\n}\\n'`),
  );
  expect(await there.state(TABLE)).toEqual({ present: true, undoneIn: 42, listing: 'table inet x {\n}\n' });
  const bare = sshTarget(HOST as never, fakeSsh(`printf 'table absent\\ntimer none\\n'`));
  expect(await bare.state(TABLE)).toEqual({ present: false, listing: '' });
  const refused = runVerb(WAY, ['undo', TABLE], { ssh: fakeSsh('echo refused table >&2; exit 64') });
  await expect(refused).rejects.toMatchObject({ code: 'refused', message: '64: refused table' });
  await expect(runVerb(WAY, ['undo', TABLE], { ssh: fakeSsh('exit 255') })).rejects.toMatchObject({
    code: 'unreachable',
  });
  await expect(runVerb(WAY, ['undo', TABLE], { ssh: '/nowhere/ssh' })).rejects.toBeInstanceOf(TargetError);
});

test('AC16 the file goes by standard input with the digest that was approved', async () => {
  const seen = path.join(tempFolder(), 'seen');
  const target = sshTarget(HOST as never, fakeSsh(`echo "$@" > ${seen}; cat >> ${seen}`));
  await target.apply({ table: TABLE, file: { text: 'the file\n', sha256: 'ab'.repeat(32) } } as never);
  expect(readFileSync(seen, 'utf8')).toMatch(
    new RegExp(`-- 192.0.2.20 apply ${TABLE} ${'ab'.repeat(32)}\nthe file\n$`),
  );
});

test('AC16 a port that answers is open, one that refuses or is silent is closed', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  expect(await probePort('127.0.0.1', port)).toBe('open');
  await new Promise((resolve) => server.close(resolve));
  expect(await probePort('127.0.0.1', port)).toBe('closed');
});

test('AC17 the programme of the host evaluates nothing and names its verbs', async () => {
  const text = await targetProgramme();
  const code = text.replace(/^\s*#.*$/gm, '');
  expect(code).not.toMatch(/\beval\b|`|\bsource\b/);
  for (const verb of ['state', 'check', 'arm', 'apply', 'confirm', 'undo', 'version'])
    expect(text).toContain(verb);
});
