import { printIssue } from '@sonae/core';
import type { Dialect } from '@sonae/incident/playbook';
import { type Command, Option } from 'commander';
import { disk, writeWhole } from '../disk.ts';
import { EXIT } from '../exit.ts';
import { exitCodeOf, issuesJson, showIssues } from '../issues.ts';
import type { Host, Terminal } from '../terminal.ts';

type Flags = { readonly dialect: Dialect; readonly json?: boolean };

/** `sonae playbook …`: response playbooks (手順書), CACAO 2.0. */
export function playbookCommand(program: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  const playbook = program.command('playbook').description(
    say({
      ja: '対応の手順書（CACAO 2.0）を調べ、試し、刷る',
      en: 'check, rehearse and print response playbooks (CACAO 2.0)',
    }),
  );
  checkSubcommand(playbook, terminal);
  runSubcommand(playbook, terminal, host);
  drawSubcommand(playbook, terminal);
  printSubcommand(playbook, terminal);
  conditionsSubcommand(playbook, terminal);
}

const JSON_FLAG = { ja: 'JSONで出力', en: 'print JSON' };

function fileCommand(parent: Command, name: string, { say }: Terminal): Command {
  return parent
    .command(name)
    .argument('<file>', say({ ja: '手順書（CACAO 2.0 の JSON）', en: 'playbook (CACAO 2.0 JSON)' }))
    .addOption(dialectOption(say, 'strict'));
}

function dialectOption(say: Terminal['say'], value: Dialect): Option {
  return new Option(
    '--dialect <name>',
    say({
      ja: '条件の書き方。soarca は引用符のない値を読む',
      en: 'how conditions are written; soarca takes literals without quotes',
    }),
  )
    .choices(['strict', 'soarca'])
    .default(value);
}

function checkSubcommand(parent: Command, terminal: Terminal): void {
  const { say } = terminal;
  fileCommand(parent, 'check', terminal)
    .option('--json', say(JSON_FLAG))
    .description(
      say({
        ja: '書式と意味（行き先、終わり、繰り返し、変数、秘密）を調べる',
        en: 'check form and meaning (steps, ends, loops, variables, secrets)',
      }),
    )
    .action(async (path: string, { dialect, json }: Flags) => {
      const { checkPlaybookFile } = await import('@sonae/operations/playbook');
      const checked = await checkPlaybookFile(disk, path, { dialect });
      const { schemaValid, valid, issues } = checked;
      if (json) {
        const body = {
          schemaValid,
          valid,
          issues: issues.map((issue) => printIssue(issue, terminal.language)),
        };
        terminal.write(`${JSON.stringify(body, null, 2)}\n`);
      } else {
        showIssues(issues, terminal);
        if (valid) terminal.write(say({ ja: '使える手順書です。\n', en: 'The playbook can be used.\n' }));
      }
      terminal.exitCode = exitCodeOf(checked);
    });
}

