import { availableParallelism } from 'node:os';
import type { RunOptions } from '@sonae/operations';
import { type Command, InvalidArgumentError } from 'commander';
import type { Terminal } from '../terminal.ts';

/** Options every simulation takes. */
export type SimulationFlags = {
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  readonly threads: number;
  readonly json?: boolean;
  readonly report?: string;
};

const DEFAULT_YEARS = 1_000_000;
const DEFAULT_SEED = 42;
const MOST_YEARS = 100_000_000;

export function addSimulationFlags(command: Command, { say }: Terminal): Command {
  return command
    .option(
      '--years <n>',
      say({ ja: '模擬する年数', en: 'years to simulate' }),
      whole(1500, MOST_YEARS),
      DEFAULT_YEARS,
    )
    .option(
      '--seed <n>',
      say({ ja: '乱数の種', en: 'seed' }),
      whole(0, Number.MAX_SAFE_INTEGER),
      DEFAULT_SEED,
    )
    .option(
      '--return-period <n>',
      say({ ja: '滝と費目を見る再現期間（年）', en: 'return period of waterfall and heads, in years' }),
      whole(2, 100_000),
      100,
    )
    .option(
      '--threads <n>',
      say({ ja: '使うスレッド数', en: 'threads' }),
      whole(1, 64),
      Math.min(8, availableParallelism()),
    )
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .option(
      '--report <file>',
      say({ ja: '1枚の要約を書く（.pdf か .html）', en: 'write the one-page summary (.pdf or .html)' }),
    );
}

/** The options of a run, with the command that reproduces its figures. */
export function runOptions(
  flags: SimulationFlags,
  subject: string,
  terminal: Terminal,
  signal: AbortSignal,
): RunOptions {
  const { years, seed, returnPeriod, threads } = flags;
  const period = returnPeriod === 100 ? '' : ` --return-period ${returnPeriod}`;
  const language = terminal.language === 'ja' ? '' : ` --lang ${terminal.language}`;
  return {
    years,
    seed,
    returnPeriod,
    threads,
    language: terminal.language,
    command: `sonae ${subject} --years ${years} --seed ${seed}${period}${language}`,
    onProgress: ({ done, of }) => terminal.progress(done / of),
    signal,
  };
}

/** A whole number within bounds, written with digits only. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`${least}–${most} の整数 / a whole number from ${least} to ${most}`);
    }
    return value;
  };
}

/** Quotes an argument for a shell where it needs it. */
export function quoted(argument: string): string {
  return /^[\w./@%+=:,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
