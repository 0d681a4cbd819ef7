import type { RespondStep, RespondView } from '@sonae/operations/respond';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { issuesJson, showIssues } from '../issues.ts';
import { respondText } from '../respond-text.ts';
import type { Host, Terminal } from '../terminal.ts';
import { placeOf } from './evidence-shared.ts';

/** What one command line asks of an action: at most one of the steps, a dry run where there is none. */
type Flags = {
  readonly settings: string;
  readonly plan?: string;
  readonly case?: string;
  readonly hours?: number;
  readonly captured?: readonly string[];
  readonly waive?: readonly string[];
  readonly dryRun?: boolean;
  readonly approve?: boolean;
  readonly breakGlass?: string;
  readonly apply?: boolean;
  readonly done?: string;
  readonly verify?: boolean;
  readonly confirm?: boolean;
  readonly extend?: number;
  readonly undo?: boolean;
  readonly status?: boolean;
  readonly reason?: string;
  readonly as?: string;
  readonly key?: string;
  readonly store?: string;
  readonly storeKey?: string;
  readonly json?: boolean;
};

type Subject = { readonly action: string; readonly parameters: Readonly<Record<string, string>> };

/** `sonae respond …`: containment under two people's approval (初動の措置). */
export function respondCommand(program: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  const respond = program.command('respond').description(
    say({
      ja: '隔離・遮断などの措置を、計画・二人の承認・自動復旧つきで行う',
      en: 'contain: isolate, block and more, with a plan, two approvals and a rollback by itself',
    }),
  );
  const run = (subject: Subject, flags: Flags) => runStep(subject, flags, terminal, host);

  addFlags(
    respond
      .command('isolate')
      .argument('<host>', say({ ja: '設定にある機器の id', en: 'id of a host of the settings' })),
    terminal,
  )
    .description(
      say({
        ja: '機器を隔離する（管理用の経路だけ残す）',
        en: 'isolate a host, leaving the management path',
      }),
    )
    .action((name: string, flags: Flags) =>
      run({ action: 'host.isolate', parameters: { host: name } }, flags),
    );

  addFlags(
    respond
      .command('block')
      .argument(
        '<address>',
        say({ ja: '遮断するアドレス（例 203.0.113.9、2001:db8::/48）', en: 'address or network to block' }),
      )
      .requiredOption('--on <host>', say({ ja: '遮断を行う機器の id', en: 'host that blocks it' })),
    terminal,
  )
    .description(say({ ja: '通信先を遮断する', en: 'block an address' }))
    .action((address: string, flags: Flags & { on: string }) =>
      run({ action: 'ip.block', parameters: { host: flags.on, address } }, flags),
    );

  addFlags(
    respond
      .command('act')
      .argument('<action>', say({ ja: '措置の種類（respond list）', en: 'kind of action (respond list)' }))
      .argument('[name=value...]', say({ ja: '値', en: 'values' })),
    terminal,
  )
    .description(say({ ja: 'そのほかの措置（指示書をつくる）', en: 'any other action (makes a sheet)' }))
    .action((action: string, pairs: string[], flags: Flags) =>
      run({ action, parameters: pairsOf(pairs) }, flags),
    );

  respond
    .command('list')
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(say({ ja: '措置の種類を一覧にする', en: 'list the kinds of actions' }))
    .action(async ({ json }: { json?: boolean }) => {
      const { ACTION_TYPES } = await import('@sonae/operations/respond');
      terminal.write(
        json
          ? `${JSON.stringify(ACTION_TYPES, null, 2)}\n`
          : ACTION_TYPES.map(
              ({ id, label, parameters, approvals }) =>
                `${id}\t${say(label)}\t${Object.keys(parameters).join(' ')}\t${say({ ja: `承認 ${approvals}`, en: `${approvals} to approve` })}\n`,
            ).join(''),
      );
    });

  respond
    .command('key')
    .requiredOption('--as <name>', say({ ja: '承認する人の名前', en: 'name of the approver' }))
    .requiredOption(
      '--key <file>',
      say({ ja: '本人の鍵のファイル（無ければつくる）', en: 'own key file (made where absent)' }),
    )
    .description(
      say({
        ja: '承認者の鍵をつくり、設定に書く公開鍵を示す',
        en: 'make an approver’s key and print its vkey',
      }),
    )
    .action(async ({ as, key }: { as: string; key: string }) => {
      const { respondKey } = await import('@sonae/operations/respond');
      const made = await respondKey(as, key);
      if (made.issues) fail(made.issues, undefined, terminal);
      else terminal.write(`${made.value.vkey}\n`);
    });

  respond
    .command('target')
    .description(say({ ja: '機器に置くプログラムを出力する', en: 'print the programme to install on hosts' }))
    .action(async () => {
      const { targetProgramme } = await import('@sonae/operations/respond');
      terminal.write(await targetProgramme());
    });
}

