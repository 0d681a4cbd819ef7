import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/*
 * A time-stamping authority for tests and drills, made of openssl and a folder. Its label is 社内: it proves to nobody
 * outside the house when something was.
 */

const run = promisify(execFile);

const CONFIG = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Sonae test
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[tsa_cert]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = tsa1
[tsa1]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
certs = ./ca.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256,sha384,sha512
accuracy = secs:1
clock_precision_digits = 3
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

export type TestAuthority = { readonly folder: string; readonly ca: string; readonly url: string };

export type AuthorityOptions = { readonly name?: string; readonly days?: number };

/** Makes an authority: a root and a certificate for stamping, with new keys. Needs openssl. */
export async function makeTestAuthority(
  folder: string,
  options: AuthorityOptions = {},
): Promise<TestAuthority> {
  const { name = 'Sonae test TSA', days = 3650 } = options;
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path.join(folder, 'openssl.cnf'), CONFIG);
  await writeFile(path.join(folder, 'serial'), '01\n');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'openssl.cnf'];
  await openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    `/CN=${name} root`,
    '-days',
    String(days),
    '-extensions',
    'ca',
  );
  await openssl('req', '-new', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', `/CN=${name}`);
  await openssl(
    'x509',
    '-req',
    '-in',
    'tsa.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    String(days),
    '-extfile',
    'openssl.cnf',
    '-extensions',
    'tsa_cert',
    '-out',
    'tsa.pem',
  );
  return {
    folder,
    ca: await readFile(path.join(folder, 'ca.pem'), 'utf8'),
    url: `file://${path.resolve(folder)}`,
  };
}

let last: Promise<unknown> = Promise.resolve();

/** Asks the authority in a folder. One after the other: they share the file of serial numbers. */
export function askFolder(url: URL, request: Uint8Array): Promise<Uint8Array> {
  const answer = last.then(() => reply(fileURLToPath(url), request));
  last = answer.catch(() => {});
  return answer;
}

async function reply(folder: string, request: Uint8Array): Promise<Uint8Array> {
  const work = await mkdtemp(path.join(os.tmpdir(), 'sonae-tsa-'));
  try {
    const [query, answer] = [path.join(work, 'q.tsq'), path.join(work, 'a.tsr')];
    await writeFile(query, request);
    await run(
      'openssl',
      ['ts', '-reply', '-config', 'openssl.cnf', '-section', 'tsa1', '-queryfile', query, '-out', answer],
      { cwd: folder },
    );
    return new Uint8Array(await readFile(answer));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Serves the authority by HTTP on this machine. */
export async function serveTestAuthority(
  folder: string,
  port = 0,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      askFolder(new URL(`file://${path.resolve(folder)}`), Buffer.concat(chunks)).then(
        (answer) => response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
