import type { AssessmentOutcome, RunOptions } from '@sonae/operations';
import type { Command } from 'commander';
import { disk } from '../disk.ts';
import { EXIT } from '../exit.ts';
import { exitCodeOf, issuesJson, showIssues } from '../issues.ts';
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
  addSimulationFlags(command, terminal).action(async (company: string, flags: SimulationFlags) => {
    const { assessCompany } = await import('@sonae/operations');
    await present(flags, `assess ${quoted(company)}`, terminal, (options) =>
      assessCompany(disk, company, options),
    );
  });
}

/** Runs an assessment and shows it as asked: table, JSON, report. */
export async function present(
  flags: SimulationFlags,
  subject: string,
  terminal: Terminal,
  run: (options: RunOptions) => Promise<AssessmentOutcome>,
): Promise<void> {
  const kind = flags.report === undefined ? undefined : reportKind(flags.report);
  if (flags.report !== undefined && kind === undefined) {
    terminal.error(
      terminal.say({
        ja: '--report は .pdf か .html で終わる名前にしてください。',
        en: '--report must end in .pdf or .html.',
      }),
    );
    terminal.exitCode = EXIT.usage;
    return;
  }
  const { assessment, issues } = await terminal.stoppable((signal) =>
    run(runOptions(flags, subject, terminal, signal)),
  );
  if (!assessment) {
    if (flags.json) terminal.write(issuesJson(issues, terminal));
    else showIssues(issues, terminal);
    terminal.exitCode = exitCodeOf(issues);
    return;
  }
  showIssues(issues, terminal);
  if (flags.report !== undefined && kind !== undefined) {
    const { writeReport } = await import('../report.ts');
    await writeReport(flags.report, kind, assessment, terminal);
  }
  if (flags.json) {
    terminal.write(`${JSON.stringify(assessment, null, 2)}\n`);
  } else {
    const { assessmentText } = await import('../assessment-text.ts');
    terminal.write(assessmentText(assessment, terminal.language));
  }
}

function reportKind(file: string): 'pdf' | 'html' | undefined {
  return /\.pdf$/i.test(file) ? 'pdf' : /\.html?$/i.test(file) ? 'html' : undefined;
}
