import type { Effect, Outcome } from './effects.ts';
import type { RunEvent } from './events.ts';

/** Where a run stands. Plain data: equal events give equal states. */
export type RunState = {
  readonly playbook: string;
  /** Version of the playbook the run began with; another version cannot go on with it. */
  readonly version: string;
  readonly status: 'new' | 'running' | 'paused' | Outcome;
  /** Events applied so far. */
  readonly events: number;
  /** Variables of the playbook and what steps returned. */
  readonly variables: Readonly<Record<string, Held>>;
  /** Branches under way, the outermost first. */
  readonly tokens: readonly Token[];
  /** Effects that wait for an answer. */
  readonly open: readonly Effect[];
  /** Effects not yet known to be handed over. */
  readonly outbox: readonly Effect[];
  /** What came in while the run was paused, in order. */
  readonly held: readonly RunEvent[];
  /** The exception step has been taken; a second failure ends the run. */
  readonly exception: boolean;
};

/** A variable as it stands; without a value nobody knows it. */
export type Held = { readonly type: string; readonly value?: string; readonly constant: boolean };

/** A branch under way (枝). */
export type Token = {
  readonly id: string;
  /** The branch it returns to at its end. */
  readonly parent?: string;
  readonly step: string;
  /** Visits of steps so far: makes ids of effects unique. */
  readonly visit: number;
  readonly phase: Phase;
  /** Variables of the step it stands in, seen by the branches inside too. */
  readonly variables: Readonly<Record<string, Held>>;
  /** The command of the step whose turn it is. */
  readonly command: number;
  readonly approvedBy: readonly string[];
  /** Rounds of a while so far. */
  readonly rounds: number;
  /** A branch inside has failed. */
  readonly failed: boolean;
};

/** `arrived`: to be worked on now; `inside`: waits for its branches; the others wait for an effect. */
export type Phase = 'arrived' | 'delayed' | 'begun' | 'approving' | 'deciding' | 'waiting' | 'inside';
