import { runCli } from '../run.ts';
import type { Host } from '../terminal.ts';

/** What a command line printed and how it ended. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** A process that keeps what is written, and can be interrupted. */
export function fakeHost({ env = {}, isTTY = false }: { env?: Host['env']; isTTY?: boolean } = {}) {
  let [out, err] = ['', ''];
  const listeners = new Set<() => void>();
  const host: Host = {
    stdout: {
      write: (text) => {
        out += text;
      },
    },
    stderr: {
      isTTY,
      write: (text) => {
        err += text;
      },
    },
    env,
    worlds: FEW_WORLDS,
    once: (_, listener) => listeners.add(listener),
    removeListener: (_, listener) => listeners.delete(listener),
  };
  return {
    host,
    interrupt: () => {
      for (const listener of [...listeners]) listener();
    },
    printed: () => ({ out, err }),
  };
}

/** Runs a command line in this very process: `await run('assess company.yaml --years 3000')`; words that hold spaces come as a list. */
export async function run(
  line: string | readonly string[],
  options: Parameters<typeof fakeHost>[0] = {},
): Promise<Ran> {
  const { host, printed } = fakeHost(options);
  const code = await runCli(typeof line === 'string' ? line.split(' ').filter(Boolean) : line, host);
  return { code, ...printed() };
}

/** Runs a command line and reads its standard output as JSON. */
export async function runJson(line: string | readonly string[]) {
  const ran = await run(line);
  return { ...ran, json: JSON.parse(ran.out) };
}

/** An assessment of so few takes a fraction of a second. Its bands are coarse; that bars add up does not depend on it. */
const FEW_WORLDS = 6;

/** Few years: for tests that ask whether figures hang together, not what they are. */
export const FEW = '--years 3000 --threads 1';
