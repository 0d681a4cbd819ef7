import type { RespondStep } from '@sonae/operations/respond';
import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

/** What one command line asks of an action: at most one of the steps, a dry run where there is none. */
export type Flags = {
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

export function addFlags(command: Command, { say }: Terminal): Command {
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

/** The steps a line asks for; more than one is refused by the caller. */
export function stepsOf(flags: Flags, terminal: Terminal): RespondStep[] {
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
export function pairsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
