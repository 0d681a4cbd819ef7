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

/** How a file may have been compressed when it was built, the smaller first: the name of the coding and the ending of the copy. */
const CODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * The files of the built web application, compressed where the browser takes it. Those under `assets/` carry a digest in their
 * names and may be kept for ever.
 */
export function webFiles(folder: string): MiddlewareHandler {
  const root = path.resolve(folder);
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const file = fileIn(root, c.req.path);
    if (file === undefined) return next();
    return send(file, c.req.header('accept-encoding'), c.req.path.startsWith('/assets/'));
  };
}

/** Its page, for every address that a person opens. */
export function webPage(folder: string): MiddlewareHandler {
  const page = path.join(path.resolve(folder), 'index.html');
  return async (c, next) => {
    const opens = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
    if (!opens || c.req.path.startsWith('/api/')) return next();
    return send(page, c.req.header('accept-encoding'), false);
  };
}

/** What the build keeps for itself and for us: its stamp, the compressed copies. */
const isOurs = (address: string) =>
  /\/\./.test(address) || CODINGS.some(([, ending]) => address.endsWith(ending));

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
  return inside && !isOurs(wanted) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

function send(file: string, accepted: string | undefined, forEver: boolean): Response {
  const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream';
  const copies = CODINGS.filter(([, ending]) => existsSync(file + ending));
  const [coding, ending] = copies.find(([name]) => accepts(accepted, name)) ?? [undefined, ''];
  const headers = new Headers({
    'content-type': type,
    'content-length': String(statSync(file + ending).size),
    'cache-control': forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  // Said of the plain file too: caches between must not give it to those who would take less, nor the other way round.
  if (copies.length > 0) headers.set('vary', 'accept-encoding');
  if (coding) headers.set('content-encoding', coding);
  return new Response(Readable.toWeb(createReadStream(file + ending)) as ReadableStream, { headers });
}

/** Whether the header `Accept-Encoding` names the coding, or `*`, and not with weight zero. */
function accepts(header: string | undefined, coding: string): boolean {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name, ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith('q='));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  return (weights.get(coding) ?? weights.get('*') ?? 0) > 0;
}
