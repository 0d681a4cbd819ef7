import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';

/** A port that is listened on. */
export type OpenPort = {
  readonly port: number;
  /** Takes nothing new, lets answers under way go out, then ends. */
  close(): Promise<void>;
};

/** How long answers under way may take once the server stops. */
const GRACE_MS = 2_000;
/** How often connections are looked at meanwhile. */
const IDLE_MS = 20;

/** Starts to listen. Rejects with the system's error (`EADDRINUSE`, `EACCES`) where the port cannot be had. */
export function openPort(
  fetch: Parameters<typeof serve>[0]['fetch'],
  port: number,
  hostname: string,
): Promise<OpenPort> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname }, (info: AddressInfo) => {
      resolve({ port: info.port, close: () => closed(server) });
    }) as Server;
    server.once('error', reject);
  });
}

/** Idle connections end at once, the others after their answer or the grace. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A browser keeps a connection open after its answer, in case it needs another.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
    const grace = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(grace);
      resolve();
    });
  });
}
