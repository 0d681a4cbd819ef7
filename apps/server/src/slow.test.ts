import { setTimeout as pause } from 'node:timers/promises';
import { retailer } from '@sonae/documents/testing';
import { expect, test, vi } from 'vitest';
import { listen } from './listen.ts';
import { openServer } from './testing/server.ts';

const done = { assessment: retailer, issues: [] };

/** Work that ends when it is told to, or when nobody waits for it. */
function heldWork() {
  const held = Promise.withResolvers<typeof done>();
  const assess = (_: unknown, __: unknown, signal: AbortSignal) => {
    signal.addEventListener('abort', () => held.reject(signal.reason));
    return held.promise;
  };
  return { ...held, assess };
}

test('W13 a result that takes its time is announced at once and follows on the same page', async () => {
  const work = heldWork();
  const { send } = await openServer(work.assess);
  const response = await send({ persons: '5' });
  expect(response.status).toBe(200);
  const pieces = (response.body as ReadableStream<Uint8Array>).values();
  const decoder = new TextDecoder();
  const next = async () => decoder.decode((await pieces.next()).value, { stream: true });
  const first = await next();
  expect(first).toMatch(/^<!doctype html>[\s\S]*<p class="sv-wait" role="status">計算しています/);
  expect(first).not.toContain('<main>');
  work.resolve(done);
  let rest = '';
  for (let piece = await next(); piece !== ''; piece = await next()) rest += piece;
  expect(rest).toContain('<dd>5人</dd>');
  expect(rest).toMatch(/<main>[\s\S]*class="sn-headlines"[\s\S]*<\/main>[\s\S]*<\/html>\s*$/);
});

test('W13 so is an example that is not finished yet', async () => {
  const example = Promise.withResolvers<typeof retailer>();
  const { url, close } = await listen({ port: 0, example: () => example.promise, assess: async () => done });
  const response = await fetch(url);
  setTimeout(() => example.resolve(retailer));
  const page = await response.text();
  expect(page).toMatch(/class="sv-wait"[\s\S]*<main>[\s\S]*株式会社あさひ電商/);
  expect(page.match(/<h1>/g)).toHaveLength(1);
  await close();
});

test('W14 who goes away is no longer calculated for', async () => {
  const work = heldWork();
  const { send, asked } = await openServer(work.assess);
  const leaving = new AbortController();
  const response = await send({ persons: '5' }, { signal: leaving.signal });
  expect(asked[0][2].aborted).toBe(false);
  leaving.abort();
  await expect(response.text()).rejects.toThrow();
  await vi.waitFor(() => expect(asked[0][2].aborted).toBe(true));
});

test('W15 a failure is told on the page, its cause in the terminal, and the server goes on', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const early = await openServer(() => Promise.reject(new Error('broken early')));
  const response = await early.send({});
  expect(response.status).toBe(500);
  const page = await response.text();
  expect(page).toContain('処理できませんでした');
  expect(page).not.toContain('broken');
  expect((await early.get('/healthz')).status).toBe(200);

  const late = await openServer(() => pause(400).then(() => Promise.reject(new Error('broken late'))));
  const text = await (await late.send({ persons: '5' })).text();
  expect(text).toContain('計算できませんでした');
  expect(text).toMatch(/id="persons"[^>]* value="5"/);
  expect(text).toMatch(/<\/html>\s*$/);
  expect(said.mock.calls.map(([error]) => (error as Error).message)).toEqual(['broken early', 'broken late']);
  said.mockRestore();
});

test('W16 stopping ends what is calculated, lets the answer go out, and takes nothing new', async () => {
  const work = heldWork();
  const { send, get, close, asked } = await openServer(work.assess);
  const response = await send({ persons: '5' });
  const started = performance.now();
  const closing = close();
  const text = await response.text();
  expect(text).toContain('計算を止めました');
  expect(text).toMatch(/<\/html>\s*$/);
  await closing;
  expect(performance.now() - started).toBeLessThan(4_000);
  expect(asked[0][2].aborted).toBe(true);
  await expect(get('/healthz')).rejects.toThrow();
});

test('W16 idle connections do not hold the server back', async () => {
  const { get, close } = await openServer();
  await (await get('/healthz')).text();
  const started = performance.now();
  await close();
  expect(performance.now() - started).toBeLessThan(4_000);
});

test('W17 a port that is taken is refused with its reason', async () => {
  const { url } = await openServer();
  const port = Number(new URL(url).port);
  const second = listen({ port, example: async () => retailer, assess: async () => done });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port });
});
