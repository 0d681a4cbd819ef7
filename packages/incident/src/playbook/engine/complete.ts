import { nextOf } from '../flow/edges.ts';
import type { Draft, OpenToken } from './draft.ts';
import type { Token } from './state.ts';

/** A step has come to its end: what it still waits for is taken back, and its branch goes on or ends. */
export function complete(draft: Draft, token: OpenToken, ok: boolean): void {
  const step = draft.stepOf(token);
  for (const inner of inside(draft, token)) draft.withdraw(inner);
  draft.state.tokens = draft.state.tokens.filter((other) => !isInside(draft, other, token));
  draft.withdraw(token);
  draft.say(token, { what: ok ? 'done' : 'failed' });
  const next = nextOf(step, ok);
  if (next === undefined) finish(draft, token, ok);
  else move(draft, token, next);
}

/** A branch that comes to where the branches around it go on anyway, or back to its loop, has ended (PB44). */
function move(draft: Draft, token: OpenToken, next: string): void {
  const parent = draft.token(token.parent);
  if (parent && nextOf(draft.stepOf(parent), true) === next) {
    finish(draft, token, true);
    return;
  }
  for (let outer = parent; outer; outer = draft.token(outer.parent)) {
    const { type } = draft.stepOf(outer);
    if (type === 'parallel') break;
    if (type === 'while-condition' && outer.step === next) {
      leaveTo(draft, outer);
      return;
    }
  }
  token.step = next;
  token.visit++;
  token.phase = 'arrived';
  token.command = 0;
  token.approvedBy = [];
  token.rounds = 0;
  token.failed = false;
  token.variables = {};
}

/** Ends a branch and those between it and a loop around it. */
function leaveTo(draft: Draft, loop: OpenToken): void {
  for (const inner of inside(draft, loop)) draft.withdraw(inner);
  draft.state.tokens = draft.state.tokens.filter((other) => !isInside(draft, other, loop));
  returnTo(draft, loop, true);
}

/** A branch has ended; the outermost one ends the run. */
export function finish(draft: Draft, token: OpenToken, ok: boolean): void {
  const { state, playbook } = draft;
  draft.withdraw(token);
  const parent = draft.token(token.parent);
  if (parent) {
    state.tokens = state.tokens.filter(({ id }) => id !== token.id);
    returnTo(draft, parent, ok);
    return;
  }
  const { exception } = playbook;
  if (!ok && !state.exception && exception !== undefined && playbook.steps.has(exception)) {
    state.exception = true;
    move(draft, token, exception);
    return;
  }
  const outcome = ok && !state.exception ? 'done' : 'failed';
  const outputs = Object.entries(state.variables).flatMap(([name, { value }]) =>
    value === undefined ? [] : [[name, value]],
  );
  state.status = outcome;
  draft.emit(token, 'ended', { kind: 'ended', outcome, outputs: Object.fromEntries(outputs) });
  draft.say(token, { what: 'ended', outcome });
  state.tokens = [];
}

/** The step that had branches goes on when the last one has ended; a while looks at its condition again. */
function returnTo(draft: Draft, parent: OpenToken, ok: boolean): void {
  if (!ok) parent.failed = true;
  if (draft.state.tokens.some((token) => token.parent === parent.id)) return;
  if (!parent.failed && draft.stepOf(parent).type === 'while-condition') {
    parent.phase = 'begun';
    parent.visit++;
  } else complete(draft, parent, !parent.failed);
}

function inside(draft: Draft, token: Token): readonly Token[] {
  return draft.state.tokens.filter((other) => isInside(draft, other, token));
}

function isInside(draft: Draft, token: Token, outer: Token): boolean {
  for (let at = draft.token(token.parent); at; at = draft.token(at.parent))
    if (at.id === outer.id) return true;
  return false;
}
