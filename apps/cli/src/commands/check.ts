import type { Command } from 'commander';
import { disk } from '../disk.ts';
import type { Terminal } from '../terminal.ts';
import { present } from './assess.ts';
import { addSimulationFlags, quoted, type SimulationFlags } from './run-options.ts';

/** `sonae check --answers FILE`: the five questions. */
export function checkCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('check')
    .requiredOption(
      '--answers <file>',
      terminal.say({ ja: '五つの質問への答え（YAML）', en: 'answers to the five questions (YAML)' }),
    )
    .description(
      terminal.say({ ja: '五つの質問から、損害の規模をつかむ', en: 'a first figure from five questions' }),
    );
  addSimulationFlags(command, terminal).action(
    async (flags: SimulationFlags & { readonly answers: string }) => {
      const { assessAnswers } = await import('@sonae/operations');
      await present(flags, `check --answers ${quoted(flags.answers)}`, terminal, (options) =>
        assessAnswers(disk, flags.answers, options),
      );
    },
  );
}
