import { formatInstant, type Instant } from '@sonae/core';
import { type Command, InvalidArgumentError } from 'commander';
import { disk } from '../disk.ts';
import { addExamples } from '../help.ts';
import { exitOf, issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';

type Flags = { readonly now?: Instant; readonly explain?: boolean; readonly json?: boolean };

/** `sonae law …`: duties to report, notify and publish, and their clocks (法令). */
export function lawCommand(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const law = program.command('law').description(
    say({
      ja: '事故のあと、誰に、いつまでに、何を知らせる義務があるか',
      en: 'after an incident: whom to tell what, by when',
    }),
  );
  const due = law
    .command('due')
    .argument('<facts>', say({ ja: '分かっている事実（YAML）', en: 'what is known (YAML)' }))
    .option(
      '--now <time>',
      say({ ja: '今の時刻（省略時は時計の時刻）', en: 'the time it is, else the clock of the machine' }),
      instantIn(terminal),
    )
    .option('--explain', say({ ja: '期限の計算を一段ずつ示す', en: 'show every step of the counting' }))
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(
      say({
        ja: '事実から、義務と期限、決め手になる分からない事実を出す',
        en: 'duties and dates that follow from facts, and the unknown facts that decide',
      }),
    )
    .action(async (path: string, { now = Date.now(), explain = false, json }: Flags) => {
      const { lawDue } = await import('@sonae/operations/law');
      const { duties, facts, issues } = await lawDue(disk, path, now);
      if (!duties || !facts) {
        if (json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = exitOf(issues);
        return;
      }
      showIssues(issues, terminal);
      if (json) {
        const { assumptionsOf, printDuty } = await import('@sonae/law');
        const body = {
          now: formatInstant(now),
          assumptions: assumptionsOf(facts),
          duties: duties.map(printDuty),
        };
        terminal.write(`${JSON.stringify(body, null, 2)}\n`);
      } else {
        const { lawText } = await import('../law-text.ts');
        terminal.write(lawText(duties, { facts, now, explain }, terminal));
      }
    });
  addExamples(due, terminal, [
    {
      line: {
        ja: 'sonae law due examples/incidents/ransomware.yaml',
        en: 'sonae law due examples/incidents/ransomware.yaml',
      },
      does: { ja: '義務を期限の順に示す', en: 'list the duties by their dates' },
    },
  ]);
}

/** A time with its zone. */
function instantIn({ say }: Terminal): (text: string) => Instant {
  return (text) => {
    const instant = /T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
    if (!Number.isNaN(instant) && formatInstant(instant) !== '') return instant;
    throw new InvalidArgumentError(
      say({
        ja: '2026-11-21T22:10:00+09:00 のように、時差を付けて書きます',
        en: 'Write it with its zone, like 2026-11-21T22:10:00+09:00',
      }),
    );
  };
}
