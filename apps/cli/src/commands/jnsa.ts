import type { JnsaAnswer } from '@sonae/operations';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';
import { whole } from './run-options.ts';

type JnsaFlags = {
  readonly x?: number;
  readonly y?: number;
  readonly identifiability?: number;
  readonly responsibility?: number;
  readonly response?: number;
  readonly persons?: number;
  readonly items?: string;
  readonly json?: boolean;
};

/** `sonae jnsa`: the JNSA formula, a ceiling as if everybody sued. */
export function jnsaCommand(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const between = whole(terminal);
  const factor = between(0, 1_000_000);
  program
    .command('jnsa')
    .description(
      say({
        ja: 'JNSA の想定損害賠償額（全員が請求した場合の上限の目安）',
        en: 'JNSA assumed damages, a ceiling',
      }),
    )
    .option('--x <1-3>', say({ ja: '精神的苦痛レベル', en: 'level of mental distress' }), factor)
    .option('--y <1-3>', say({ ja: '経済的損失レベル', en: 'level of economic loss' }), factor)
    .option(
      '--identifiability <6|3|1>',
      say({
        ja: '本人特定容易度（6 氏名と住所、3 氏名のみか住所と電話番号、1 その他）',
        en: 'how easily a person is identified (6 name and address, 3 name or address with phone, 1 else)',
      }),
      factor,
    )
    .option(
      '--responsibility <2|1>',
      say({
        ja: '社会的責任度（2 一般より高い、1 一般的）',
        en: 'social responsibility (2 higher than usual, 1 usual)',
      }),
      factor,
    )
    .option(
      '--response <2|1>',
      say({ ja: '事後対応評価（2 不適切、1 それ以外）', en: 'response (2 inappropriate, 1 otherwise)' }),
      factor,
    )
    .option('--persons <n>', say({ ja: '人数', en: 'persons' }), between(0, Number.MAX_SAFE_INTEGER))
    .option(
      '--items <names>',
      say({ ja: '漏えいした項目（「、」か「,」で区切る）', en: 'leaked items, separated by commas' }),
    )
    .option('--json', say({ ja: 'JSON で出力する', en: 'print JSON' }))
    .action(async (flags: JnsaFlags) => {
      const { jnsa } = await import('@sonae/operations/jnsa');
      const { items, json, ...factors } = flags;
      const { answer, issues } = jnsa({ ...factors, items: items?.split(/[,、，]/) });
      if (!answer) {
        if (json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = EXIT.usage;
        return;
      }
      if (answer.unknown.length > 0) {
        terminal.error(
          say({
            ja: `表に無い項目: ${answer.unknown.join('、')}。数えていないので、額は下限です。`,
            en: `Not in the tables: ${answer.unknown.join(', ')}. They are not counted, so the figure is a lower bound.`,
          }),
        );
      }
      terminal.write(json ? `${JSON.stringify(answer, null, 2)}\n` : textOf(answer, terminal));
    });
}

function textOf(answer: JnsaAnswer, { say }: Terminal): string {
  const { x, y, identifiability, responsibility, response } = answer.factors;
  const yen = (amount: number) => `${amount.toLocaleString('ja-JP')} ${say({ ja: '円', en: 'yen' })}`;
  const lines = [
    `500 × (10^${x - 1} + 5^${y - 1}) × ${identifiability} × ${responsibility} × ${response}`,
    `${say({ ja: '一人あたり', en: 'Per person' })}: ${yen(answer.perPerson)}`,
  ];
  if (answer.total !== null) lines.push(`${say({ ja: '合計', en: 'Total' })}: ${yen(answer.total)}`);
  return `${lines.join('\n')}\n`;
}
