import type { Plan, ProbeReading } from './plan.ts';

/** What a host says of one of our tables. */
export type TableState = {
  readonly present: boolean;
  /** Seconds until the host undoes it by itself; undefined where no timer runs. */
  readonly undoneIn?: number;
  /** The table as nft prints it. */
  readonly listing: string;
};

/**
 * A host that can be changed (対象の機器への口). Each call is a connection of its own, so an answer also shows that the management path is open.
 * A call rejects with {@link TargetError} where the host refuses or cannot be reached.
 */
export type Target = {
  state(table: string): Promise<TableState>;
  check(plan: Plan): Promise<void>;
  /** Sets the timer that undoes the table; answers with how it is kept. */
  arm(table: string, seconds: number): Promise<string>;
  apply(plan: Plan): Promise<void>;
  confirm(table: string, seconds: number): Promise<void>;
  undo(table: string): Promise<void>;
  /** Whether a port answers, seen from here. */
  probe(address: string, port: number): Promise<ProbeReading['state']>;
};

/** The host refused, or could not be reached. */
export class TargetError extends Error {
  readonly code: 'refused' | 'unreachable';
  constructor(code: TargetError['code'], message: string) {
    super(message);
    this.name = 'TargetError';
    this.code = code;
  }
}
