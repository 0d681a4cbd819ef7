import { say } from '@sonae/core';
import { allEdges, type Edge, edgesOf, nextOf } from '../flow/edges.ts';
import type { Playbook, Step } from '../read/playbook.ts';
import type { Report } from './report.ts';

/** Steps that exist, ends that are reached, no loop without a while, nothing left aside (PB10–PB16). */
export function checkGraph(playbook: Playbook, report: Report): void {
  checkStart(playbook, report);
  checkTargets(playbook, report);
  for (const step of playbook.steps.values()) checkNext(step, report);
  checkLoops(playbook, report);
  checkOrphans(playbook, report);
  checkShared(playbook, report);
}

function checkStart({ start, exception, steps }: Playbook, report: Report): void {
  if (!steps.has(start))
    report({
      code: 'no-start',
      path: ['workflow_start'],
      message: say(`最初の手順 ${start} がありません。`, `The first step ${start} is not there.`),
      hint: say('workflow にある手順のidを書いてください。', 'Name the id of a step in workflow.'),
    });
  else if (steps.get(start)?.type !== 'start')
    report({
      code: 'start-type',
      severity: 'warning',
      path: ['workflow_start'],
      message: say('最初の手順が start 型ではありません。', 'The first step is not of type start.'),
      hint: say(
        '規格は start 型の手順から始めるよう定めています。動かすことはできます。',
        'The standard begins with a step of type start. It runs all the same.',
      ),
    });
  if (exception !== undefined && !steps.has(exception))
    report({
      code: 'no-exception-step',
      severity: 'warning',
      path: ['workflow_exception'],
      message: say(
        `例外時の手順 ${exception} がありません。`,
        `The exception step ${exception} is not there.`,
      ),
      hint: say(
        '無いものとして扱い、例外のときは失敗で終わります。',
        'It counts as absent: an exception then ends the run as failed.',
      ),
    });
}

function checkTargets(playbook: Playbook, report: Report): void {
  for (const { to, path } of allEdges(playbook)) {
    const target = playbook.steps.get(to);
    if (target === undefined)
      report({
        code: 'missing-step',
        path,
        message: say(`行き先の手順 ${to} がありません。`, `The step ${to} it leads to is not there.`),
        hint: say('手順を加えるか、行き先を直してください。', 'Add the step or lead elsewhere.'),
      });
    else if (target.type === 'start')
      report({
        code: 'back-to-start',
        path,
        message: say('start 型の手順に戻ることはできません。', 'Nothing may lead to a step of type start.'),
        hint: say('続きの手順を指してください。', 'Name the step that follows.'),
      });
  }
}

/** Every way through a step goes on somewhere, or the step is an end. */
function checkNext(step: Step, report: Report): void {
  const { type } = step;
  const path = ['workflow', step.id];
  const goesOn = nextOf(step, true) !== undefined;
  if (type === 'end') {
    if (edgesOf(step).length > 0)
      report({
        code: 'end-goes-on',
        path,
        message: say('end 型の手順に続きがあります。', 'A step of type end leads on.'),
        hint: say('続きを消すか、型を変えてください。', 'Remove what follows or change the type.'),
      });
    return;
  }
  const lacks =
    (!goesOn &&
      (type === 'start' || type === 'action' || type === 'playbook-action' || type === 'while-condition')) ||
    (!goesOn && type === 'if-condition' && step.onFalse === undefined) ||
    (!goesOn && type === 'switch-condition' && !step.cases.has('default'));
  if (lacks)
    report({
      code: 'no-next',
      path,
      message: say('この手順から終わりに着けません。', 'No way from this step reaches an end.'),
      hint: say(
        'on_completion か on_success に続きの手順を書いてください。',
        'Name the step that follows in on_completion or on_success.',
      ),
    });
  if (step.onCompletion !== undefined && (step.onSuccess !== undefined || step.onFailure !== undefined))
    report({
      code: 'two-ways',
      path,
      message: say(
        'on_completion と on_success・on_failure は一緒に書けません。',
        'on_completion excludes on_success and on_failure.',
      ),
      hint: say('どちらかにしてください。', 'Keep one of the two.'),
    });
}

