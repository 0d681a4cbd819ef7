import { createReadStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { MiddlewareHandler } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  map: 'application/json',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  txt: 'text/plain; charset=utf-8',
};

/** Whether the web application has been built there. */
export const isBuilt = (folder: string | undefined): folder is string =>
  folder !== undefined && existsSync(path.join(folder, 'index.html'));

/**
 * The built web application: its files, and its page for every address that a person opens. Files under `assets/` carry a
 * digest in their names and may be kept for ever.
 */
export function webFiles(folder: string): MiddlewareHandler {
  const root = path.resolve(folder);
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    let wanted: string;
    try {
      wanted = decodeURIComponent(c.req.path);
    } catch {
      return next();
    }
    const file = path.join(root, wanted);
    const inside = file.startsWith(root + path.sep) && !wanted.includes('\0');
    if (inside && existsSync(file) && statSync(file).isFile())
      return send(file, wanted.startsWith('/assets/'));
    const opens = (c.req.header('accept') ?? '').includes('text/html');
    return opens && !wanted.startsWith('/api/') ? send(path.join(root, 'index.html'), false) : next();
  };
}

function send(file: string, forEver: boolean): Response {
  const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream';
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
    headers: {
      'content-type': type,
      'content-length': String(statSync(file).size),
      'cache-control': forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}
