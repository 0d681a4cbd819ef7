import { spawn } from 'node:child_process';
import type { Source } from '@sonae/evidence';

/** A host's logs, read and never changed. */
export type HostLogs = {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** `known_hosts` with the pinned key: a host that is not in it is refused. */
  readonly knownHosts: string;
  readonly identity?: string;
  /** Absolute paths on the host. */
  readonly paths: readonly string[];
};

export type AcquiredLogs = {
  readonly content: AsyncIterable<Uint8Array>;
  readonly name: string;
  readonly source: Source;
  /** Rejects where the host's tar or ssh failed: the stream was cut. */
  readonly done: Promise<void>;
};

const SAFE_PATH = /^\/[A-Za-z0-9_./@+-]+$/;
const SAFE_HOST = /^[A-Za-z0-9][A-Za-z0-9.:-]*$/;
const SAFE_USER = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Reads logs of a host over ssh as one tar stream (ホストのログの保全). The host's key is pinned, nothing is asked interactively, and only paths that
 * need no quoting go into the one command: `tar -cf - -- PATHS`.
 */
export function acquireHostLogs(logs: HostLogs, ssh = 'ssh'): AcquiredLogs {
  const args = sshArguments(logs);
  const child = spawn(ssh, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`ssh ended with ${code}: ${said.trim()}`)),
    );
  });
  done.catch(() => {});
  const { host, paths } = logs;
  return {
    content: child.stdout,
    done,
    name: `${host}-logs.tar`,
    source: { kind: 'host-logs', host, paths, command: [ssh, ...args] },
  };
}

/** The arguments of ssh. Throws where a part could be read as an option or a command. */
export function sshArguments({ host, user, port, knownHosts, identity, paths }: HostLogs): string[] {
  if (!SAFE_HOST.test(host)) throw new RangeError(`${host} is no host`);
  if (user !== undefined && !SAFE_USER.test(user)) throw new RangeError(`${user} is no user`);
  const unsafe = paths.find((path) => !SAFE_PATH.test(path) || path.split('/').includes('..'));
  if (paths.length === 0 || unsafe !== undefined)
    throw new RangeError(`${unsafe ?? 'nothing'} is no path to read`);
  return [
    ...[
      '-T',
      '-o',
      'BatchMode=yes',
      '-o',
      'StrictHostKeyChecking=yes',
      '-o',
      `UserKnownHostsFile=${knownHosts}`,
    ],
    ...(identity === undefined ? [] : ['-i', identity, '-o', 'IdentitiesOnly=yes']),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(user === undefined ? [] : ['-l', user]),
    ...['--', host, 'tar', '-cf', '-', '--', ...paths],
  ];
}