/** Loops that no while-condition holds: strongly connected steps once the bodies of whiles are taken off. */
function checkLoops(playbook: Playbook, report: Report): void {
  const { steps } = playbook;
  const onward = (id: string): readonly Edge[] => {
    const step = steps.get(id);
    if (!step) return [];
    return edgesOf(step).filter(
      ({ via, to }) => steps.has(to) && !(via === 'on_true' && step.type === 'while-condition'),
    );
  };
  const state = new Map<string, 'open' | 'done'>();
  for (const root of steps.keys()) {
    // A walk in depth without recursion: an edge to a step still open closes a loop.
    const stack = state.has(root) ? [] : [{ id: root, edges: onward(root)[Symbol.iterator]() }];
    if (stack.length > 0) state.set(root, 'open');
    while (stack.length > 0) {
      const { id, edges } = stack[stack.length - 1];
      const { value: edge, done } = edges.next();
      if (done) {
        state.set(id, 'done');
        stack.pop();
      } else if (state.get(edge.to) === 'open') {
        reportLoop(edge, steps, report);
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        stack.push({ id: edge.to, edges: onward(edge.to)[Symbol.iterator]() });
      }
    }
  }
}

function reportLoop({ to, path }: Edge, steps: Playbook['steps'], report: Report): void {
  const name = steps.get(to)?.name || to;
  report({
    code: 'loop',
    path,
    message: say(
      `「${name}」に戻り、終わりのない繰り返しになります。`,
      `It leads back to "${name}": a loop without an end.`,
    ),
    hint: say(
      '繰り返すなら while-condition の中に入れてください。',
      'To repeat, put the steps into a while-condition.',
    ),
  });
}

function checkOrphans(playbook: Playbook, report: Report): void {
  const { steps, start, exception } = playbook;
  if (!steps.has(start)) return; // then everything would be an orphan
  const reached = new Set<string>();
  const open = [start, ...(exception === undefined ? [] : [exception])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id);
    if (!step || reached.has(id)) continue;
    reached.add(id);
    open.push(...edgesOf(step).map(({ to }) => to));
  }
  for (const { id, name } of steps.values()) {
    if (reached.has(id)) continue;
    report({
      code: 'orphan',
      path: ['workflow', id],
      message: say(
        `どこからも来ない手順です${name && `（${name}）`}。`,
        `Nothing leads to this step${name && ` (${name})`}.`,
      ),
      hint: say('手順をつなぐか、消してください。', 'Connect the step or remove it.'),
    });
  }
}

/** Branches of one parallel step that run into the same step run it once each, which is rarely meant. */
function checkShared({ steps }: Playbook, report: Report): void {
  for (const step of steps.values()) {
    if (step.type !== 'parallel') continue;
    const seen = new Map<string, number>();
    for (const [i, head] of step.nextSteps.entries()) {
      for (const id of branch(head, nextOf(step, true), steps)) {
        const first = seen.get(id);
        if (first === undefined) seen.set(id, i);
        else if (first !== i && steps.get(id)?.type !== 'end') {
          report({
            code: 'shared-step',
            severity: 'warning',
            path: ['workflow', step.id, 'next_steps', i],
            message: say(
              `並行する枝の両方が「${steps.get(id)?.name || id}」に入り、枝の数だけ行われます。`,
              `More than one branch runs into "${steps.get(id)?.name || id}", which then runs once for each.`,
            ),
            hint: say(
              '枝が終わってから一度だけ行うなら、on_completion に書いてください。',
              'To run it once after all branches, name it in on_completion.',
            ),
          });
          break;
        }
      }
    }
  }
}

function branch(head: string, until: string | undefined, steps: Playbook['steps']): Set<string> {
  const found = new Set<string>();
  const open = [head];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id);
    if (!step || id === until || found.has(id)) continue;
    found.add(id);
    open.push(...edgesOf(step).map(({ to }) => to));
  }
  return found;
}
