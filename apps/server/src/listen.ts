import { createApp, type ServerPorts } from './app.ts';
import { openPort } from './port.ts';

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

/** Serves the first page alone. Rejects with the system's error (`EADDRINUSE`, `EACCES`) where the port cannot be had. */
export async function listen({ port, hostname = '127.0.0.1', ...ports }: ListenOptions): Promise<Running> {
  const stopping = new AbortController();
  const app = createApp({ ...ports, hosts: [hostname, 'localhost'], stopping: stopping.signal });
  const open = await openPort(app.fetch, port, hostname);
  return {
    url: `http://${hostname}:${open.port}`,
    close: () => {
      stopping.abort(new Error('the server stops'));
      return open.close();
    },
  };
}
