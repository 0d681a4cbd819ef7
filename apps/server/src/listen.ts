import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createApp, type ServerPorts } from './app.ts';

/** A running server. */
export type Running = {
  readonly url: string;
  /** Takes nothing new, stops what is being calculated, lets answers under way go out, then ends. */
  close(): Promise<void>;
};

export type ListenOptions = Omit<ServerPorts, 'hosts' | 'stopping'> & {
  /** 0 takes any that is free. */
  readonly port: number;
  /** Loopback by default: nothing outside this machine reaches the page. */
  readonly hostname?: string;
};

/** How long answers under way may take once the server stops. */
const GRACE_MS = 2_000;
/** How often connections are looked at meanwhile. */
const IDLE_MS = 20;

/** Starts to listen. Rejects with the system's error (`EADDRINUSE`, `EACCES`) where the port cannot be had. */
export function listen({ port, hostname = '127.0.0.1', ...ports }: ListenOptions): Promise<Running> {
  const stopping = new AbortController();
  const app = createApp({ ...ports, hosts: [hostname, 'localhost'], stopping: stopping.signal });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (info: AddressInfo) => {
      resolve({
        url: `http://${hostname}:${info.port}`,
        close: () => {
          stopping.abort(new Error('the server stops'));
          return closed(server as Server);
        },
      });
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
