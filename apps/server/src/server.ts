import path from 'node:path';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Mailer } from '@sonae/adapters/mail';
import type { ComparisonReport } from '@sonae/assessment';
import type { LiveLiability } from '@sonae/incident/liability';
import type { Principal } from '@sonae/operations/access';
import type { CaseQuestion } from '@sonae/operations/incident/live';
import {
  type Comparer,
  demoOrganisation,
  hasAccounts,
  newSetUpToken,
  type RequestContext,
  warm,
} from '@sonae/operations/router';
import { openLive, openStore, type Store } from '@sonae/store';
import type { Context } from 'hono';
import { accountsOf } from './accounts/accounts.ts';
import type { Auth } from './accounts/auth.ts';
import { principalOf } from './accounts/principal.ts';
import { createAssessor } from './assessor.ts';
import { type Config, evidenceHome, isLoopback } from './config.ts';
import { exampleContent } from './examples.ts';
import { createHouse, type PagePorts } from './house-app.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { playbookFiles } from './playbooks.ts';
import { openPort } from './port.ts';
import { programmeStamp } from './programme.ts';
import { pushKeys, pushPort } from './push.ts';
import { sessionSecret } from './secret.ts';
import { startTelemetry } from './telemetry.ts';
import { thread, threadQueue } from './threads/queue.ts';
import { startWorker, type Worker } from './worker.ts';

export type ServerOptions = {
  readonly config: Config;
  readonly version: string;
  /** Demonstrate where nobody has an account yet: what `npm start` does. */
  readonly demoByDefault?: boolean;
  /** The page with the five questions, which needs no script. */
  readonly pages?: PagePorts;
  readonly log?: Log;
};

/** A running server with everything behind it. */
export type House = {
  readonly url: string;
  readonly mode: 'demo' | 'accounts';
  /** Where the first account is made; once, and only while there is none. */
  readonly setUpLink?: string;
  readonly store: Store;
  /** Ends what is being answered, then closes everything it opened. */
  close(): Promise<void>;
};

const WEB = path.join(import.meta.dirname, '../../web/dist');

