// Keeps the files of the app on the device: the page and what it is made of, nothing that was read from the server (that is
// kept by api/kept-reads.ts). Online the page itself always comes from the server, so nobody is left with an old edition.

/** Filled in by the build: addresses of scripts, styles and kernels. */
const SHELL_FILES: readonly string[] = JSON.parse('__SHELL_FILES__');

type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetched = Extendable & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Worker = {
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetched) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
};
const worker = globalThis as unknown as Worker;

const CACHE = 'sonae-app';
const PAGE = '/';
const ALWAYS = [PAGE, '/icon.svg', '/manifest.webmanifest'];
const IS_ASSET = /^\/assets\//;

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then(fill).then(worker.skipWaiting.bind(worker)));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(clean().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (IS_ASSET.test(pathname)) event.respondWith(cacheFirst(event));
  else if (request.mode === 'navigate' && !pathname.startsWith('/api'))
    event.respondWith(serverFirst(request));
  else if (ALWAYS.includes(pathname)) event.respondWith(serverFirst(request));
});

/** Files with a digest in their names never change: only new ones are fetched. */
async function fill(cache: Cache): Promise<void> {
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll([...ALWAYS, ...SHELL_FILES.filter((file) => !kept.has(file))]);
}

/** Removes what an older edition was made of; fonts stay, they are the same in every edition. */
async function clean(): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = new Set([...ALWAYS, ...SHELL_FILES]);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!wanted.has(pathname) && !pathname.endsWith('.woff2')) await cache.delete(request);
  }
}

/** The page does not wait for what is kept, nor need it: a full disk is no reason to show nothing. */
async function cacheFirst(event: Fetched): Promise<Response> {
  const { request } = event;
  const kept = await caches.match(request, { cacheName: CACHE }).catch(() => undefined);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) event.waitUntil(keep(request, response.clone()));
  return response;
}

async function keep(request: Request, response: Response): Promise<void> {
  try {
    await (await caches.open(CACHE)).put(request, response);
  } catch {
    // Asked for again next time.
  }
}

/** The page, whatever the address: the app finds its way by itself. */
async function serverFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request.mode === 'navigate' ? PAGE : request, { cacheName: CACHE });
    if (kept) return kept;
    throw error;
  }
}
