import { variableNamed } from '../condition/syntax.ts';
import type { Playbook, Step, Variable, Variables } from '../read/playbook.ts';
import { edgesOf, isBranch } from './edges.ts';

/**
 * Which variables a step sees: those of the playbook, its own, those of the steps whose branches it stands in, and what
 * other steps return by out_args.
 */
export function visibleFrom(playbook: Playbook): (step: Step) => Variables {
  const returned = new Map<string, Variable>();
  for (const step of playbook.steps.values()) {
    for (const text of step.outArgs) {
      const name = variableNamed(text);
      const variable = name === undefined ? undefined : step.variables.get(name);
      if (name !== undefined && variable) returned.set(name, variable);
    }
  }
  const around = enclosing(playbook);
  return (step) =>
    new Map([
      ...returned,
      ...playbook.variables,
      ...[...(around.get(step.id) ?? [])].flatMap((outer) => [...outer.variables]),
      ...step.variables,
    ]);
}

/** The steps with branches (if, while, switch, parallel) in whose branches each step can stand. */
function enclosing({ steps }: Playbook): ReadonlyMap<string, ReadonlySet<Step>> {
  const around = new Map<string, Set<Step>>();
  for (const outer of steps.values()) {
    const open = edgesOf(outer)
      .filter(isBranch)
      .map(({ to }) => to);
    const seen = new Set<string>();
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const step = steps.get(id);
      if (!step || step === outer || seen.has(id)) continue;
      seen.add(id);
      around.set(id, (around.get(id) ?? new Set()).add(outer));
      open.push(...edgesOf(step).map(({ to }) => to));
    }
  }
  return around;
}
