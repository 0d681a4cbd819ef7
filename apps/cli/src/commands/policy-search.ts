import type { Mix, ProgrammeSearch } from '@sonae/assessment';
import { type Command, InvalidArgumentError } from 'commander';
import { disk } from '../disk.ts';
import { exitCodeOf, issuesJson, showIssues } from '../issues.ts';
import { table } from '../table.ts';
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
  policy
    .command('search')
    .argument('<company>', say({ ja: '会社の台帳', en: 'register of a company' }))
    .requiredOption(
      '--budget <yen>',
      say({ ja: '保険料と新しい対策に使える額（円／年）', en: 'yen a year for premium and new controls' }),
      whole(0, Number.MAX_SAFE_INTEGER),
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
      whole(2000, 10_000_000),
      100_000,
    )
    .option('--seed <n>', say({ ja: '乱数の種', en: 'seed' }), whole(0, Number.MAX_SAFE_INTEGER), 42)
    .option(
      '--return-period <n>',
      say({ ja: '悪い年の再現期間（TVaR の年）', en: 'return period of the tail' }),
      whole(2, 10_000),
      100,
    )
    .option(
      '--most <n>',
      say({
        ja: '調べる組合せの上限（超えると隙間を示す）',
        en: 'selections to measure at most; beyond it a gap is stated',
      }),
      whole(1, 10_000_000),
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
        terminal.exitCode = exitCodeOf(issues);
        return;
      }
      showIssues(issues, terminal);
      terminal.write(flags.json ? `${JSON.stringify(search, null, 2)}\n` : searchText(search, terminal));
    });
}

function controlCost(text: string, before: Readonly<Record<string, number>>): Record<string, number> {
  const [id, yen] = text.split('=');
  if (!id || !/^\d+$/.test(yen ?? '')) throw new InvalidArgumentError('edr=600000');
  return { ...before, [id]: Number(yen) };
}

function searchText(search: ProgrammeSearch, { say, language }: Terminal): string {
  const yen = (amount: number) =>
    `${Math.round(amount).toLocaleString('en-US')}${language === 'ja' ? '円' : ' yen'}`;
  const row = (name: string, mix: Mix | undefined) =>
    mix === undefined
      ? []
      : [
          [
            name,
            contentOf(mix, say),
            yen(mix.spendYen),
            yen(mix.retainedMeanYen),
            yen(mix.totalYen),
            yen(mix.retainedTailYen),
          ],
        ];
  const head = [
    '',
    say({ ja: '内容', en: 'Content' }),
    say({ ja: '保険料＋対策', en: 'Premium + controls' }),
    say({ ja: '残る額（平均）', en: 'Kept (mean)' }),
    say({ ja: '合計', en: 'Total' }),
    say({
      ja: `残る額（${search.returnPeriod}年に1度より悪い年の平均）`,
      en: `Kept in the worst 1 of ${search.returnPeriod} years`,
    }),
  ];
  const rows = [
    ...row(say({ ja: '備えなし', en: 'Nothing new' }), search.nothing),
    ...row(say({ ja: '現在の証券', en: 'Policies held' }), search.current),
    ...search.frontier.flatMap((mix, i) => row(`${i + 1}`, mix)),
  ];
  const { certificate: c } = search;
  const left = (why: string) =>
    search.leftOut
      .filter((control) => control.why === why)
      .map(({ name }) => name)
      .join('、');
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  const lines = [
    say({
      ja: `予算 ${yen(search.budgetYen)} の中で、どちらの面でもほかに劣らない組合せ`,
      en: `Within ${yen(search.budgetYen)}: mixes no other one beats in both respects`,
    }),
    table(head, rows),
    c.exact
      ? say({
          ja: `全 ${c.selections.toLocaleString('en-US')} 通りを調べ尽くしました（計算 ${c.measured}、予算超過と劣る枝は計算せずに除外）。これより良い組合せはこのモデルの中にありません。`,
          en: `All ${c.selections.toLocaleString('en-US')} selections were measured (${c.measured}) or ruled out; within this model none is better.`,
        })
      : say({
          ja: `途中で止めました。見ていない組合せは、残る額で最大 ${percent(c.gap.tail)}、合計で最大 ${percent(c.gap.total)} 低いことがあり得ます。`,
          en: `Stopped early: an unseen selection may be lower by ${percent(c.gap.tail)} in the tail and ${percent(c.gap.total)} in total at most.`,
        }),
    say({
      ja: `${search.years.toLocaleString('en-US')}年・種${search.seed}。悪い年の平均の標準誤差 ${percent(search.standardError)}`,
      en: `${search.years.toLocaleString('en-US')} years, seed ${search.seed}; standard error of the tail ${percent(search.standardError)}`,
    }),
    ...(left('no_cost')
      ? [
          `${say({ ja: '費用が分からず入れていない対策（--control id=円 で指定）', en: 'Controls without a cost (use --control id=yen)' })}: ${left('no_cost')}`,
        ]
      : []),
    ...(left('no_effect')
      ? [
          `${say({ ja: '引用できる効果の数字が無い対策', en: 'Controls without a cited effect' })}: ${left('no_effect')}`,
        ]
      : []),
    ...search.notes.map(({ text }) => `※ ${say(text)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function contentOf({ controls, policies }: Mix, say: Terminal['say']): string {
  const parts = [
    ...controls.map(({ name }) => name),
    ...policies.map(({ id, variant }) => `${id}（${variant}）`),
  ];
  return parts.length === 0 ? say({ ja: 'なし', en: 'none' }) : parts.join('\n');
}