/** Starts everything: database, jobs, accounts, HTTP. Rejects where any of it cannot be had, with nothing left running. */
export async function startServer(options: ServerOptions): Promise<House> {
  const { config, version, pages } = options;
  const log = options.log ?? createLog(config.log);
  const opened: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse())
      await close().catch((err) => log.error({ err }, 'closing'));
  };
  try {
    if (config.otel) opened.push(await startTelemetry());
    const store = await openStore({
      data: config.data,
      url: config.databaseUrl,
      notice: (message) => log.warn(message),
    });
    opened.push(() => store.close());
    const live = openLive(store);
    opened.push(() => live.close());

    const wanted = config.demo ?? (options.demoByDefault === true && isLoopback(config.host));
    const mode = wanted && !(await hasAccounts(store)) ? 'demo' : 'accounts';
    const demo = mode === 'demo' ? await demoOrganisation(store, exampleContent) : undefined;

    // The port may be any free one, so what depends on it is made once it is known; until then nobody is answered.
    let app: ReturnType<typeof createHouse> | undefined;
    const listening = await openPort(
      (request, env) => app?.fetch(request, env) ?? new Response('starting\n', { status: 503 }),
      config.port,
      config.host,
    );
    const stopping = new AbortController();
    opened.push(() => {
      stopping.abort(new Error('the server stops'));
      return listening.close();
    });
    const shownHost = config.host.includes(':') ? `[${config.host}]` : config.host;
    const url = `http://${shownHost}:${listening.port}`;
    const publicUrl = config.publicUrl?.replace(/\/$/, '') ?? url;
    const origins = [
      ...new Set([publicUrl, url, ...(isLoopback(config.host) ? loopbacks(listening.port) : [])]),
    ];
    const secret = await sessionSecret(store);
    let made: Promise<Auth> | undefined;
    const load = () => {
      made ??= import('./accounts/auth.ts').then(({ createAuth }) =>
        createAuth({ store, secret, publicUrl, origins, oidc: config.oidc }),
      );
      return made;
    };
    // A demonstration asks nobody who they are, and is there half a second earlier for it.
    const auth = demo ? undefined : await load();
    const jobs: Worker = await startWorker({ store, config, log, work: config.worker });
    opened.push(() => jobs.close());

    const pool = () => store.connectionsInUse();
    const metrics = createMetrics([
      { name: 'sonae_memory_bytes', help: 'Resident memory.', read: () => process.memoryUsage.rss() },
      { name: 'sonae_database_connections', help: 'Connections of the pool.', read: () => pool().total },
      {
        name: 'sonae_database_waiting',
        help: 'Requests waiting for a connection.',
        read: () => pool().waiting,
      },
      { name: 'sonae_jobs_waiting', help: 'Jobs in the queue.', read: () => jobs.waiting() },
      { name: 'sonae_live_readers', help: 'Open live connections.', read: () => live.listeners() },
    ]);
    const compare = threadQueue<Parameters<Comparer>, ComparisonReport>(thread('comparison'));
    const house: Omit<RequestContext, 'principal' | 'organisation' | 'requestId' | 'headers'> = {
      store,
      live,
      accounts: accountsOf(load),
      assessor: createAssessor(),
      comparer: (...request) => compare(request),
      liability: threadQueue<CaseQuestion, LiveLiability>(thread('live')),
      mailer: mailerOf(config, log),
      signOn: mode === 'accounts' ? config.oidc?.name : undefined,
      ...(mode === 'accounts' && { push: pushPort(await pushKeys(store, secret)) }),
      playbooks: playbookFiles,
      wakeRuns: jobs.wakeRuns,
      // Only workers touch the journals: a server that is none of them asks, and hands nothing out of them.
      evidence: { ask: jobs.recordEvidence, ...(config.worker && { home: evidenceHome(config) }) },
      mode,
      version,
      programme: programmeStamp(),
      now: () => new Date(),
      origin: publicUrl,
      stopping: stopping.signal,
    };
    const inDemo: Principal | undefined = demo && {
      kind: 'demo',
      organisation: demo.id,
      name: demo.name,
      role: 'owner',
    };
    app = createHouse({
      house,
      auth,
      principal: async (headers) =>
        inDemo ?? principalOf(headers, { auth: await load(), secret, store }, new Date()),
      pages,
      health: { ready: () => readiness(store) },
      metrics,
      log,
      hosts: hostsOf(config, publicUrl),
      origins: () => origins,
      addressOf: (c) => addressOf(c, config.trustProxy),
      requestsPerMinute: config.requestsPerMinute,
      metricsToken: config.metricsToken,
      web: config.web ?? WEB,
    });
    setImmediate(() => warm().catch((err) => log.error({ err }, 'warming')));
    const token = mode === 'accounts' ? await store.run('system', newSetUpToken) : undefined;
    return {
      url,
      mode,
      setUpLink: token && `${publicUrl}/setup#${token}`,
      store,
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Whoever delivers letters, where the settings name one. What went wrong is logged without the address. */
function mailerOf({ mail: { url, from } }: Config, log: Log): Mailer | undefined {
  if (url === undefined || from === undefined) return undefined;
  let send: Promise<Mailer> | undefined;
  return async (mail) => {
    send ??= import('@sonae/adapters/mail').then(({ smtpMailer }) => smtpMailer({ url, from }));
    try {
      await (await send)(mail);
    } catch (err) {
      log.error({ err }, 'mail not taken');
      throw err;
    }
  };
}

async function readiness(store: Store) {
  try {
    return { ready: true, parts: { database: `PostgreSQL ${await store.version()}` } };
  } catch {
    return { ready: false, parts: { database: 'does not answer' } };
  }
}

const loopbacks = (port: number) => [`http://127.0.0.1:${port}`, `http://localhost:${port}`];

/** Names the server answers to: its own, and those of this machine, under which its health is asked for. */
function hostsOf({ host }: Config, publicUrl: string): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]', host.toLowerCase(), new URL(publicUrl).hostname];
  return [...new Set(names)];
}

/** Where a request comes from: the last proxy's word where there is one we trust, else the connection itself. */
function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || getConnInfo(c).remote.address || 'unknown';
}
