import { availableParallelism } from 'node:os';
import type { EngineChoice, EngineOptions, EngineOutcome, EngineRun } from '@sonae/operations/engine';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { disk } from '../disk.ts';
import { exitCodeOf, issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';
import { whole } from './run-options.ts';

type EngineFlags = {
  readonly years: number;
  readonly seed: number;
  readonly threads: number;
  readonly engine: EngineChoice;
  readonly repeat: number;
  readonly precision?: number;
  readonly json?: boolean;
  readonly terms?: string;
};

const MOST_YEARS = 10_000_000_000;

/** `sonae engine run|reprice MODEL.json`: the loss engine alone, on scenarios with frequency, severity and terms. */
export function engineCommand(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const engine = program
    .command('engine')
    .description(
      say({ ja: '損害エンジンだけを動かす（頻度・損害額・条件のモデル）', en: 'run the loss engine alone' }),
    );
  flagsOf(
    engine
      .command('run')
      .argument('<model>', say({ ja: 'モデル（JSON）', en: 'model (JSON)' }))
      .description(say({ ja: 'モデルを模擬または計算する', en: 'simulate or compute a model' })),
    terminal,
  ).action(async (model: string, flags: EngineFlags) => {
    const { runEngine } = await import('@sonae/operations/engine');
    await present(terminal, flags, (options) => runEngine(disk, model, options));
  });
  flagsOf(
    engine
      .command('reprice')
      .argument('<model>', say({ ja: 'モデル（JSON）', en: 'model (JSON)' }))
      .requiredOption('--terms <file>', say({ ja: '別の条件（JSON）', en: 'other terms (JSON)' }))
      .description(
        say({ ja: '同じ事故に別の条件を当てはめる', en: 'price other terms over the same events' }),
      ),
    terminal,
  ).action(async (model: string, flags: EngineFlags) => {
    const { repriceEngine } = await import('@sonae/operations/engine');
    await present(terminal, flags, (options) => repriceEngine(disk, model, flags.terms ?? '', options));
  });
}

function flagsOf(command: Command, terminal: Terminal): Command {
  const { say } = terminal;
  const between = whole(terminal);
  return command
    .option(
      '--years <n>',
      say({ ja: '模擬する年数', en: 'years to simulate' }),
      between(1, MOST_YEARS),
      1_000_000,
    )
    .option('--seed <n>', say({ ja: '乱数の種', en: 'seed' }), between(0, Number.MAX_SAFE_INTEGER), 42)
    .option(
      '--threads <n>',
      say({ ja: 'スレッド数', en: 'threads' }),
      between(1, 64),
      Math.min(8, availableParallelism()),
    )
    .addOption(
      new Option('--engine <name>', say({ ja: '計算の方法', en: 'which engine' }))
        .choices(['wasm', 'typescript', 'exact', 'auto'])
        .default('auto'),
    )
    .option(
      '--repeat <k>',
      say({ ja: '測る回数（中央値を示す）', en: 'timed runs; the median is told' }),
      between(1, 100_000),
      5,
    )
    .option(
      '--precision <share>',
      say({ ja: '相対標準誤差の目標（1% など）', en: 'relative standard error to reach, such as 1%' }),
      share,
    )
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }));
}

async function present(
  terminal: Terminal,
  flags: EngineFlags,
  run: (options: EngineOptions) => Promise<EngineOutcome>,
): Promise<void> {
  const outcome = await terminal.stoppable((signal) =>
    run({ ...flags, signal, onProgress: ({ done, of }) => terminal.progress(done / of) }),
  );
  const { run: result, issues } = outcome;
  if (!result) {
    if (flags.json) terminal.write(issuesJson(issues, terminal));
    else showIssues(issues, terminal);
    terminal.exitCode = exitCodeOf(outcome);
    return;
  }
  if (flags.json) {
    terminal.write(
      `${JSON.stringify({ ...result, note: result.note && terminal.say(result.note) }, null, 2)}\n`,
    );
  } else {
    terminal.write(textOf(result, terminal));
  }
}

function textOf(run: EngineRun, { say }: Terminal): string {
  const yen = (amount: number) => Math.round(amount).toLocaleString('ja-JP');
  const row = (name: string, { mean, var: values, tvar, se }: EngineRun['gross']) =>
    [
      `${name}: ${say({ ja: '平均', en: 'mean' })} ${yen(mean)} ± ${yen(se.mean)}`,
      ...(['0.99', '0.995'] as const).map(
        (level) =>
          `  ${level}  VaR ${yen(values[level])} ± ${yen(se.var[level])}  TVaR ${yen(tvar[level])} ± ${yen(se.tvar[level])}`,
      ),
    ].join('\n');
  return [
    row(say({ ja: '総損害', en: 'Gross' }), run.gross),
    row(say({ ja: '保険', en: 'Insured' }), run.insured),
    row(say({ ja: '自己負担', en: 'Retained' }), run.retained),
    `${run.engine}, ${run.years.toLocaleString('ja-JP')} ${say({ ja: '年', en: 'years' })}, ${run.wallMs} ms, ${run.digest}`,
    ...(run.note ? [say(run.note)] : []),
    '',
  ].join('\n');
}

/** `1%` or `0.01` as a share. */
function share(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  const value = match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : Number.NaN;
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('1% / 0.01');
  return value;
}
