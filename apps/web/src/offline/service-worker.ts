// Keeps the files of the app on the device: the page and what it is made of, nothing that was read from the server (that is
// kept by api/kept-reads.ts). Online the page itself always comes from the server, so nobody is left with an old edition.

/** Filled in by the build: addresses of scripts, styles and kernels. */
const SHELL_FILES: readonly string[] = JSON.parse('__SHELL_FILES__');

type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetched = Extendable & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Pushed = Extendable & { readonly data: { json(): unknown } | null };
type Touched = Extendable & {
  readonly notification: { readonly data: unknown; close(): void };
};
type Tab = { readonly url: string; navigate(url: string): Promise<unknown>; focus(): Promise<unknown> };
type Worker = {
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetched) => void): void;
  addEventListener(type: 'push', listener: (event: Pushed) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: Touched) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Tab[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
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

worker.addEventListener('push', (event) => {
  event.waitUntil(notify(event.data));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPath((event.notification.data as { path?: unknown } | undefined)?.path));
});

/** Shows a notice of an alarm. A browser insists that something is shown, so what cannot be read is said in general words. */
async function notify(data: Pushed['data']): Promise<void> {
  const { title, body, tag, path, lang } = read(data);
  await worker.registration.showNotification(typeof title === 'string' ? title : 'Sonae 備え', {
    body,
    tag,
    lang,
    icon: '/icon.svg',
    data: { path },
  });
}

function read(data: Pushed['data']): Readonly<Record<string, unknown>> {
  try {
    return (data?.json() ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** Opens an address of this app, in a tab that is there if there is one. */
async function openPath(path: unknown): Promise<void> {
  const { origin } = location;
  const wanted = new URL(typeof path === 'string' ? path : PAGE, origin);
  const url = wanted.origin === origin ? wanted.href : origin;
  const [tab] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: false });
  if (!tab) return void (await worker.clients.openWindow(url));
  // Where a browser does not let it come to the front, it is there all the same when the person does.
  await tab.focus().catch(() => {});
  await tab.navigate(url);
}

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
