import type { PolicyDraft } from '@sonae/policy';
import type { Command } from 'commander';
import { disk, writeWhole } from '../disk.ts';
import { EXIT } from '../exit.ts';
import { exitOf, issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';

type Flags = { readonly answers?: string; readonly out?: string; readonly json?: boolean };

/** `sonae policy draft`: from a declaration page and a wording to a policy file. */
export function draftPolicyCommand(policy: Command, terminal: Terminal): void {
  const { say } = terminal;
  policy
    .command('draft')
    .option(
      '--answers <file>',
      say({ ja: '答えの YAML（無ければ順に尋ねる）', en: 'answers as YAML; asked one by one without it' }),
    )
    .option(
      '--out <file>',
      say({ ja: '書き出すファイル（無ければ画面）', en: 'file to write; the screen without it' }),
    )
    .option('--json', say({ ja: '結果と指摘を JSON で出力', en: 'print the outcome as JSON' }))
    .description(
      say({
        ja: '証券と約款を読みながら、証券ファイルの下書きを作る',
        en: 'write a policy file while reading the wording',
      }),
    )
    .action(async (flags: Flags) => {
      const { yaml, policy: drafted, issues } = await draftOf(flags, terminal);
      if (!yaml) {
        if (flags.json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        if (issues.length > 0) terminal.exitCode = exitOf(issues);
        return;
      }
      showIssues(issues, terminal);
      if (flags.out !== undefined) {
        await writeWhole(flags.out, yaml);
        terminal.error(say({ ja: `${flags.out} を書きました。`, en: `Wrote ${flags.out}.` }));
      }
      if (flags.json)
        terminal.write(
          `${JSON.stringify({ ok: true, not_stated: drafted?.not_stated ?? [], yaml }, null, 2)}\n`,
        );
      else if (flags.out === undefined) terminal.write(yaml);
    });
}

async function draftOf({ answers }: Flags, terminal: Terminal): Promise<PolicyDraft> {
  const { draftFromFile, draftFromText } = await import('@sonae/operations/policy-draft');
  if (answers !== undefined) return draftFromFile(disk, answers);
  if (!process.stdin.isTTY) {
    terminal.error(
      terminal.say({
        ja: '端末ではないので尋ねられません。--answers で答えのファイルを指定してください。',
        en: 'There is no terminal to ask at. Use --answers with a file.',
      }),
    );
    terminal.exitCode = EXIT.usage;
    return { issues: [] };
  }
  const { collectAnswers } = await import('@sonae/policy');
  const { showGroup, terminalAsk } = await import('../policy-interview.ts');
  const given = await collectAnswers(terminalAsk(terminal), showGroup(terminal));
  return draftFromText(JSON.stringify(given), terminal.say({ ja: '答え', en: 'answers' }));
}
