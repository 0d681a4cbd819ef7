import { connect } from 'node:net';

const TIMEOUT = 2_500;
/** What a host that is cut off, or does not listen, answers with. Anything else is our own trouble and proves nothing. */
const CLOSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EACCES', 'EPERM']);

/** Whether a TCP port answers, seen from here. Silence counts as closed. */
export function probePort(
  address: string,
  port: number,
  timeout = TIMEOUT,
): Promise<'open' | 'closed' | 'unknown'> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (state: 'open' | 'closed' | 'unknown') => {
      clearTimeout(timer);
      socket.destroy();
      resolve(state);
    };
    const timer = setTimeout(() => end('closed'), timeout);
    socket.on('connect', () => end('open'));
    socket.on('error', (error) =>
      end('code' in error && CLOSED.has(String(error.code)) ? 'closed' : 'unknown'),
    );
  });
}
