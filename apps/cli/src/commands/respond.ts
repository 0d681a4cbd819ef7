import type { RespondView } from '@sonae/operations/respond';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { issuesJson, showIssues } from '../issues.ts';
import { respondText } from '../respond-text.ts';
import type { Host, Terminal } from '../terminal.ts';
import { placeOf } from './evidence-shared.ts';
import { addFlags, type Flags, pairsOf, stepsOf } from './respond-flags.ts';

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
