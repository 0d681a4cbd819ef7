import { hasErrors } from '@sonae/core';
import type { Command } from 'commander';
import { disk, writeWhole } from '../disk.ts';
import { EXIT } from '../exit.ts';
import { exitOf, issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';
import { comparePolicyCommand } from './policy-compare.ts';
import { draftPolicyCommand } from './policy-draft.ts';
import { ratePolicyCommand } from './policy-rate.ts';
import { searchPolicyCommand } from './policy-search.ts';

/** `sonae policy …`: insurance at the level of the wording (保険). */
export function policyCommand(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const policy = program
    .command('policy')
    .description(say({ ja: '保険を約款の文言で調べる', en: 'insurance at the level of the wording' }));
  checkSubcommand(policy, terminal);
  paySubcommand(policy, terminal);
  comparePolicyCommand(policy, terminal);
  draftPolicyCommand(policy, terminal);
  ratePolicyCommand(policy, terminal);
  searchPolicyCommand(policy, terminal);
  replaySubcommand(policy, terminal);
  importSubcommand(policy, terminal);
}

const JSON_FLAG = { ja: 'JSONで出力', en: 'print JSON' };

function checkSubcommand(policy: Command, terminal: Terminal): void {
  const { say } = terminal;
  policy
    .command('check')
    .argument('<files...>', say({ ja: '証券（YAML）', en: 'policies (YAML)' }))
    .option('--json', say(JSON_FLAG))
    .description(
      say({ ja: '証券を読み、誤りと使われない条項を示す', en: 'find mistakes and terms nobody applies' }),
    )
    .action(async (paths: string[], { json }: { json?: boolean }) => {
      const { checkPolicies } = await import('@sonae/operations/policy');
      const { issues } = await checkPolicies(disk, paths);
      if (json) terminal.write(issuesJson(issues, terminal));
      else showIssues(issues, terminal);
      if (!json && !hasErrors(issues))
        terminal.write(say({ ja: '証券に誤りはありません。\n', en: 'The policy is in order.\n' }));
      terminal.exitCode = exitOf(issues);
    });
}

function paySubcommand(policy: Command, terminal: Terminal): void {
  const { say } = terminal;
  policy
    .command('pay')
    .argument(
      '<policies>',
      say({
        ja: '証券（「,」で区切ると先のものから払う）',
        en: 'policies, separated by commas, primary first',
      }),
    )
    .argument('<event>', say({ ja: '事案（YAML）', en: 'event (YAML)' }))
    .option('--json', say(JSON_FLAG))
    .description(
      say({
        ja: '事案に証券がいくら払うかを、条項ごとに計算する',
        en: 'what policies pay for an event, clause by clause',
      }),
    )
    .action(async (policies: string, event: string, { json }: { json?: boolean }) => {
      const { payEvents } = await import('@sonae/operations/policy');
      const { result, policies: read, issues } = await payEvents(disk, policies.split(','), event);
      if (!result || !read) {
        if (json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = exitOf(issues);
        return;
      }
      showIssues(issues, terminal);
      if (json) terminal.write(`${JSON.stringify(result, null, 2)}\n`);
      else terminal.write((await import('../pay-text.ts')).payText(result, read, terminal));
    });
}

function replaySubcommand(policy: Command, terminal: Terminal): void {
  const { say } = terminal;
  policy
    .command('replay')
    .argument('<cases>', say({ ja: '検証例（JSONL）', en: 'cases (JSONL)' }))
    .option('--json', say(JSON_FLAG))
    .description(
      say({
        ja: '外部の検証例を計算し直して、期待値と照らす',
        en: 'replay outside cases against what they expect',
      }),
    )
    .action(async (path: string, { json }: { json?: boolean }) => {
      const { replay } = await import('@sonae/operations/policy');
      const { result, issues } = await replay(disk, path);
      if (!result) {
        if (json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = exitOf(issues);
        return;
      }
      const { cases, passed, failed } = result;
      showIssues(issues, terminal);
      terminal.write(
        json
          ? `${JSON.stringify({ cases, passed, failed }, null, 2)}\n`
          : `${say({ ja: `${cases}件中 ${passed}件が一致しました。`, en: `${passed} of ${cases} cases agree.` })}\n${failed.map((id) => `  ✗ ${id}\n`).join('')}`,
      );
      terminal.exitCode = failed.length === 0 ? EXIT.good : EXIT.bad;
    });
}

type ImportFlags = { readonly out?: string; readonly rate?: readonly string[]; readonly json?: boolean };

function importSubcommand(policy: Command, terminal: Terminal): void {
  const { say } = terminal;
  policy
    .command('import-oed')
    .argument('<file>', say({ ja: 'OED の account ファイル（CSV）', en: 'OED account file (CSV)' }))
    .option(
      '--out <file>',
      say({ ja: '書き出すファイル（省略すると画面）', en: 'file to write, else the screen' }),
    )
    .option('--rate <currency=yen...>', say({ ja: '円への換算率（USD=150）', en: 'rates to yen (USD=150)' }))
    .option('--json', say(JSON_FLAG))
    .description(
      say({
        ja: 'OED のサイバー・賠償の証券を取り込む',
        en: 'take over cyber and liability policies from OED',
      }),
    )
    .action(async (path: string, { out, rate, json }: ImportFlags) => {
      const { importOedFile } = await import('@sonae/operations/policy');
      const rates = Object.fromEntries(
        (rate ?? []).map((one) => one.split('=')).map(([code, yen]) => [code, Number(yen)]),
      );
      const { yaml, policies, issues } = await importOedFile(disk, path, rates);
      if (json) terminal.write(issuesJson(issues, terminal));
      else showIssues(issues, terminal);
      if (yaml !== undefined && out !== undefined) await writeWhole(out, yaml);
      else if (yaml !== undefined && !json) terminal.write(yaml);
      terminal.error(
        say({ ja: `${policies}件の証券を取り込みました。`, en: `Took over ${policies} policies.` }),
      );
      terminal.exitCode = exitOf(issues);
    });
}
