import { userInfo } from 'node:os';
import type { Issue } from '@sonae/core';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { issuesJson, showIssues } from '../issues.ts';
import type { Host, Terminal } from '../terminal.ts';

/** Flags of every command that writes to a store. */
export type StoreFlags = { readonly json?: boolean; readonly key?: string; readonly by?: string };

export function addStoreFlags(command: Command, { say }: Terminal): Command {
  return command
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .option(
      '--key <file>',
      say({ ja: 'マスター鍵のファイル（既定: DIR.key）', en: 'master key file (default: DIR.key)' }),
    )
    .option('--by <name>', say({ ja: '行った人', en: 'who does it' }));
}

/** Who acts, and where the store and its key are. */
export function placeOf(root: string, flags: StoreFlags, host: Host) {
  return {
    root,
    by: flags.by ?? host.env.SONAE_USER ?? userName(),
    env: host.env,
    ...(flags.key === undefined ? {} : { keyFile: flags.key }),
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown'; // an account without a name, as containers have
  }
}

type Outcome<T> = { readonly value?: T; readonly issue?: Issue };

/** Prints the value as JSON or in words, or the issue; sets the exit code. */
export async function show<T>(
  terminal: Terminal,
  json: boolean | undefined,
  outcome: Outcome<T>,
  words: (value: T) => string,
  good: (value: T) => boolean = () => true,
): Promise<void> {
  const { value, issue } = outcome;
  if (issue) {
    const { isUsage } = await import('@sonae/operations/evidence/problem');
    if (json) terminal.write(issuesJson([issue], terminal));
    else showIssues([issue], terminal);
    terminal.exitCode = isUsage(issue) ? EXIT.usage : EXIT.bad;
    return;
  }
  terminal.write(json ? `${JSON.stringify(value, null, 2)}\n` : words(value!));
  terminal.exitCode = good(value!) ? EXIT.good : EXIT.bad;
}

/** Problems of a bag, a store or a timestamp, one a line. */
export function problemLines(
  problems: readonly { readonly code: string; readonly path?: string; readonly message: string }[],
  mark: string,
): string {
  return problems
    .map(({ code, path, message }) => `${mark} ${path ? `${path}: ` : ''}${message} [${code}]\n`)
    .join('');
}
