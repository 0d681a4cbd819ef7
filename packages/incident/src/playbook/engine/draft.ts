import type { Instant } from '@sonae/core';
import { variableNamed } from '../condition/syntax.ts';
import { isVariableType, typedValue } from '../condition/values.ts';
import type { Playbook, Step, Variables } from '../read/playbook.ts';
import type { Effect } from './effects.ts';
import type { Values } from './events.ts';
import type { Held, RunState, Token } from './state.ts';
import type { TraceLine } from './trace.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type OpenToken = Mutable<Token>;

type WithoutIdentity<T> = T extends unknown ? Omit<T, 'id' | 'step'> : never;
/** An effect before it has its id. */
export type Wish = WithoutIdentity<Effect>;

/** A state while one event is applied to it, with the few moves there are. */
export class Draft {
  readonly playbook: Playbook;
  readonly at: Instant;
  readonly trace: TraceLine[] = [];
  readonly state: Omit<Mutable<RunState>, 'tokens' | 'open' | 'outbox'> & {
    tokens: OpenToken[];
    open: Effect[];
    outbox: Effect[];
  };
  /** Effects this event brought about. */
  readonly effects: Effect[] = [];

  constructor(state: RunState, playbook: Playbook, at: Instant) {
    this.playbook = playbook;
    this.at = at;
    this.state = {
      ...state,
      variables: { ...state.variables },
      tokens: state.tokens.map((token) => ({ ...token })),
      open: [...state.open],
      outbox: [...state.outbox],
      held: [...state.held],
    };
  }

  stepOf(token: Token): Step {
    const step = this.playbook.steps.get(token.step);
    if (!step) throw new Error(`the run stands at ${token.step}, which the playbook lacks`);
    return step;
  }

  token(id: string | undefined): OpenToken | undefined {
    return this.state.tokens.find((token) => token.id === id);
  }

  /** Asks something of the world; the answer names the id. */
  emit(token: Token, name: string, wish: Wish): void {
    const effect = { id: `${token.id}/${token.visit}/${name}`, step: token.step, ...wish } as Effect;
    this.effects.push(effect);
    this.state.outbox.push(effect);
    if (effect.kind !== 'withdraw' && effect.kind !== 'ended') this.state.open.push(effect);
  }

  close(id: string): void {
    this.state.open = this.state.open.filter((effect) => effect.id !== id);
  }

  /**
   * Takes back what a branch still waits for, also what may not have been handed over yet: whether it was, a crash can
   * hide.
   */
  withdraw(token: Token): void {
    for (const { id } of this.state.open.filter((effect) => effect.id.startsWith(`${token.id}/`))) {
      this.close(id);
      this.emit(token, `withdraw:${id}`, { kind: 'withdraw', of: id });
    }
  }

  say(token: Token, line: { what: TraceLine['what'] } & Record<string, unknown>): void {
    this.trace.push({ at: this.at, branch: token.id, step: token.step, ...line } as TraceLine);
  }

  /** The variable as a branch sees it: its own, those of the branches around it, those of the playbook. */
  held(token: Token, name: string): Held | undefined {
    for (let at: Token | undefined = token; at; at = this.token(at.parent))
      if (Object.hasOwn(at.variables, name)) return at.variables[name];
    return Object.hasOwn(this.state.variables, name) ? this.state.variables[name] : undefined;
  }

  /**
   * Writes what a step returned where the variable lives; a variable of the step itself is kept for the run, so that
   * later steps see it. Constants and values that are not of the type stay as they were.
   */
  write(token: Token, values: Values | undefined, wanted: readonly string[]): void {
    for (const name of wanted.map((text) => variableNamed(text) ?? '')) {
      if (!values || !Object.hasOwn(values, name)) continue;
      const held = this.held(token, name);
      if (!held || !accepts(held, values[name])) continue;
      const changed = { ...held, value: values[name] };
      const owner = this.#ownerOf(token, name);
      if (owner) owner.variables = { ...owner.variables, [name]: changed };
      else this.state.variables = { ...this.state.variables, [name]: changed };
    }
  }

  #ownerOf(token: Token, name: string): OpenToken | undefined {
    for (let at = this.token(token.parent); at; at = this.token(at.parent))
      if (Object.hasOwn(at.variables, name)) return at;
    return undefined;
  }
}

/** Whether a variable takes a value: it is no constant, and the value is of its type. */
export function accepts({ type, constant }: Held, value: string): boolean {
  return !constant && (!isVariableType(type) || typedValue(type, value) !== undefined);
}

export function heldOf(variables: Variables): Readonly<Record<string, Held>> {
  return Object.fromEntries(
    [...variables].map(([name, { type, value, constant }]) => [name, { type, value, constant }]),
  );
}
