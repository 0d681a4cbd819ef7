import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { postWebhook } from './index.ts';

test('A9 a webhook is posted once with its key; a refusal and a redirection reject without the address', async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      seen.push(`${request.url} ${request.headers['idempotency-key']} ${body}`);
      const status = { '/no': 500, '/away': 302 }[request.url ?? ''] ?? 200;
      response.writeHead(status, status === 302 ? { location: '/ok' } : {}).end('x');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (path: string) =>
    postWebhook({ url: `${base}${path}`, type: 'application/json', text: '{"text":"期限"}', key: 'k1' });
  await post('/ok');
  expect(seen).toEqual(['/ok k1 {"text":"期限"}']);
  await expect(post('/no')).rejects.toThrow(/^the receiver answered 500$/);
  await expect(post('/away')).rejects.toThrow();
  expect(seen.filter((line) => line.startsWith('/ok'))).toHaveLength(1);
});
