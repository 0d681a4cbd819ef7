import { createClient, type SonaeClient } from '@sonae/operations/client';
import { runFolder, type TestServer, testDatabase } from '@sonae/store/testing';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { type House, startServer } from '../server.ts';

/** A server on a free port with a database of its own. */
export type Served = House & {
  readonly database: string;
  /** What the server has logged, line by line. */
  readonly lines: Record<string, unknown>[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The typed client; with a browser's cookies where a jar is given. */
  client(jar?: Jar): SonaeClient;
};

export type ServeOptions = {
  readonly server?: TestServer;
  readonly env?: Readonly<Record<string, string>>;
  /** An address of a database to use in place of a new one. */
  readonly database?: string;
};

export async function serveTest({ server, env = {}, database }: ServeOptions = {}): Promise<Served> {
  const own = database === undefined ? await testDatabase(server) : undefined;
  const url = own?.url ?? database!;
  const { config, issues } = readConfig({
    SONAE_PORT: '0',
    SONAE_DATA: runFolder(),
    SONAE_WORKER: '0',
    DATABASE_URL: url,
    ...env,
  });
  if (!config) throw new Error(JSON.stringify(issues));
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  const running = await startServer({ config, version: '0', log });
  const at = (path: string, init?: RequestInit) => fetch(running.url + path, init);
  return {
    ...running,
    database: url,
    lines,
    fetch: at,
    client: (jar) => createClient({ url: running.url, fetch: jar ? jar.fetch : fetch }),
    close: async () => {
      await running.close();
      await own?.drop();
    },
  };
}

/** What a browser keeps: cookies, and where its requests come from. */
export type Jar = { readonly cookies: Map<string, string>; fetch: typeof fetch };

export function jarFor(origin: string): Jar {
  const cookies = new Map<string, string>();
  const own: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (cookies.size > 0)
      request.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    request.headers.set('origin', origin);
    const response = await fetch(request);
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const [name, ...value] = pair.split('=');
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value.join('='));
    }
    return response;
  };
  return { cookies, fetch: own };
}

/** Posts JSON as a page of ours would. */
export async function post(
  jar: Jar,
  url: string,
  body: object,
): Promise<{ status: number; body: Record<string, never> }> {
  const response = await jar.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}
