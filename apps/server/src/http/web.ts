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

/** The files of the built web application. Those under `assets/` carry a digest in their names and may be kept for ever. */
export function webFiles(folder: string): MiddlewareHandler {
  const root = path.resolve(folder);
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const file = fileIn(root, c.req.path);
    return file === undefined ? next() : send(file, c.req.path.startsWith('/assets/'));
  };
}

/** Its page, for every address that a person opens. */
export function webPage(folder: string): MiddlewareHandler {
  const page = path.join(path.resolve(folder), 'index.html');
  return async (c, next) => {
    const opens = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
    return opens && !c.req.path.startsWith('/api/') ? send(page, false) : next();
  };
}

/** The file an address names, if it lies in the folder. */
function fileIn(root: string, address: string): string | undefined {
  let wanted: string;
  try {
    wanted = decodeURIComponent(address);
  } catch {
    return undefined;
  }
  const file = path.join(root, wanted === '/' ? 'index.html' : wanted);
  const inside = file.startsWith(root + path.sep) && !wanted.includes('\0');
  return inside && existsSync(file) && statSync(file).isFile() ? file : undefined;
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
