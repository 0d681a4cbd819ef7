import { availableParallelism } from 'node:os';
import type { RunOptions } from '@sonae/operations';
import { type Command, InvalidArgumentError } from 'commander';
import { reportKind } from '../report.ts';
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
/** Every world of not-knowing is lived through at least once. */
const LEAST_YEARS = 1500;
const MOST_YEARS = 100_000_000;

export function addSimulationFlags(command: Command, terminal: Terminal): Command {
  const { say } = terminal;
  const between = whole(terminal);
  return command
    .option(
      '--years <n>',
      say({ ja: 'シミュレーションする年数', en: 'years to simulate' }),
      between(LEAST_YEARS, MOST_YEARS),
      DEFAULT_YEARS,
    )
    .option(
      '--seed <n>',
      say({ ja: '乱数の種', en: 'seed of the random numbers' }),
      between(0, Number.MAX_SAFE_INTEGER),
      DEFAULT_SEED,
    )
    .option(
      '--return-period <n>',
      say({
        ja: '内訳を見る再現期間（何年に1度の年か）',
        en: 'which year to break down, one in so many',
      }),
      between(2, 100_000),
      100,
    )
    .option(
      '--threads <n>',
      say({ ja: '使うスレッド数（結果は変わりません）', en: 'threads; they change no figure' }),
      between(1, 64),
      Math.min(8, availableParallelism()),
    )
    .option('--json', say({ ja: 'JSON で出力する', en: 'print JSON' }))
    .option(
      '--report <file>',
      say({ ja: '1枚の要約を書き出す（.pdf か .html）', en: 'write the one-page summary (.pdf or .html)' }),
      reportFile(terminal),
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
    worlds: terminal.worlds,
    language: terminal.language,
    command: `sonae ${subject} --years ${years} --seed ${seed}${period}${language}`,
    onProgress: ({ done, of }) => terminal.progress(done / of),
    signal,
  };
}

/** Makes parsers of whole numbers within bounds, written with plain digits only. */
export function whole({ say }: Terminal): (least: number, most: number) => (text: string) => number {
  return (least, most) => (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      say({
        ja: `${least} から ${most} までの整数を、半角の数字だけで書きます`,
        en: `Write a whole number from ${least} to ${most} in plain digits`,
      }),
    );
  };
}

function reportFile({ say }: Terminal): (text: string) => string {
  return (text) => {
    if (reportKind(text) !== undefined) return text;
    throw new InvalidArgumentError(
      say({ ja: '名前の終わりを .pdf か .html にします', en: 'The name must end in .pdf or .html' }),
    );
  };
}

/** Quotes an argument for a shell where it needs it. */
export function quoted(argument: string): string {
  return /^[\w./@%+=:,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
