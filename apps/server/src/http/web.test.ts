import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webFiles, webPage } from './web.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-web-files-'));
const PAGE = `<!doctype html><title>Sonae</title>${'<p>備え</p>'.repeat(100)}`;
const SCRIPT = 'export const words = "備え";\n'.repeat(100);
const app = new Hono().use(webFiles(folder)).use(webPage(folder));

beforeAll(() => {
  mkdirSync(path.join(folder, 'assets'));
  const put = (name: string, bytes: string | Uint8Array) => writeFileSync(path.join(folder, name), bytes);
  for (const [name, text] of [
    ['index.html', PAGE],
    ['assets/a-1f2e.js', SCRIPT],
  ]) {
    put(name, text);
    put(`${name}.br`, brotliCompressSync(text));
    put(`${name}.gz`, gzipSync(text));
  }
  put('assets/font-1f2e.woff2', 'font');
  put('.stamp.json', '{}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = async (place: string, encodings?: string, more: RequestInit = {}) => {
  const headers = {
    accept: 'text/html',
    ...(encodings === undefined ? {} : { 'accept-encoding': encodings }),
  };
  return app.request(place, { headers, ...more });
};
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const READ: Record<string, (bytes: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['GZIP ; Q=1', 'gzip'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['deflate', undefined],
  ['identity', undefined],
  ['', undefined],
  [undefined, undefined],
])('H23 to a browser that takes %s a script leaves as %s', async (encodings, coding) => {
  const response = await ask('/assets/a-1f2e.js', encodings);
  const { headers } = response;
  expect(headers.get('content-encoding')).toBe(coding ?? null);
  expect(headers.get('vary')).toBe('accept-encoding');
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const bytes = await bytesOf(response);
  expect(headers.get('content-length')).toBe(String(bytes.length));
  expect((coding ? READ[coding](bytes) : bytes).toString()).toBe(SCRIPT);
});

test('H23 the page is asked for each time, compressed at every address; what has no copy leaves as it is', async () => {
  for (const place of ['/', '/c/1/estimate']) {
    const response = await ask(place, 'br');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(brotliDecompressSync(await bytesOf(response)).toString()).toBe(PAGE);
  }
  const font = await ask('/assets/font-1f2e.woff2', 'br');
  expect([font.headers.get('content-encoding'), font.headers.get('vary')]).toEqual([null, null]);
  expect(await font.text()).toBe('font');
});

test('H23 copies and the stamp of the build have no address of their own', async () => {
  for (const place of ['/assets/a-1f2e.js.br', '/assets/a-1f2e.js.gz', '/.stamp.json'])
    expect((await ask(place, 'br', { headers: { accept: '*/*' } })).status, place).toBe(404);
});
