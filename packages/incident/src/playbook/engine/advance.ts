import { variableNamed } from '../condition/syntax.ts';
import { hintsOf } from '../hints.ts';
import type { Step } from '../read/playbook.ts';
import { decide } from './branches.ts';
import { complete, finish } from './complete.ts';
import { type Draft, heldOf, type OpenToken } from './draft.ts';
import type { Values } from './events.ts';

/** Works on every branch until each waits for the world. Always true. */
export function advance(draft: Draft): true {
  for (;;) {
    const token = draft.state.tokens.find(({ phase }) => phase === 'arrived' || phase === 'begun');
    if (!token || draft.state.status !== 'running') return true;
    if (token.phase === 'arrived') arrive(draft, token);
    else begin(draft, token);
  }
}

function arrive(draft: Draft, token: OpenToken): void {
  const step = draft.stepOf(token);
  token.variables = heldOf(step.variables);
  draft.say(token, { what: 'entered' });
  if (step.timeout > 0)
    draft.emit(token, 'timeout', { kind: 'wake', at: draft.at + step.delay + step.timeout });
  token.phase = 'begun';
  if (step.delay > 0) {
    token.phase = 'delayed';
    draft.emit(token, 'delay', { kind: 'wake', at: draft.at + step.delay });
  }
}

function begin(draft: Draft, token: OpenToken): void {
  const step = draft.stepOf(token);
  const { approvers, action } = hintsOf(step);
  if (token.approvedBy.length < approvers) {
    token.phase = 'approving';
    draft.emit(token, 'approve', { kind: 'approve', people: approvers, action: action?.id });
    return;
  }
  switch (step.type) {
    case 'start':
      complete(draft, token, true);
      return;
    case 'end':
      finish(draft, token, true);
      return;
    case 'action':
      if (action) act(draft, token, step, action);
      else nextCommand(draft, token, step);
      return;
    case 'playbook-action':
      runPlaybook(draft, token, step);
      return;
    default:
      decide(draft, token, step);
      return;
  }
}

/** Commands come one after the other. Only people carry them out: nothing of a file is ever run as it stands. */
function nextCommand(draft: Draft, token: OpenToken, step: Step): void {
  const command = step.commands[token.command];
  if (command === undefined) {
    complete(draft, token, true);
    return;
  }
  token.phase = 'waiting';
  const last = token.command === step.commands.length - 1;
  draft.emit(token, `do:${token.command}`, {
    kind: 'do',
    command: token.command,
    byHand: command.type !== 'manual',
    wants: last ? step.outArgs : [],
  });
}

function act(
  draft: Draft,
  token: OpenToken,
  step: Step,
  { id, args }: { readonly id: string; readonly args: Values },
): void {
  const filled = fill(draft, token, args);
  if (filled.unknown.length > 0) {
    askFor(draft, token, filled.unknown);
    return;
  }
  token.phase = 'waiting';
  draft.emit(token, 'act', {
    kind: 'act',
    action: id,
    args: filled.values,
    targets: step.targets,
    approvedBy: token.approvedBy,
    wants: step.outArgs,
  });
}

function runPlaybook(draft: Draft, token: OpenToken, step: Step): void {
  const names = step.inArgs.map((text) => variableNamed(text) ?? text);
  const inputs = names.flatMap((name) => {
    const value = draft.held(token, name)?.value;
    return value === undefined ? [] : [[name, value]];
  });
  token.phase = 'waiting';
  draft.emit(token, 'run', {
    kind: 'run',
    playbook: step.playbookId ?? '',
    version: step.playbookVersion,
    inputs: Object.fromEntries(inputs),
    wants: step.outArgs,
  });
}

/** An action is not proposed with gaps: what is missing is asked for first. */
function askFor(draft: Draft, token: OpenToken, unknown: readonly string[]): void {
  token.phase = 'deciding';
  draft.emit(token, 'decide', { kind: 'decide', unknown, choices: [] });
  token.visit++;
}

/** Values with their references replaced, each as one argument whatever it holds. */
function fill(draft: Draft, token: OpenToken, args: Values): { values: Values; unknown: readonly string[] } {
  const unknown = new Set<string>();
  const values = Object.entries(args).map(([key, text]) => [
    key,
    text.replaceAll(/__[a-zA-Z_][a-zA-Z0-9_-]*?__:value/g, (reference) => {
      const name = variableNamed(reference) ?? '';
      const value = draft.held(token, name)?.value;
      if (value === undefined) unknown.add(name);
      return value ?? reference;
    }),
  ]);
  return { values: Object.fromEntries(values), unknown: [...unknown] };
}
