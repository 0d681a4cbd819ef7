import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plan, RespondHost, Target } from '@sonae/incident/actions';
import { probePort } from './probe.ts';
import { runVerb, type SshWay } from './ssh.ts';

/** The programme that is installed on a host, as text. */
export function targetProgramme(): Promise<string> {
  return readFile(fileURLToPath(new URL('../../target/sonae-respond-target', import.meta.url)), 'utf8');
}

/** A host over ssh. Every call is a connection of its own. */
export function sshTarget(host: RespondHost, ssh?: string): Target {
  if (!host.ssh) throw new RangeError(`${host.id} has no ssh`);
  const { address = host.addresses[0], port, user, knownHosts, identity } = host.ssh;
  const way: SshWay = { address, user, knownHosts, identity, ...(port !== undefined && { port }) };
  const run = (words: readonly string[], input?: string) =>
    runVerb(way, words, { ...(input !== undefined && { input }), ...(ssh !== undefined && { ssh }) });
  const withFile = async (verb: string, { table, file }: Plan) => {
    if (file) await run([verb, table!, file.sha256], file.text);
  };
  return {
    state: async (table) => {
      const { stdout } = await run(['state', table]);
      const [first, second, ...listing] = stdout.split('\n');
      const left = /^timer (\d+)$/.exec(second ?? '')?.[1];
      return {
        present: first === 'table present',
        ...(left !== undefined && { undoneIn: Number(left) }),
        listing: listing.join('\n'),
      };
    },
    check: (plan) => withFile('check', plan),
    arm: async (table, seconds) => {
      const { stdout } = await run(['arm', table, String(seconds)]);
      return stdout.trim();
    },
    apply: (plan) => withFile('apply', plan),
    confirm: async (table, seconds) => {
      await run(['confirm', table, String(seconds)]);
    },
    undo: async (table) => {
      await run(['undo', table]);
    },
    probe: (probed, probedPort) => probePort(probed, probedPort),
  };
}