function runSubcommand(parent: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  fileCommand(parent, 'run', terminal)
    .option(
      '--dry-run',
      say({ ja: '何にも触らずに最後まで歩く', en: 'walk through it without touching anything' }),
    )
    .option(
      '--answers <file>',
      say({ ja: '答えのファイル（YAML か JSON）', en: 'file of answers (YAML or JSON)' }),
    )
    .option('--json', say(JSON_FLAG))
    .description(say({ ja: '手順書を試しに進める', en: 'rehearse a playbook' }))
    .action(async (path: string, flags: Flags & { dryRun?: boolean; answers?: string }) => {
      if (!flags.dryRun) {
        terminal.error(
          say({
            ja: '--dry-run を付けてください。本番の手順書は、事案を開いて進めます。',
            en: 'Add --dry-run. For real, a playbook is run inside a case.',
          }),
        );
        terminal.exitCode = EXIT.usage;
        return;
      }
      const { rehearsePlaybook } = await import('@sonae/operations/playbook');
      const interactive = !flags.json && flags.answers === undefined && isInteractive(host);
      const ask = interactive ? (await import('../playbook-ask.ts')).terminalReplies(terminal) : undefined;
      const outcome = await rehearsePlaybook(disk, path, {
        dialect: flags.dialect,
        answers: flags.answers,
        ask,
      });
      const { rehearsal, playbook, issues } = outcome;
      if (!rehearsal || !playbook) {
        if (flags.json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = exitCodeOf(outcome);
        return;
      }
      showIssues(issues, terminal);
      const { courseJson, courseText } = await import('../playbook-course.ts');
      terminal.write(
        flags.json ? courseJson(playbook, rehearsal) : courseText(playbook, rehearsal, terminal),
      );
      terminal.exitCode = rehearsal.outcome === 'failed' ? EXIT.bad : EXIT.good;
    });
}

/** Whether somebody sits at the terminal; a test that hands in its own streams never does. */
function isInteractive(host: Host): boolean {
  return host.stdout === process.stdout && process.stdin.isTTY === true && process.stdout.isTTY === true;
}

function drawSubcommand(parent: Command, terminal: Terminal): void {
  const { say } = terminal;
  fileCommand(parent, 'draw', terminal)
    .option(
      '--out <file>',
      say({ ja: '書き出すファイル（省略すると画面）', en: 'file to write, else the screen' }),
    )
    .description(say({ ja: '流れ図（SVG）を描く', en: 'draw the flowchart (SVG)' }))
    .action(async (path: string, { dialect, out }: Flags & { out?: string }) => {
      const playbook = await readable(path, dialect, terminal);
      if (!playbook) return;
      const { drawPlaybook } = await import('@sonae/incident/playbook');
      const svg = drawPlaybook(playbook, terminal.language);
      if (out === undefined) terminal.write(svg);
      else {
        await writeWhole(out, svg);
        terminal.write(say({ ja: `${out} を書きました。\n`, en: `Wrote ${out}.\n` }));
      }
    });
}

function printSubcommand(parent: Command, terminal: Terminal): void {
  const { say } = terminal;
  fileCommand(parent, 'print', terminal)
    .option('--out <file>', say({ ja: '書き出すファイル（PDF）', en: 'file to write (PDF)' }))
    .description(
      say({
        ja: '印刷用の手順書（PDF、流れ図付き）を作る',
        en: 'make a printable manual (PDF with flowchart)',
      }),
    )
    .action(async (path: string, { dialect, out }: Flags & { out?: string }) => {
      const playbook = await readable(path, dialect, terminal);
      if (!playbook) return;
      const file = out ?? path.replace(/(\.json)?$/i, '.pdf');
      const { playbookManualPdf } = await import('@sonae/documents/playbook-manual');
      await writeWhole(file, await playbookManualPdf(playbook, terminal.language));
      terminal.write(say({ ja: `${file} を書きました。\n`, en: `Wrote ${file}.\n` }));
    });
}

/** The playbook where it can be used; else its issues are shown and the exit code is set. */
async function readable(path: string, dialect: Dialect, terminal: Terminal) {
  const { checkPlaybookFile } = await import('@sonae/operations/playbook');
  const checked = await checkPlaybookFile(disk, path, { dialect });
  showIssues(checked.issues, terminal);
  terminal.exitCode = exitCodeOf(checked);
  return checked.valid ? checked.playbook : undefined;
}

function conditionsSubcommand(parent: Command, terminal: Terminal): void {
  const { say } = terminal;
  parent
    .command('conditions')
    .argument('<cases>', say({ ja: '検証例（JSON）', en: 'cases (JSON)' }))
    .addOption(dialectOption(say, 'strict'))
    .option('--json', say(JSON_FLAG))
    .description(
      say({ ja: '条件の検証例に答え、期待値と照らす', en: 'answer cases of conditions and compare' }),
    )
    .action(async (path: string, { dialect, json }: Flags) => {
      const { runConditionCases } = await import('@sonae/operations/playbook');
      const outcome = await runConditionCases(disk, path, dialect);
      const { cases, failed } = outcome;
      if (cases === undefined || !failed) {
        if (json) terminal.write(issuesJson(outcome.issues, terminal));
        else showIssues(outcome.issues, terminal);
        terminal.exitCode = exitCodeOf(outcome);
        return;
      }
      const passed = cases - failed.length;
      terminal.write(
        json
          ? `${JSON.stringify({ cases, passed, failed }, null, 2)}\n`
          : `${failed.map((expression) => `✗ ${expression}\n`).join('')}${passed}/${cases}\n`,
      );
      terminal.exitCode = failed.length === 0 ? EXIT.good : EXIT.bad;
    });
}
