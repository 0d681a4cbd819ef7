import { createServer, type IncomingMessage } from 'node:http';
import type { WitnessAnswer } from '@sonae/evidence';
import { lastNote, witnessRequest } from './files.ts';

const LONGEST_REQUEST = 1 << 20;
const PATIENCE_MS = 15_000;

/** Serves a witness (C2SP tlog-witness): `POST /add-checkpoint`, `GET /<origin hash>/checkpoint`. */
export async function serveWitness(
  folder: string,
  { port = 0, host = '127.0.0.1', now = Date.now } = {},
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(request.url ?? '') ?? [];
    if (request.method === 'POST' && request.url === '/add-checkpoint') {
      const body = await bodyOf(request);
      const answer: WitnessAnswer =
        body === undefined
          ? { status: 400, reason: 'too long' }
          : await witnessRequest(folder, body, Math.floor(now() / 1000));
      if (answer.status === 409)
        response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${answer.size}\n`);
      else
        response
          .writeHead(answer.status, TEXT)
          .end(answer.status === 200 ? answer.body : `${answer.reason}\n`);
      return;
    }
    const note = request.method === 'GET' && hash !== undefined ? await lastNote(folder, hash) : undefined;
    if (note === undefined) response.writeHead(404, TEXT).end('not found\n');
    else response.writeHead(200, TEXT).end(note);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.address() as { port: number };
  return {
    url: `http://${host}:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_REQUEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Sends a request to a witness by HTTP. */
export async function askWitness(
  url: string,
  body: string,
): Promise<{ readonly status: number; readonly body: string }> {
  const answer = await fetch(new URL('add-checkpoint', url.endsWith('/') ? url : `${url}/`), {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: 'error',
  });
  return { status: answer.status, body: await answer.text() };
}
