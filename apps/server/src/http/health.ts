import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { isLoopback } from '../config.ts';
import type { Metrics } from '../metrics.ts';

/** How the server is. */
export type Health = {
  /** Whether it can do its work: each part by name, with the reason where not. */
  ready(): Promise<{ readonly ready: boolean; readonly parts: Readonly<Record<string, string>> }>;
};

/** `/healthz` the process lives; `/readyz` it can work; `/metrics` for Prometheus. */
export function healthPages(
  health: Health,
  metrics: Metrics,
  addressOf: (c: Context) => string,
  token: string | undefined,
): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    const { ready, parts } = await health.ready();
    return c.json({ ready, parts }, ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    const brought =
      c.req.header('authorization') === undefined
        ? ''
        : c.req.header('authorization')!.replace(/^Bearer /, '');
    const known = token !== undefined && same(brought, token);
    if (!known && !isLoopback(addressOf(c))) return c.text('this machine or a token\n', 403);
    return c.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
  return app;
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
