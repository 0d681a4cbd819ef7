import type { Instant } from '@sonae/core';
import type { Values } from './events.ts';

/**
 * What a run wants from the world, as data. Ids are equal in every replay, so a port that has seen one does nothing the
 * second time: handed over at least once, done once.
 */
export type Effect = {
  readonly id: string;
  readonly step: string;
} /** A person does the command of this place. `byHand`: a command of a machine that is not run by the product. */ & (
  | {
      readonly kind: 'do';
      readonly command: number;
      readonly byHand: boolean;
      readonly wants: readonly string[];
    }
  /** A person says what variables are, or decides the way. */
  | { readonly kind: 'decide'; readonly unknown: readonly string[]; readonly choices: readonly string[] }
  /** A loop has gone round very often: `yes` goes on, `no` leaves it as failed. */
  | { readonly kind: 'go-on'; readonly rounds: number; readonly choices: readonly string[] }
  | { readonly kind: 'approve'; readonly people: number; readonly action?: string }
  /** An action of the catalogue; it has its own plan and approval, this only proposes it. */
  | {
      readonly kind: 'act';
      readonly action: string;
      readonly args: Values;
      readonly targets: readonly string[];
      readonly approvedBy: readonly string[];
      readonly wants: readonly string[];
    }
  | {
      readonly kind: 'run';
      readonly playbook: string;
      readonly version?: string;
      readonly inputs: Values;
      readonly wants: readonly string[];
    }
  | { readonly kind: 'wake'; readonly at: Instant }
  /** An effect handed over before is no longer wanted. */
  | { readonly kind: 'withdraw'; readonly of: string }
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly outputs: Values }
);

export type Outcome = 'done' | 'failed' | 'cancelled';
