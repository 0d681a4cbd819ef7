import { FileError, reasonText } from '@sonae/operations/ports';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { assessCommand } from './commands/assess.ts';
import { checkCommand } from './commands/check.ts';
import { drillCommand } from './commands/drill.ts';
import { engineCommand } from './commands/engine.ts';
import { evidenceCommand } from './commands/evidence.ts';
import { houseCommands } from './commands/house.ts';
import { incidentCommand } from './commands/incident.ts';
import { jnsaCommand } from './commands/jnsa.ts';
import { lawCommand } from './commands/law.ts';
import { playbookCommand } from './commands/playbook.ts';
import { policyCommand } from './commands/policy.ts';
import { registerCommand } from './commands/register.ts';
import { respondCommand } from './commands/respond.ts';
import { roundCommand } from './commands/round.ts';
import { serveCommand } from './commands/serve.ts';
import { startCommand } from './commands/start.ts';
import { EXIT } from './exit.ts';
import { addExamples, helpIn } from './help.ts';
import { type Host, type Terminal, terminalOf } from './terminal.ts';
import { usageText } from './usage.ts';
import { VERSION } from './version.ts';

/** Runs one command line; resolves with the exit code. Rejects only for mistakes of the programme itself. */
export async function runCli(argv: readonly string[], host: Host): Promise<number> {
  const terminal = terminalOf(host, argv);
  const program = createProgram(terminal, host);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    return exitCodeFor(error, commandMeant(program, argv), terminal);
  }
}

function createProgram(terminal: Terminal, host: Host): Command {
  const { say } = terminal;
  const program = new Command('sonae')
    .description(
      say({
        ja: '備え：情報漏えい・IT事故の損害と、契約・保険で備えた後に残る額を計算します',
        en: 'What an information leak or IT accident would cost, and what stays with the company after contracts and insurance',
      }),
    )
    .version(VERSION, '-V, --version', say({ ja: '版を表示する', en: 'print the version' }))
    .helpOption('-h, --help', say({ ja: '使い方を表示する', en: 'print this help' }))
    .helpCommand(
      'help [command]',
      say({ ja: 'コマンドの使い方を表示する', en: 'print the help of a command' }),
    )
    .addOption(
      new Option('--lang <ja|en>', say({ ja: '表示の言語', en: 'language of the output' }))
        .default(terminal.language)
        .argParser(languageIn(terminal)),
    )
    .configureHelp(helpIn(terminal.language))
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.error(text.trimEnd()),
      // Refusals are told once, in words of our own, where they are caught.
      outputError: () => {},
    })
    .exitOverride();
  for (const add of [
    checkCommand,
    assessCommand,
    policyCommand,
    lawCommand,
    jnsaCommand,
    registerCommand,
    evidenceCommand,
    playbookCommand,
    respondCommand,
    drillCommand,
    roundCommand,
    engineCommand,
    incidentCommand,
    startCommand,
    serveCommand,
    houseCommands,
  ])
    add(program, terminal, host);
  return addExamples(program, terminal, [
    {
      line: {
        ja: 'sonae register template --xlsx 台帳.xlsx',
        en: 'sonae register template --xlsx register.xlsx',
      },
      does: { ja: '記入用の Excel を作る', en: 'write the workbook to fill in' },
    },
    {
      line: {
        ja: 'sonae assess 台帳.xlsx --report 要約.pdf',
        en: 'sonae assess register.xlsx --report summary.pdf',
      },
      does: { ja: '計算し、1枚の要約を書き出す', en: 'assess it and write the one-page summary' },
    },
  ]);
}

/** The language asked for; any other word is refused. */
function languageIn({ say }: Terminal): (text: string) => string {
  return (text) => {
    if (text === 'ja' || text === 'en') return text;
    throw new InvalidArgumentError(say({ ja: 'ja か en です', en: 'It is ja or en' }));
  };
}

/** The command a line names, as far as it names one: `sonae register read`. */
function commandMeant(program: Command, argv: readonly string[]): string {
  const names = [program.name()];
  let at = program;
  for (const word of argv) {
    const child = at.commands.find((command) => command.name() === word);
    if (child === undefined) continue;
    at = child;
    names.push(word);
  }
  return names.join(' ');
}

function exitCodeFor(error: unknown, command: string, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.good;
    if (error.code !== 'commander.help') {
      terminal.error(terminal.say(usageText(error)));
      const help = `${command} --help`;
      terminal.error(terminal.say({ ja: `使い方: ${help}`, en: `Usage: ${help}` }));
    }
    return EXIT.usage;
  }
  if (error instanceof FileError) {
    const reason = reasonText(error);
    terminal.error(
      terminal.say({
        ja: `${error.path} に書けません（${reason.ja}）。`,
        en: `${error.path} cannot be written (${reason.en}).`,
      }),
    );
    return EXIT.usage;
  }
  if (error instanceof DOMException && error.name === 'AbortError') {
    terminal.error(terminal.say({ ja: '中止しました。', en: 'Stopped.' }));
    return EXIT.stopped;
  }
  throw error;
}
