import { type Command, InvalidArgumentError } from 'commander';
import { disk } from '../disk.ts';
import { exitOf, issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';
import { whole } from './run-options.ts';

type Flags = {
  readonly budget: number;
  readonly policies: readonly string[];
  readonly control: Readonly<Record<string, number>>;
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  readonly most?: number;
  readonly json?: boolean;
};

/** `sonae policy search COMPANY --budget YEN`: limits, deductibles, riders and controls under a budget. */
export function searchPolicyCommand(policy: Command, terminal: Terminal): void {
  const { say } = terminal;
  const between = whole(terminal);
  policy
    .command('search')
    .argument('<company>', say({ ja: '会社の台帳', en: 'register of a company' }))
    .requiredOption(
      '--budget <yen>',
      say({ ja: '保険料と新しい対策に使える額（円／年）', en: 'yen a year for premium and new controls' }),
      between(0, Number.MAX_SAFE_INTEGER),
    )
    .option(
      '--policies <files...>',
      say({ ja: '台帳のほかに候補とする証券', en: 'policies beside those of the register' }),
      [],
    )
    .option(
      '--control <id=yen>',
      say({
        ja: '対策の年間費用（台帳より優先。繰り返せる）',
        en: 'yearly cost of a control; repeatable, wins over the register',
      }),
      controlCost,
      {},
    )
    .option(
      '--years <n>',
      say({ ja: '模擬する年数', en: 'years to simulate' }),
      between(2000, 10_000_000),
      100_000,
    )
    .option('--seed <n>', say({ ja: '乱数の種', en: 'seed' }), between(0, Number.MAX_SAFE_INTEGER), 42)
    .option(
      '--return-period <n>',
      say({ ja: '悪い年の再現期間（TVaR の年）', en: 'return period of the tail' }),
      between(2, 10_000),
      100,
    )
    .option(
      '--most <n>',
      say({
        ja: '調べる組合せの上限（超えると隙間を示す）',
        en: 'selections to measure at most; beyond it a gap is stated',
      }),
      between(1, 10_000_000),
    )
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(
      say({
        ja: '予算の中の限度額・免責・特約・対策の組合せを調べる',
        en: 'limits, deductibles, riders and controls under a budget',
      }),
    )
    .action(async (company: string, flags: Flags) => {
      const { searchPolicies } = await import('@sonae/operations/policy-search');
      const { search, issues } = await searchPolicies(disk, {
        ...flags,
        company,
        budgetYen: flags.budget,
        controlCostYen: flags.control,
        language: terminal.language,
      });
      if (!search) {
        if (flags.json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = exitOf(issues);
        return;
      }
      showIssues(issues, terminal);
      if (flags.json) terminal.write(`${JSON.stringify(search, null, 2)}\n`);
      else {
        const { searchText } = await import('../search-text.ts');
        terminal.write(searchText(search, terminal));
      }
    });
}

function controlCost(text: string, before: Readonly<Record<string, number>>): Record<string, number> {
  const [id, yen] = text.split('=');
  if (!id || !/^\d+$/.test(yen ?? '')) throw new InvalidArgumentError('edr=600000');
  return { ...before, [id]: Number(yen) };
}
