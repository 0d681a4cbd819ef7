import { randomUUID } from 'node:crypto';
import type { Principal } from '@sonae/operations/access';
import { openApi } from '@sonae/operations/openapi';
import type { RequestContext } from '@sonae/operations/router';
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Auth } from './accounts/auth.ts';
import { CLIENT_ADDRESS, ORGANISATION, SIGN_ON } from './accounts/names.ts';
import { createApp as createPages, type ServerPorts } from './app.ts';
import { type Api, createApi } from './http/api.ts';
import { crossSiteGuard, demoGuard, headersGuard, hostGuard, sizeGuard } from './http/guards.ts';
import { type Health, healthPages } from './http/health.ts';
import { rateGuard } from './http/rate.ts';
import { referencePage } from './http/reference.ts';
import { isBuilt, webFiles, webPage } from './http/web.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { spans } from './telemetry.ts';

export type PagePorts = Pick<ServerPorts, 'example' | 'assess'>;

/** What the HTTP face is made of. */
export type HousePorts = {
  readonly house: Omit<RequestContext, 'principal' | 'organisation' | 'requestId' | 'headers'>;
  readonly auth: Auth | undefined;
  readonly principal: (headers: Headers) => Promise<Principal>;
  /** The page with the five questions, which needs no script. */
  readonly pages: PagePorts | undefined;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Names under which the server may be called. */
  readonly hosts: readonly string[];
  readonly origins: () => readonly string[];
  readonly addressOf: (c: Context) => string;
  readonly requestsPerMinute: number;
  readonly metricsToken: string | undefined;
  readonly web: string | undefined;
};

/** Largest request: an upload and what wraps it. */
const MOST_BYTES = 21 * 1024 * 1024;

/** Where the provider sends people back to. */
const SIGN_ON_BACK = `/api/auth/sso/callback/${SIGN_ON}`;

/** Where that page lives while the web application has the rest. */
const PAGE_PATHS = /^\/(check|style\.css|fonts\/[^/]+)$/;

type Env = { Variables: { requestId: string } };

/** The HTTP face: pages, accounts, operations, and how the server is. */
export function createHouse(ports: HousePorts): Hono<Env> {
  const { house, auth, log, metrics } = ports;
  const demo = house.mode === 'demo';
  const api: Api = createApi((error, requestId) => log.error({ err: error, requestId }, 'request failed'));
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    const began = performance.now();
    await next();
    // Not `c.header`: after the answer is made it copies the answer, body and all.
    c.res.headers.set('x-request-id', requestId);
    const seconds = (performance.now() - began) / 1_000;
    metrics.request(c.req.method, c.res.status, seconds);
    // The path without what follows `?`, and no address, name or agent of anybody.
    log.info({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, seconds }, 'request');
  });
  app.use(spans);
  app.use(headersGuard(house.origin.startsWith('https:')));
  app.use(hostGuard(ports.hosts));
  if (demo) app.use(demoGuard(ports.addressOf));
  app.use(crossSiteGuard(ports.origins));
  app.route('/', healthPages(ports.health, metrics, ports.addressOf, ports.metricsToken));
  app.use('/api/*', rateGuard(ports.addressOf, ports.requestsPerMinute));
  app.use('/api/*', sizeGuard(MOST_BYTES, tooLarge));

  let description: Promise<object> | undefined;
  app.get('/api/openapi.json', async (c) => {
    description ??= openApi(house.version);
    return c.json(await description);
  });
  app.get('/api', async (c) => {
    description ??= openApi(house.version);
    return c.html(referencePage(await description));
  });
  if (auth) {
    app.on(['GET', 'POST'], '/api/auth/*', (c) => {
      // Of single sign-on the way in alone: providers are chosen in the settings.
      if (/^\/api\/auth\/sso\//.test(c.req.path) && c.req.path !== SIGN_ON_BACK) return c.notFound();
      const request = new Request(c.req.raw);
      request.headers.set(CLIENT_ADDRESS, ports.addressOf(c));
      return auth.handler(request);
    });
  }
  app.all('/api/*', async (c) => {
    const { headers } = c.req.raw;
    const response = await api(c.req.raw, {
      ...house,
      principal: await ports.principal(headers),
      organisation: headers.get(ORGANISATION) ?? undefined,
      requestId: c.get('requestId'),
      headers,
    });
    if (!response) return c.notFound();
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
    return response;
  });

  const pages = ports.pages && createPages({ ...ports.pages, hosts: ports.hosts, stopping: house.stopping });
  const web = isBuilt(ports.web) ? ports.web : undefined;
  if (web) app.use(webFiles(web));
  if (pages) {
    app.all('/simple', (c) =>
      pages.fetch(new Request(new URL(`/${new URL(c.req.url).search}`, c.req.url), c.req.raw)),
    );
    app.use(async (c, next) => (!web || PAGE_PATHS.test(c.req.path) ? pages.fetch(c.req.raw) : next()));
  }
  if (web) app.use(webPage(web));
  app.notFound((c) => c.text('not found\n', 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    log.error({ err: error, requestId: c.get('requestId') }, 'request failed');
    return c.text('internal error\n', 500);
  });
  return app;
}

function tooLarge(c: Context): Response {
  const megabytes = Math.floor(MOST_BYTES / 1024 / 1024) - 1;
  const data = {
    code: 'request.too-large',
    message: {
      ja: `大きすぎます（上限 ${megabytes} MB）。`,
      en: `Too large (at most ${megabytes} MB).`,
    },
    hint: {
      ja: '不要なシートや画像を除いて、もう一度お試しください。',
      en: 'Remove sheets and pictures that are not needed and try again.',
    },
  };
  return c.json({ code: 'PAYLOAD_TOO_LARGE', status: 413, message: data.message.en, data }, 413, {
    connection: 'close',
  });
}
