import type { Text } from '@sonae/core';
import type { ParameterKind } from './parameters.ts';

/** One thing to do: a command as a list of arguments, never a line for a shell, or a sentence for a person. */
export type Step = { readonly argv: readonly string[] } | { readonly person: Text };

/** What would be lost or changed by the action, and how it is captured before (切る前に採る). */
export type Preserve = { readonly id: string; readonly what: Text; readonly how: Text };

/** Roles of machines and accounts on which everybody else depends. */
export const TARGET_ROLES = [
  'server',
  'workstation',
  'gateway',
  'domain_controller',
  'backup',
  'evidence_store',
  'management',
  'life_safety',
] as const;
export type TargetRole = (typeof TARGET_ROLES)[number];

/**
 * A kind of action (措置の種類), as data. `{name}` in an argument stands for the parameter of that name, within that one argument.
 */
export type ActionType = {
  readonly id: string;
  readonly label: Text;
  /** What the business loses while it is in force. */
  readonly risk: Text;
  /** What it takes away (cut), secures (keep), or asks of others (ask). */
  readonly nature: 'cut' | 'keep' | 'ask';
  /** Who carries it out: our packet filter over ssh, or people by a sheet. */
  readonly by: 'nftables' | 'person';
  /** The parameter that names the target. */
  readonly target: string;
  readonly parameters: Readonly<Record<string, ParameterKind>>;
  readonly preserve: readonly Preserve[];
  readonly dryRun: readonly Step[];
  readonly apply: readonly Step[];
  readonly verify: readonly Step[];
  /** Empty where it cannot be taken back; then `final` says so. */
  readonly undo: readonly Step[];
  readonly final?: Text;
  /** Hours after which it ends by itself, or by a reminder where people carry it out. */
  readonly longestHours: number;
  readonly blastRadius: Text;
  readonly forbidden: readonly TargetRole[];
  /** How many different people must approve. */
  readonly approvals: 1 | 2;
};
