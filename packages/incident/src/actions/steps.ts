import type { Language } from '@sonae/core';
import type { ActionType, Step } from './action-type.ts';
import { undoCommand } from './nft.ts';
import type { Plan } from './plan.ts';

/** The phases of carrying an action out, in their order. */
export type Phases = {
  readonly dryRun: readonly Step[];
  readonly arm: readonly Step[];
  readonly apply: readonly Step[];
  readonly verify: readonly Step[];
  readonly confirm: readonly Step[];
  readonly undo: readonly Step[];
};

/** The steps of a plan with its values in place. A value fills part of one argument and can never become another one. */
export function phasesOf(plan: Plan, type: ActionType): Phases {
  const fill = (steps: readonly Step[]) => steps.map((step) => filled(step, plan));
  if (plan.table === undefined)
    return {
      dryRun: fill(type.dryRun),
      arm: [],
      apply: fill(type.apply),
      verify: fill(type.verify),
      confirm: [],
      undo: fill(type.undo),
    };
  return nftPhases(plan, plan.table);
}

/** Where a person puts the file of a plan. */
export const sheetFile = (table: string): string => `/root/${table}.nft`;

function nftPhases({ deadManSeconds, host }: Plan, table: string): Phases {
  const undo: Step = { argv: undoCommand(table) };
  const list: Step = { argv: ['nft', 'list', 'table', 'inet', table] };
  const unit = `sonae-undo-${table}`;
  const at = sheetFile(table);
  return {
    dryRun: [{ argv: ['sha256sum', at] }, { argv: ['nft', '-c', '-f', at] }],
    arm: [
      { argv: ['systemd-run', `--unit=${unit}`, `--on-active=${deadManSeconds}`, ...undoCommand(table)] },
    ],
    apply: [{ argv: ['nft', '-f', at] }],
    verify: [
      list,
      ...(host?.probes ?? []).flatMap((port) =>
        host!.addresses.map(
          (address): Step => ({
            person: {
              ja: `管理用の端末から ${address} の ${port} 番に繋がらず、管理用のポートには繋がることを確かめる。`,
              en: `From the management machine, port ${port} of ${address} does not answer and the management port does.`,
            },
          }),
        ),
      ),
    ],
    confirm: [{ argv: ['systemctl', 'stop', `${unit}.timer`] }],
    undo: [undo],
  };
}

function filled(step: Step, plan: Plan): Step {
  const values: Readonly<Record<string, string>> = { ...plan.parameters, case: plan.case };
  const fill = (text: string) => text.replace(/\{([a-z]+)\}/gi, (all, name: string) => values[name] ?? all);
  return 'argv' in step
    ? { argv: step.argv.map(fill) }
    : { person: { ja: fill(step.person.ja), en: fill(step.person.en) } };
}

/** A command as a person types it: each argument in quotes unless it is plain. */
export function commandLine(argv: readonly string[]): string {
  return argv
    .map((arg) => (/^[A-Za-z0-9_./:=%+,-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

export function stepText(step: Step, language: Language): string {
  return 'argv' in step ? `# ${commandLine(step.argv)}` : step.person[language];
}
