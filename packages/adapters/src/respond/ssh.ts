import { spawn } from 'node:child_process';
import { TargetError } from '@sonae/incident/actions';

/** How a host is reached: everything pinned, nothing asked. */
export type SshWay = {
  readonly address: string;
  readonly port?: number;
  readonly user: string;
  /** `known_hosts` with the pinned key; a host whose key is not in it is refused. */
  readonly knownHosts: string;
  readonly identity: string;
};

/** An answer takes no longer than this; a cut line would otherwise hang for minutes. */
const TIMEOUT_SECONDS = 15;

/**
 * The arguments of the system's ssh for one verb of the programme on the target. The forced command there reads the words after the
 * host and nothing else of ours; each must be plain.
 */
export function sshArguments(way: SshWay, words: readonly string[]): string[] {
  const strange = words.find((word) => !/^[A-Za-z0-9_]+$/.test(word));
  if (words.length === 0 || strange !== undefined)
    throw new RangeError(`${strange} is no word of the target`);
  const options = [
    // Nobody's configuration, agent or forwarding takes part.
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${way.knownHosts}`,
    'GlobalKnownHostsFile=/dev/null',
    'UpdateHostKeys=no',
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    'PasswordAuthentication=no',
    'KbdInteractiveAuthentication=no',
    'ClearAllForwardings=yes',
    'ControlPath=none',
    'ControlMaster=no',
    'ConnectTimeout=8',
    'ServerAliveInterval=3',
    'ServerAliveCountMax=2',
  ];
  return [
    '-F',
    '/dev/null',
    '-T',
    ...options.flatMap((option) => ['-o', option]),
    '-i',
    way.identity,
    ...(way.port === undefined ? [] : ['-p', String(way.port)]),
    '-l',
    way.user,
    '--',
    way.address,
    ...words,
  ];
}

export type Ran = { readonly stdout: string };

/** Runs one verb. Rejects with {@link TargetError} where the host refuses, or cannot be reached. */
export function runVerb(
  way: SshWay,
  words: readonly string[],
  { input = '', ssh = 'ssh' }: { readonly input?: string; readonly ssh?: string } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(ssh, sshArguments(way, words), { stdio: ['pipe', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    const keep = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
      said[stream] = (said[stream] + chunk).slice(-65_536);
    };
    child.stdout.on('data', keep('stdout'));
    child.stderr.on('data', keep('stderr'));
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_SECONDS * 1_000);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new TargetError('unreachable', error.message));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve({ stdout: said.stdout });
      else {
        // ssh itself ends with 255; any other number is the answer of the host.
        const reached = code !== null && code !== 255;
        const words = said.stderr.trim().split('\n').at(-1) ?? '';
        reject(new TargetError(reached ? 'refused' : 'unreachable', `${code ?? 'timeout'}: ${words}`));
      }
    });
    // A host that refuses does not wait for the file.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
