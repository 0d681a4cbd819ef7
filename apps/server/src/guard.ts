import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * What a page may do: show itself, with styles, fonts and pictures of this server, and send its form here. No script runs.
 * `same-origin` and not `no-referrer`: under that one browsers send `Origin: null` with a form.
 */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginEmbedderPolicy: 'require-corp',
  // Served on this machine without TLS: there is nothing to insist on.
  strictTransportSecurity: false,
});

/**
 * Answers only under its own names. A page elsewhere can point a name of its own at this address (DNS rebinding) and would then
 * read what it gets; the browser still says the name it was called under.
 */
export function knownHost(hosts: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const host = (c.req.header('host') ?? '').toLowerCase().replace(/:\d+$/, '');
    if (!hosts.includes(host)) return c.text('unknown host\n', 421);
    return next();
  };
}

/**
 * Takes forms from pages of this server only. Browsers say where a form comes from (`Sec-Fetch-Site`, older ones `Origin`);
 * what says neither is no browser and carries nobody's rights.
 */
export const ownForms: MiddlewareHandler = async (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next();
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own = new URL(c.req.url).origin;
  const isOwn = site === undefined ? origin === undefined || origin === own : site === 'same-origin';
  if (!isOwn) return c.text('forms of other sites are refused\n', 403);
  return next();
};
