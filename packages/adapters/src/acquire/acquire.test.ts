import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { acquireHostLogs, sshArguments } from './ssh.ts';
import { acquireUrl } from './url.ts';

const logs = {
  host: 'web1.example.jp',
  user: 'audit',
  knownHosts: '/etc/sonae/known_hosts',
  paths: ['/var/log/nginx'],
};

test('A4 logs of a host: pinned key, nothing asked, one fixed command', () => {
  expect(sshArguments(logs).join(' ')).toBe(
    '-T -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=/etc/sonae/known_hosts -l audit -- web1.example.jp tar -cf - -- /var/log/nginx',
  );
  for (const bad of [
    { host: '-oProxyCommand=x' },
    { user: '-x' },
    { paths: [] },
    { paths: ['/var/log; rm -rf /'] },
    { paths: ['relative'] },
    { paths: ['/a/../etc'] },
  ])
    expect(() => sshArguments({ ...logs, ...bad })).toThrow(RangeError);
});

test('A5 what the host sends is the content; a failure of ssh is a failure of the acquisition', async () => {
  const folder = tempFolder();
  const program = path.join(folder, 'ssh');
  writeFileSync(program, '#!/bin/sh\nprintf content\n', { mode: 0o755 });
  const good = acquireHostLogs(logs, program);
  const parts = [];
  for await (const chunk of good.content) parts.push(chunk);
  await good.done;
  expect(Buffer.concat(parts).toString()).toBe('content');
  expect(good.source).toMatchObject({ kind: 'host-logs', host: 'web1.example.jp' });
  writeFileSync(program, '#!/bin/sh\necho no >&2\nexit 255\n', { mode: 0o755 });
  const bad = acquireHostLogs(logs, program);
  await expect(bad.done).rejects.toThrow('ssh ended with 255: no');
});

test('A6 a page: its bytes as they came, every redirect and header', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/a') response.writeHead(302, { location: '/b/leak.html' }).end();
    else response.writeHead(200, { 'x-proof': '1' }).end('漏えい');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  try {
    const { content, name, source } = await acquireUrl(`http://127.0.0.1:${port}/a`, () => 0);
    expect(Buffer.concat(content).toString()).toBe('漏えい');
    expect(name).toBe('leak.html');
    expect(source).toMatchObject({
      kind: 'url',
      started: '1970-01-01T00:00:00.000Z',
      steps: [{ status: 302 }, { status: 200, headers: { 'x-proof': '1' } }],
    });
  } finally {
    server.close();
  }
});
