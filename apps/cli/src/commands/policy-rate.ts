import type { Rated } from '@sonae/policy';
import type { Command } from 'commander';
import { disk } from '../disk.ts';
import { exitOf, issuesJson, showIssues } from '../issues.ts';
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
        terminal.exitCode = exitOf(issues);
        return;
      }
      showIssues(issues, terminal);
      if (json) {
        const told = rated.map((one) => inOneLanguage(one, terminal));
        terminal.write(`${JSON.stringify(told.length === 1 ? told[0] : told, null, 2)}\n`);
      } else {
        const { rateText } = await import('../rate-text.ts');
        for (const one of rated) terminal.write(rateText(one, terminal));
      }
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
