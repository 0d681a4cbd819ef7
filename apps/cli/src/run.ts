import { Command, CommanderError } from 'commander';
import { assessCommand } from './commands/assess.ts';
import { checkCommand } from './commands/check.ts';
import { houseCommands } from './commands/house.ts';
import { jnsaCommand } from './commands/jnsa.ts';
import { registerCommand } from './commands/register.ts';
import { serveCommand } from './commands/serve.ts';
import { startCommand } from './commands/start.ts';
import { EXIT } from './exit.ts';
import { type Host, type Terminal, terminalOf } from './terminal.ts';
import { VERSION } from './version.ts';

/** Runs one command line; resolves with the exit code. */
export async function runCli(argv: readonly string[], host: Host): Promise<number> {
  const terminal = terminalOf(host, argv);
  const program = createProgram(terminal, host);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.good : EXIT.usage;
    if (error instanceof DOMException && error.name === 'AbortError') {
      terminal.error(terminal.say({ ja: '中止しました。', en: 'Stopped.' }));
      return EXIT.stopped;
    }
    throw error;
  }
}

function createProgram(terminal: Terminal, host: Host): Command {
  const { say } = terminal;
  const program = new Command('sonae')
    .description(
      say({
        ja: '備え：情報漏えい・IT事故の損害と、契約・保険で備えた後に残る額を計算します',
        en: 'What an information leak or IT accident would cost, and what stays with us',
      }),
    )
    .version(VERSION)
    .option('--lang <ja|en>', say({ ja: '表示の言語', en: 'language of the output' }), terminal.language)
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.error(text.trimEnd()),
    })
    .exitOverride();
  for (const add of [
    checkCommand,
    assessCommand,
    jnsaCommand,
    registerCommand,
    startCommand,
    serveCommand,
    houseCommands,
  ])
    add(program, terminal, host);
  return program;
}
