import type { Command } from 'commander';
import { disk } from '../disk.ts';
import type { Terminal } from '../terminal.ts';
import { present } from './assess.ts';
import { addSimulationFlags, quoted, type SimulationFlags } from './run-options.ts';

/** What a file of answers looks like. */
const ANSWERS = {
  ja: `答えのファイル（分からないものは unknown）:
  industry: ec             業種。「ネット通販」のように日本語でも書けます
  revenueYen: 3000000000   年間売上高（円）
  persons: 48000           個人情報を持っている人の数
  dataKinds: [連絡先, 病歴]  その情報の種類
  othersData: yes          取引先などから預かった情報があるか（yes, no）
  policy: none             保険。none か、証券ファイルの場所`,
  en: `The file of answers (unknown where nobody knows):
  industry: ec             industry
  revenueYen: 3000000000   yearly revenue in yen
  persons: 48000           persons whose data the company holds
  dataKinds: [contact]     kinds of that data
  othersData: yes          whether others have entrusted data (yes, no)
  policy: none             insurance: none, or the file of a policy`,
} as const;

/** `sonae check --answers FILE`: the five questions. */
export function checkCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('check')
    .requiredOption(
      '--answers <file>',
      terminal.say({ ja: '5つの質問への答え（YAML）', en: 'answers to the five questions (YAML)' }),
    )
    .description(
      terminal.say({ ja: '5つの質問から、損害の規模をつかむ', en: 'a first figure from five questions' }),
    );
  command.addHelpText('after', `\n${terminal.say(ANSWERS)}`);
  addSimulationFlags(command, terminal).action(
    async (flags: SimulationFlags & { readonly answers: string }) => {
      await present(flags, `check --answers ${quoted(flags.answers)}`, terminal, async (options) => {
        const { assessAnswers } = await import('@sonae/operations');
        return assessAnswers(disk, flags.answers, options);
      });
    },
  );
}
