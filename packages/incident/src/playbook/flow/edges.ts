import type { Path } from '../read/json.ts';
import type { Playbook, Step } from '../read/playbook.ts';

/** How a step leads to another: the property of the file that names it. */
export type Via =
  | 'on_completion'
  | 'on_success'
  | 'on_failure'
  | 'on_true'
  | 'on_false'
  | 'cases'
  | 'next_steps';

export type Edge = {
  readonly from: string;
  readonly to: string;
  readonly via: Via;
  /** The word of a case, or the place of a branch. */
  readonly label?: string;
  readonly path: Path;
};

/** Where a step leads, in the order of the file. The steps named need not exist. */
export function edgesOf(step: Step): readonly Edge[] {
  const at = ['workflow', step.id];
  const edge = (via: Via, to: string | undefined): Edge[] =>
    to === undefined ? [] : [{ from: step.id, to, via, path: [...at, via] }];
  return [
    ...edge('on_true', step.onTrue),
    ...edge('on_false', step.onFalse),
    ...[...step.cases].map(
      ([label, to]): Edge => ({ from: step.id, to, via: 'cases', label, path: [...at, 'cases', label] }),
    ),
    ...step.nextSteps.map(
      (to, i): Edge => ({
        from: step.id,
        to,
        via: 'next_steps',
        label: `${i + 1}`,
        path: [...at, 'next_steps', i],
      }),
    ),
    ...edge('on_completion', step.onCompletion),
    ...edge('on_success', step.onSuccess),
    ...edge('on_failure', step.onFailure),
  ];
}

export const allEdges = ({ steps }: Playbook): readonly Edge[] => [...steps.values()].flatMap(edgesOf);

/** Edges into a branch, which returns to the step it left. */
export function isBranch({ via }: Edge): boolean {
  return via === 'on_true' || via === 'on_false' || via === 'cases' || via === 'next_steps';
}

/** Where a step goes on when it has succeeded, or failed. */
export function nextOf(step: Step, ok: boolean): string | undefined {
  return (ok ? step.onSuccess : step.onFailure) ?? step.onCompletion;
}
