import type { Rated } from '@sonae/policy';
import type { Command } from 'commander';
import { disk } from '../disk.ts';
import { exitCodeOf, issuesJson, showIssues } from '../issues.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `sonae policy rate POLICY COMPANY`: the premium, step by step. */
export function ratePolicyCommand(policy: Command, terminal: Terminal): void {
  const { say } = terminal;
  policy
    .command('rate')
    .argument('<policy>', say({ ja: '証券（YAML）', en: 'policy (YAML)' }))
    .argument('<company>', say({ ja: '会社の台帳', en: 'register of a company' }))
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(say({ ja: '料率から保険料を試算する', en: 'what the tariff asks of a company' }))
    .action(async (file: string, company: string, { json }: { json?: boolean }) => {
      const { ratePolicies } = await import('@sonae/operations/policy-rate');
      const { rated, issues } = await ratePolicies(disk, file, company);
      if (!rated) {
        if (json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = exitCodeOf(issues);
        return;
      }
      showIssues(issues, terminal);
      if (json) {
        const told = rated.map((one) => inOneLanguage(one, terminal));
        terminal.write(`${JSON.stringify(told.length === 1 ? told[0] : told, null, 2)}\n`);
      } else for (const one of rated) terminal.write(rateText(one, terminal));
    });
}

function inOneLanguage(rated: Rated, { say }: Terminal) {
  return {
    ...rated,
    lines: rated.lines.map((line) => ({ ...line, yen: Math.round(line.yen), text: say(line.text) })),
    eligibility: {
      ...rated.eligibility,
      rules: rated.eligibility.rules.map((rule) => ({ ...rule, text: say(rule.text) })),
    },
  };
}

const ACCEPTED = {
  yes: { ja: '引受条件に当たるものはありません', en: 'No condition of acceptance stands against it' },
  no: { ja: '引受条件により引き受けられません', en: 'Not accepted under its conditions' },
  unknown: { ja: '引受条件に分からない点があります', en: 'Acceptance hangs on facts that are unknown' },
};

function rateText(rated: Rated, { say, language }: Terminal): string {
  const yen = (amount: number) =>
    `${Math.round(amount).toLocaleString('en-US')}${language === 'ja' ? '円' : ' yen'}`;
  const rows = rated.lines.map(({ kind, value, yen: after, text }) => [
    say(text),
    kind === 'factor' || kind === 'option'
      ? `×${Number(value.toFixed(4))}`
      : kind === 'discount' || kind === 'group'
        ? `−${Number((value * 100).toFixed(2))}%`
        : yen(value),
    yen(after),
  ]);
  const head = [
    say({
      ja: rated.from === 'tariff' ? '料率による計算' : '証券・見積書の記載',
      en: rated.from === 'tariff' ? 'By tariff' : 'As quoted',
    }),
    say({ ja: '係数・額', en: 'Factor' }),
    say({ ja: '計算途中の額', en: 'Running' }),
  ];
  const range =
    rated.range && rated.range[0] !== rated.range[1]
      ? `（${yen(rated.range[0])}〜${yen(rated.range[1])}）`
      : '';
  const lines = [
    `${rated.policy}`,
    ...(rows.length > 0 ? [table(head, rows)] : []),
    `${say({ ja: '年間保険料', en: 'Yearly premium' })}: ${rated.premium === null ? say({ ja: '計算できません', en: 'cannot be told' }) : yen(rated.premium)}${range}`,
    ...(rated.quoted === null || rated.quoted === rated.premium
      ? []
      : [`${say({ ja: '証券の記載', en: 'Quoted' })}: ${yen(rated.quoted)}`]),
    ...(rated.unknown.length > 0
      ? [`${say({ ja: '分からない事実', en: 'Unknown' })}: ${rated.unknown.join('、')}`]
      : []),
    `${say(ACCEPTED[rated.eligibility.accepted])}`,
    ...rated.eligibility.rules.map(
      ({ met, text }) => `  ${{ yes: '○', no: '×', unknown: '？' }[met]} ${say(text)}`,
    ),
    say({
      ja: '入力された料率と事実からの計算です。引受と保険料は保険会社に確認してください。',
      en: 'Calculated from the tariff and facts entered; acceptance and premium are for the insurer to confirm.',
    }),
  ];
  return `${lines.join('\n')}\n`;
}
