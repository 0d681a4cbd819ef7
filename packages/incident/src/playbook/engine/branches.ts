import { evaluateCondition } from '../condition/evaluate.ts';
import { parseCondition } from '../condition/parse.ts';
import { variableNamed } from '../condition/syntax.ts';
import { isVariableType, typedValue } from '../condition/values.ts';
import { nextOf } from '../flow/edges.ts';
import { hintsOf } from '../hints.ts';
import type { Step } from '../read/playbook.ts';
import { complete } from './complete.ts';
import type { Draft, OpenToken } from './draft.ts';

/** Opens the branches of a step: all of a parallel, the one its condition or switch chooses. Where nobody knows, a person is asked. */
export function decide(draft: Draft, token: OpenToken, step: Step): void {
  if (step.type === 'parallel') {
    open(draft, token, step.nextSteps);
    return;
  }
  const { way, unknown } =
    step.type === 'switch-condition' ? bySwitch(draft, token, step) : byCondition(draft, token, step);
  if (way !== undefined) {
    take(draft, token, way);
    return;
  }
  const choices = step.type === 'switch-condition' ? [...step.cases.keys()] : ['yes', 'no'];
  token.phase = 'deciding';
  draft.emit(token, 'decide', { kind: 'decide', unknown, choices });
  // The next question of this step is another one.
  token.visit++;
}

/** A person asked by a decision answers `yes`, `no` or the word of a case; a condition answers the same way. */
export function take(draft: Draft, token: OpenToken, way: string, by?: string): void {
  const step = draft.stepOf(token);
  draft.say(token, by === undefined ? { what: 'chose', way } : { what: 'chose', way, by });
  if (step.type !== 'while-condition') {
    enter(draft, token, headOf(step, way));
    return;
  }
  if (way !== 'yes') {
    complete(draft, token, true);
    return;
  }
  const { rounds } = hintsOf(step);
  if (token.rounds < rounds) {
    goRound(draft, token, step);
    return;
  }
  token.phase = 'deciding';
  draft.emit(token, 'go-on', { kind: 'go-on', rounds: token.rounds, choices: ['yes', 'no'] });
  token.visit++;
}

/** A person lets a loop go on for as many rounds again. */
export function goOn(draft: Draft, token: OpenToken): void {
  token.rounds = 0;
  goRound(draft, token, draft.stepOf(token));
}

function goRound(draft: Draft, token: OpenToken, step: Step): void {
  token.rounds++;
  enter(draft, token, step.onTrue);
}

function headOf(step: Step, way: string): string | undefined {
  if (step.type === 'switch-condition') return step.cases.get(way);
  return way === 'yes' ? step.onTrue : step.onFalse;
}

/** A way nothing stands on is at its end already. */
function enter(draft: Draft, token: OpenToken, head: string | undefined): void {
  if (head === undefined || head === nextOf(draft.stepOf(token), true)) complete(draft, token, true);
  else open(draft, token, [head]);
}

function open(draft: Draft, token: OpenToken, heads: readonly string[]): void {
  token.phase = 'inside';
  for (const [i, head] of heads.entries())
    draft.state.tokens.push({
      id: `${token.id}.${token.visit}-${i + 1}`,
      parent: token.id,
      step: head,
      visit: 0,
      phase: 'arrived',
      variables: {},
      command: 0,
      approvedBy: [],
      rounds: 0,
      failed: false,
    });
}

type Way = { readonly way?: string; readonly unknown: readonly string[] };

function byCondition(draft: Draft, token: OpenToken, step: Step): Way {
  const condition = parseCondition(step.condition ?? '', draft.playbook.dialect);
  const { truth, unknown } = evaluateCondition(condition, (name) => draft.held(token, name));
  return { way: truth === 'unknown' ? undefined : truth, unknown };
}

/** The word of the case that is met, else `default`; an empty word where none is. */
function bySwitch(draft: Draft, token: OpenToken, { switchOn = '', cases }: Step): Way {
  const name = variableNamed(switchOn) ?? '';
  const { type = '', value } = draft.held(token, name) ?? {};
  if (value === undefined) return { unknown: [name] };
  const typed = (text: string) => (isVariableType(type) ? typedValue(type, text) : text);
  const met = [...cases.keys()].find((word) => word !== 'default' && typed(word) === typed(value));
  return { way: met ?? (cases.has('default') ? 'default' : ''), unknown: [] };
}
