import { goOn, take } from './branches.ts';
import { complete } from './complete.ts';
import { accepts, type Draft, type OpenToken } from './draft.ts';
import type { Effect } from './effects.ts';
import type { RunEvent } from './events.ts';

/** Applies what the world says to the branch that waits for it. Whether it changed anything. */
export function answer(draft: Draft, event: RunEvent): boolean {
  if (event.type === 'stated') return stated(draft, event);
  if (!('to' in event)) return false;
  const effect = draft.state.open.find(({ id }) => id === event.to);
  const token = draft.token(event.to.slice(0, event.to.indexOf('/')));
  if (!effect || !token) return false;
  switch (event.type) {
    case 'rang':
      return effect.kind === 'wake' && rang(draft, token, effect);
    case 'approved':
      return effect.kind === 'approve' && approved(draft, token, effect, event.by);
    case 'refused':
      if (effect.kind !== 'approve') return false;
      draft.say(token, { what: 'refused', by: event.by });
      complete(draft, token, false);
      return true;
    case 'returned':
      if (effect.kind !== 'act' && effect.kind !== 'run') return false;
      break;
    case 'answered':
      if (effect.kind === 'decide') return decided(draft, token, effect, event);
      if (effect.kind === 'go-on') return goneOn(draft, token, effect, event);
      if (effect.kind !== 'do') return false;
      break;
    default:
      return false;
  }
  if (!fits(draft, token, event.values)) return false;
  draft.close(effect.id);
  draft.write(token, event.values, draft.stepOf(token).outArgs);
  if (event.ok && effect.kind === 'do') {
    token.command++;
    token.phase = 'begun';
  } else complete(draft, token, event.ok);
  return true;
}

/** Values must be of the types of their variables, else nothing is taken over and the question stays. */
function fits(draft: Draft, token: OpenToken, values: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(values).every(([name, value]) => {
    const held = draft.held(token, name);
    return held !== undefined && accepts(held, value);
  });
}

function rang(draft: Draft, token: OpenToken, effect: Effect): boolean {
  draft.close(effect.id);
  if (effect.id.endsWith('/delay')) {
    token.phase = 'begun';
    return true;
  }
  draft.say(token, { what: 'timed-out' });
  complete(draft, token, false);
  return true;
}

/** One voice a person, however often it is raised. */
function approved(
  draft: Draft,
  token: OpenToken,
  effect: Extract<Effect, { kind: 'approve' }>,
  by: string,
): boolean {
  if (token.approvedBy.includes(by)) return false;
  token.approvedBy = [...token.approvedBy, by];
  draft.say(token, { what: 'approved', by });
  if (token.approvedBy.length < effect.people) return true;
  draft.close(effect.id);
  token.phase = 'begun';
  return true;
}

type Answered = Extract<RunEvent, { type: 'answered' }>;

/** A person names the missing values, or the way itself. */
function decided(
  draft: Draft,
  token: OpenToken,
  effect: Extract<Effect, { kind: 'decide' }>,
  { choice, values, by }: Answered,
): boolean {
  if (choice !== undefined && !effect.choices.includes(choice)) return false;
  if (!fits(draft, token, values) || (choice === undefined && Object.keys(values ?? {}).length === 0))
    return false;
  draft.close(effect.id);
  draft.write(token, values, Object.keys(values ?? {}));
  if (choice === undefined) token.phase = 'begun';
  else take(draft, token, choice, by);
  return true;
}

function goneOn(draft: Draft, token: OpenToken, effect: Effect, { choice, by }: Answered): boolean {
  if (choice !== 'yes' && choice !== 'no') return false;
  draft.close(effect.id);
  draft.say(token, { what: 'chose', way: choice, by });
  if (choice === 'yes') goOn(draft, token);
  else complete(draft, token, false);
  return true;
}

/** A fact of the case: every branch that could not decide looks again. */
function stated(draft: Draft, { name, value }: Extract<RunEvent, { type: 'stated' }>): boolean {
  const { state } = draft;
  if (!Object.hasOwn(state.variables, name) || !accepts(state.variables[name], value)) return false;
  state.variables = { ...state.variables, [name]: { ...state.variables[name], value } };
  for (const token of state.tokens) {
    if (token.phase !== 'deciding') continue;
    draft.withdraw(token);
    token.phase = 'begun';
    token.visit++;
  }
  return true;
}
