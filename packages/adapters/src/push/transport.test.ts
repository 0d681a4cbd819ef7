import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { expect, onTestFinished, test } from 'vitest';
import { overHttps } from './transport.ts';

const NAME = 'push.example.net';

/** A key and a certificate of its own for a name, as PEM. */
async function certificateFor(name: string): Promise<{ readonly key: string; readonly cert: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${name}`,
      keys,
      signingAlgorithm: { ...algorithm, hash: 'SHA-256' },
      extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
    },
    crypto,
  );
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    cert: certificate.toString('pem'),
  };
}

/** A service that speaks TLS on this machine and answers with the status its path asks for. */
async function service() {
  const certificate = await certificateFor(NAME);
  const received: { path?: string; host?: string; topic?: string; body: string; name: unknown }[] = [];
  const server = createServer(certificate, (asked, answer) => {
    const parts: Buffer[] = [];
    asked.on('data', (part: Buffer) => parts.push(part));
    asked.on('end', () => {
      const { host, topic } = asked.headers as { host?: string; topic?: string };
      const name = (asked.socket as tls.TLSSocket & { servername?: unknown }).servername;
      received.push({ path: asked.url, host, topic, body: Buffer.concat(parts).toString(), name });
      const status = Number(asked.url?.slice(1));
      answer.writeHead(status, status === 302 ? { location: 'https://push.example.net/201' } : {}).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const send = (name: string, status: number) =>
    overHttps({
      url: `https://${name}:${port}/${status}`,
      address: '127.0.0.1',
      headers: { topic: 't' },
      body: Buffer.from('封をした知らせ'),
    });
  return { ...certificate, port, received, send };
}

test('A11 over TLS: to the address that was checked, under the name and its certificate, and no further', async () => {
  const { cert, port, received, send } = await service();
  await expect(send(NAME, 201), 'a certificate nobody vouches for').rejects.toThrow(/self-signed/);
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, cert]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
  expect(await send(NAME, 201)).toBe(201);
  expect(received).toEqual([
    { path: '/201', host: `${NAME}:${port}`, topic: 't', body: '封をした知らせ', name: NAME },
  ]);
  await expect(send('other.example.net', 201), 'a certificate of another name').rejects.toThrow(/altnames/);
  // A redirection is an answer like any other: it is not followed.
  expect([await send(NAME, 302), await send(NAME, 410)]).toEqual([302, 410]);
  expect(received.map(({ path }) => path)).toEqual(['/201', '/302', '/410']);
});
