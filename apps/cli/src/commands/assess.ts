import type { AssessmentOutcome, RunOptions } from '@sonae/operations';
import { FileError } from '@sonae/operations/ports';
import type { Command } from 'commander';
import { disk, mayWrite } from '../disk.ts';
import { addExamples } from '../help.ts';
import { exitCodeOf, issuesJson, showIssues } from '../issues.ts';
import { reportKind, writeReport } from '../report.ts';
import type { Terminal } from '../terminal.ts';
import { addSimulationFlags, quoted, runOptions, type SimulationFlags } from './run-options.ts';

/** `sonae assess COMPANY`: loss, contracts and insurance of a register. */
export function assessCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('assess')
    .argument(
      '<company>',
      terminal.say({ ja: '会社の台帳（YAML または Excel）', en: 'register of a company (YAML or Excel)' }),
    )
    .description(
      terminal.say({
        ja: '台帳から、総損害・契約後・自己負担を計算する',
        en: 'assess a register: loss, contracts, insurance',
      }),
    );
  addExamples(command, terminal, [
    {
      line: { ja: 'sonae assess 台帳.yaml', en: 'sonae assess company.yaml' },
      does: { ja: '表で見る', en: 'print tables' },
    },
    {
      line: {
        ja: 'sonae assess 台帳.xlsx --report 要約.pdf',
        en: 'sonae assess company.xlsx --report summary.pdf',
      },
      does: { ja: '1枚の要約も書き出す', en: 'write the one-page summary too' },
    },
    {
      line: {
        ja: 'sonae assess 台帳.yaml --return-period 20 --json > 結果.json',
        en: 'sonae assess company.yaml --return-period 20 --json > result.json',
      },
      does: { ja: '20年に1度の年の内訳を JSON で', en: 'break down a one-in-20 year, as JSON' },
    },
  ]);
  addSimulationFlags(command, terminal).action(async (company: string, flags: SimulationFlags) => {
    await present(flags, `assess ${quoted(company)}`, terminal, async (options) => {
      const { assessCompany } = await import('@sonae/operations/assess');
      return assessCompany(disk, company, options);
    });
  });
}

/** Why a report could not be written. */
type Unwritten = { readonly unwritten?: FileError };

/** Runs an assessment and shows it as asked: table, JSON, report. Stopped at any point it leaves no file behind. */
export async function present(
  flags: SimulationFlags,
  subject: string,
  terminal: Terminal,
  run: (options: RunOptions) => Promise<AssessmentOutcome>,
): Promise<void> {
  const { report, json } = flags;
  if (report !== undefined) await mayWrite(report);
  // They load while the input is read.
  if (flags.threads > 1) (await import('@sonae/engine/threads')).prepareThreads(flags.threads);
  const outcome = await terminal.stoppable(async (signal): Promise<AssessmentOutcome & Unwritten> => {
    const done = await run(runOptions(flags, subject, terminal, signal));
    const kind = report === undefined ? undefined : reportKind(report);
    if (!done.assessment || report === undefined || kind === undefined) return done;
    // The figures have been waited for; a full disk must not lose them.
    return writeReport(report, kind, done.assessment, terminal, signal).then(
      () => done,
      (error) => {
        if (error instanceof FileError) return { ...done, unwritten: error };
        throw error;
      },
    );
  });
  const { assessment, issues, unwritten } = outcome;
  terminal.exitCode = exitCodeOf(outcome);
  if (!assessment && json) terminal.write(issuesJson(issues, terminal));
  else showIssues(issues, terminal);
  if (!assessment) {
    if (!json)
      terminal.error(
        terminal.say({ ja: '誤りがあるので、計算していません。', en: 'Nothing was calculated.' }),
      );
    return;
  }
  if (json) {
    terminal.write(`${JSON.stringify(assessment, null, 2)}\n`);
  } else {
    const { assessmentText } = await import('../assessment-text.ts');
    terminal.write(assessmentText(assessment, terminal.language));
  }
  if (unwritten) throw unwritten;
  if (report !== undefined)
    terminal.error(terminal.say({ ja: `${report} を書きました。`, en: `Wrote ${report}.` }));
}
