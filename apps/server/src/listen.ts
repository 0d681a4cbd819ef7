import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';

/** A listening server. */
export type Listening = { readonly port: number; close(): Promise<void> };

/** How long requests that are being answered may take to end when the server stops. */
const GRACE_MS = 10_000;

/** Starts to listen. Rejects where the port cannot be had. */
export function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  port: number,
  hostname: string,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname }, (info: AddressInfo) => {
      server.removeListener('error', reject);
      resolve({ port: info.port, close });
    });
    server.once('error', reject);
    const close = () =>
      new Promise<void>((done) => {
        const force = setTimeout(
          () => 'closeAllConnections' in server && server.closeAllConnections(),
          GRACE_MS,
        );
        server.close(() => {
          clearTimeout(force);
          done();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
  });
}
