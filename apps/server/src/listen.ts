import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createApp, type ServerPorts } from './app.ts';

/** A running server. */
export type Running = { readonly url: string; close(): Promise<void> };

export type ListenOptions = Omit<ServerPorts, 'hosts'> & {
  readonly port: number;
  /** Loopback by default: nothing outside this machine reaches the page. */
  readonly hostname?: string;
};

/** Starts to listen. Rejects where the port cannot be had. */
export function listen({ port, hostname = '127.0.0.1', ...ports }: ListenOptions): Promise<Running> {
  const app = createApp({ ...ports, hosts: [hostname, 'localhost'] });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (info: AddressInfo) => {
      resolve({
        url: `http://${hostname}:${info.port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}
