import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { isLoopback } from '../config.ts';

/** Content-Security-Policy and its siblings. The kernel is WebAssembly on shared memory: that needs COOP, COEP and wasm. */
export function headersGuard(https: boolean): MiddlewareHandler {
  return secureHeaders({
    // The page without scripts brings a stricter policy of its own.
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      workerSrc: ["'self'", 'blob:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginEmbedderPolicy: 'require-corp',
    crossOriginResourcePolicy: 'same-origin',
    strictTransportSecurity: https ? 'max-age=31536000' : false,
    referrerPolicy: 'same-origin',
    permissionsPolicy: { camera: ['self'], microphone: [], geolocation: [] },
  });
}

/** Answers to our own names alone: another name is somebody's page that points here. */
export function hostGuard(hosts: readonly string[]): MiddlewareHandler {
  return (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '').toLowerCase();
    return hosts.includes(host) ? next() : Promise.resolve(c.text('unknown host\n', 421));
  };
}

/** Headers by which a proxy shows itself. */
const PROXIED = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/** A demonstration asks nobody who they are, so it answers this machine alone, and nothing that came through a proxy. */
export function demoGuard(addressOf: (c: Context) => string): MiddlewareHandler {
  return (c, next) => {
    const through = PROXIED.some((name) => c.req.header(name) !== undefined);
    if (!through && isLoopback(addressOf(c))) return next();
    return Promise.resolve(c.text('the demonstration answers this machine alone\n', 403));
  };
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A request that changes something comes from our own pages. Browsers say where from in Sec-Fetch-Site or Origin; whatever
 * says neither is no browser, and then it must not carry a browser's cookie either.
 */
export function crossSiteGuard(origins: () => readonly string[]): MiddlewareHandler {
  return (c, next) => {
    if (SAFE.includes(c.req.method)) return next();
    const [site, origin] = [c.req.header('sec-fetch-site'), c.req.header('origin')];
    // The header of newer browsers first: an older one says where from in Origin.
    const ours =
      site !== undefined
        ? site === 'same-origin'
        : origin !== undefined
          ? origins().includes(origin)
          : c.req.header('cookie') === undefined;
    return ours ? next() : Promise.resolve(c.text('from another site\n', 403));
  };
}

/**
 * Refuses what is larger. A size that is announced is taken at its word, since Node reads no more than that; whatever
 * comes without one is counted as it comes, which costs a stream for each request.
 */
export function sizeGuard(maxSize: number, refuse: (c: Context) => Response): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError: refuse });
  return (c, next) => {
    if (SAFE.includes(c.req.method)) return next();
    const announced = c.req.header('content-length');
    if (announced === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next);
    return Number(announced) > maxSize ? Promise.resolve(refuse(c)) : next();
  };
}