function addFlags(command: Command, { say }: Terminal): Command {
  const o = (flags: string, ja: string, en: string, value?: string) =>
    value === undefined
      ? command.option(flags, say({ ja, en }))
      : command.option(flags, say({ ja, en }), value);
  o('--settings <file>', '措置の設定', 'settings', 'respond.yaml');
  o('--plan <file>', '計画のファイル（既定: 対象の名前から）', 'plan file (default: named after the target)');
  o('--case <id>', '事案番号', 'id of the case');
  command.option('--hours <n>', say({ ja: '続ける時間', en: 'how long it lasts' }), Number);
  o('--captured <id=sha256...>', '先に採ったもの', 'captured before');
  o('--waive <id=reason...>', '採らないものと理由', 'not captured, and why');
  o('--dry-run', '計画と差分を示す（何も変えない）', 'show plan and diff; changes nothing');
  o('--approve', '計画を承認する（--as --key）', 'approve the plan (--as --key)');
  o(
    '--break-glass <reason>',
    '一人で承認する理由（記録され、報告される）',
    'approve alone; recorded and reported',
  );
  o('--apply', '実行する。print では指示書を出す', 'apply; in print mode hand over the sheet');
  o('--done <text>', '指示書の結果を報告する', 'report what was done with the sheet');
  o('--verify', '効いていることを確かめる', 'verify that it works');
  o('--confirm', '確定する（自動復旧を止める）', 'confirm; stops the rollback');
  command.option(
    '--extend <hours>',
    say({ ja: '今から何時間延ばすか', en: 'hours from now it shall last' }),
    Number,
  );
  o('--undo', '元に戻す（--reason）', 'undo (--reason)');
  o('--status', '今の段階を示す', 'show where it stands');
  o('--reason <text>', '元に戻す理由', 'why it is undone');
  o('--as <name>', '行う人', 'who does it');
  o('--key <file>', '本人の鍵', 'own key');
  o('--store <dir>', '証拠の保管先', 'evidence store');
  o('--store-key <file>', '保管先のマスター鍵', 'master key of the store');
  return command.option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }));
}

async function runStep(
  { action, parameters }: Subject,
  flags: Flags,
  terminal: Terminal,
  host: Host,
): Promise<void> {
  const { planRespond, respondStatus, takeStep } = await import('@sonae/operations/respond');
  const steps = stepsOf(flags, terminal);
  if (steps.length > 1 || (steps.length === 1 && (flags.dryRun || flags.status)))
    return usage(terminal, { ja: '一度に一つの操作を指定します。', en: 'Give one step at a time.' });
  const target = Object.values(parameters).at(-1) ?? '';
  const evidence = placeOf(
    flags.store ?? '',
    {
      ...(flags.storeKey !== undefined && { key: flags.storeKey }),
      ...(flags.as !== undefined && { by: flags.as }),
    },
    host,
  );
  const place = {
    settingsFile: flags.settings,
    planFile: flags.plan ?? `${action}-${target.replace(/[^A-Za-z0-9.-]/g, '_')}.plan.json`,
    by: evidence.by,
    now: () => Date.now(),
    subject: { action, parameters },
  };
  if (flags.status) return show(await respondStatus(place), flags, terminal);
  const [step] = steps;
  if (step) {
    if (flags.store === undefined)
      return usage(terminal, {
        ja: '--store（証拠の保管先）が必要です。',
        en: '--store, the evidence store, is needed.',
      });
    if (step.kind === 'approve' && step.keyFile === '')
      return usage(terminal, { ja: '--as と --key が必要です。', en: '--as and --key are needed.' });
    return show(await takeStep(place, evidence, step), flags, terminal);
  }
  if (flags.case === undefined)
    return usage(terminal, { ja: '--case が必要です。', en: '--case is needed.' });
  const order = {
    case: flags.case,
    action,
    parameters,
    captured: pairsOf(flags.captured ?? []),
    waived: pairsOf(flags.waive ?? []),
    ...(flags.hours !== undefined && { hours: flags.hours }),
  };
  return show(await planRespond(place, order), flags, terminal);
}

function stepsOf(flags: Flags, terminal: Terminal): RespondStep[] {
  const { as: name, key: keyFile = '' } = flags;
  const glass = flags.breakGlass;
  const steps: (RespondStep | false)[] = [
    (flags.approve === true || glass !== undefined) && {
      kind: 'approve',
      name: name ?? '',
      keyFile: name === undefined ? '' : keyFile,
      ...(glass !== undefined && { glass }),
    },
    flags.apply === true && {
      kind: 'apply',
      language: terminal.language,
      ...(name !== undefined && { name }),
      ...(keyFile !== '' && { keyFile }),
    },
    flags.done !== undefined && { kind: 'done', said: flags.done },
    flags.verify === true && { kind: 'verify' },
    flags.confirm === true && { kind: 'confirm' },
    flags.extend !== undefined && { kind: 'extend', hours: flags.extend },
    flags.undo === true && { kind: 'undo', reason: flags.reason ?? '' },
  ];
  return steps.filter((step) => step !== false);
}

/** `name=value` pairs; a value may hold `=`. */
function pairsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function usage(terminal: Terminal, message: Parameters<Terminal['say']>[0]): void {
  terminal.error(terminal.say(message));
  terminal.exitCode = EXIT.usage;
}

type Shown = Awaited<ReturnType<typeof import('@sonae/operations/respond')['respondStatus']>>;

function show(result: Shown, flags: Flags, terminal: Terminal): void {
  if (result.issues) {
    fail(result.issues, flags.json, terminal);
    return;
  }
  const view = result.value;
  terminal.write(flags.json ? `${JSON.stringify(view, null, 2)}\n` : respondText(view, terminal));
  if (isBad(view, flags)) terminal.exitCode = EXIT.bad;
}

/** What was asked for did not come about. */
function isBad({ stage, findings }: RespondView, flags: Flags): boolean {
  if (stage === 'failed') return true;
  return (
    (flags.apply === true || flags.verify === true) && findings.some((finding) => finding.startsWith('NG'))
  );
}

function fail(issues: Parameters<typeof showIssues>[0], json: boolean | undefined, terminal: Terminal): void {
  if (json) terminal.write(issuesJson(issues, terminal));
  else showIssues(issues, terminal);
  const usageCodes = [
    'respond.file',
    'file.unreadable',
    'key.missing',
    'key.wrong',
    'key.malformed',
    'store.absent',
    'store.locked',
  ];
  terminal.exitCode = issues.every(({ code }) => usageCodes.includes(code)) ? EXIT.usage : EXIT.bad;
}
