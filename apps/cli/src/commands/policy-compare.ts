import type { ComparisonReport } from '@sonae/assessment';
import type { Command } from 'commander';
import { disk, writeWhole } from '../disk.ts';
import { EXIT } from '../exit.ts';
import { exitOf, issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';
import { whole } from './run-options.ts';

type Flags = {
  readonly company?: string;
  readonly xlsx?: string;
  readonly json?: boolean;
  readonly expiring?: string;
  readonly offered?: string;
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
};

/** `sonae policy compare POLICY…`: nineteen axes, differences first. */
export function comparePolicyCommand(policy: Command, terminal: Terminal): void {
  const { say } = terminal;
  const between = whole(terminal);
  policy
    .command('compare')
    .argument('[policies...]', say({ ja: '証券（YAML）', en: 'policies (YAML)' }))
    .option(
      '--company <file>',
      say({ ja: '会社の台帳（最悪の20年と隙間の地図を出す）', en: 'register: worst years and gap map' }),
    )
    .option('--expiring <file>', say({ ja: '満期を迎える証券', en: 'policy that expires' }))
    .option('--offered <file>', say({ ja: '更新で示された証券', en: 'policy that is offered' }))
    .option('--xlsx <file>', say({ ja: '比較表を Excel に書く', en: 'write the comparison as a workbook' }))
    .option(
      '--years <n>',
      say({ ja: '模擬する年数', en: 'years to simulate' }),
      between(2000, 10_000_000),
      200_000,
    )
    .option('--seed <n>', say({ ja: '乱数の種', en: 'seed' }), between(0, Number.MAX_SAFE_INTEGER), 42)
    .option(
      '--return-period <n>',
      say({ ja: '隙間の地図の再現期間（年）', en: 'return period of the gap map, in years' }),
      between(2, 10_000),
      100,
    )
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(say({ ja: '約款の文言を19の軸で比べる', en: 'compare wordings on nineteen axes' }))
    .action(async (policies: string[], flags: Flags) => {
      if ((flags.expiring === undefined) !== (flags.offered === undefined)) {
        terminal.error(
          say({
            ja: '--expiring と --offered は一緒に使います。',
            en: 'Use --expiring together with --offered.',
          }),
        );
        terminal.exitCode = EXIT.usage;
        return;
      }
      if (policies.length === 0 && flags.expiring === undefined) {
        terminal.error(
          say({ ja: '証券のファイルを指定してください。', en: 'Name at least one policy file.' }),
        );
        terminal.exitCode = EXIT.usage;
        return;
      }
      const { compareFiles } = await import('@sonae/operations/policy-compare');
      const { report, issues } = await compareFiles(disk, {
        ...flags,
        policies,
        language: terminal.language,
      });
      if (!report) {
        if (flags.json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = exitOf(issues);
        return;
      }
      showIssues(issues, terminal);
      if (flags.xlsx !== undefined) await writeWorkbook(flags.xlsx, report, terminal);
      if (flags.json) terminal.write(`${JSON.stringify(report, null, 2)}\n`);
      else {
        const { comparisonText } = await import('../comparison-text.ts');
        terminal.write(comparisonText(report, terminal.language));
      }
    });
}

async function writeWorkbook(file: string, report: ComparisonReport, terminal: Terminal): Promise<void> {
  const { comparisonWorkbook } = await import('@sonae/documents/comparison');
  await writeWhole(file, await comparisonWorkbook(report, terminal.language));
  terminal.error(terminal.say({ ja: `${file} を書きました。`, en: `Wrote ${file}.` }));
}
