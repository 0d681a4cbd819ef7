import type { Assembler, Instruction } from '@sonae/engine';
import { TERM } from '@sonae/engine';
import { boughtParts } from '../riders.ts';
import type { Part, Policy } from '../schema/index.ts';
import { compileGates, type Gates } from './gates.ts';
import { orderedTerms } from './order.ts';
import type { RowFacts } from './simulated.ts';
import { slotsByHead } from './slots.ts';

/** A policy ready to be written into a term programme. */
export type PolicyTerms = {
  readonly predicates: Gates['predicates'];
  readonly write: (assembler: Assembler) => void;
};

export type PolicyContext = {
  /** Fixed facts of the rows of the model. */
  readonly rows: readonly RowFacts[];
  readonly factBit: (fact: string) => number;
  /** Number of the first predicate of this policy among those of all policies. */
  readonly firstPredicate: number;
};

/** How a part begins: with what other policies have left, or with the loss before any of them. */
const BEGIN = { left: 0, owed: 1 } as const;

/** Compiles a checked policy: one stage, its parts in the order they stand in the wording. */
export function policyTerms(policy: Policy, { rows, factBit, firstPredicate }: PolicyContext): PolicyTerms {
  const parts = boughtParts(policy);
  const gates = compileGates(policy, parts, rows, factBit, firstPredicate);
  const mode = policy.otherInsurance === 'excess' ? BEGIN.left : BEGIN.owed;
  return {
    predicates: gates.predicates,
    write: (assembler) =>
      assembler.stage('policy', policy.id, (write) => {
        for (const part of parts) {
          const slots = [...slotsByHead(policy, part).values()].flat();
          const instructions = [
            ...simulationGates(assembler, policy, part, slots, factBit),
            ...gates.strikes(assembler, part.id),
            ...orderedTerms(assembler, policy, part),
          ];
          write(part.id, { set: assembler.set(slots), mode }, instructions);
        }
      }),
  };
}

/** Small incidents nobody claims for, and worlds in which there is no policy. */
function simulationGates(
  assembler: Assembler,
  policy: Policy,
  part: Part,
  slots: readonly number[],
  factBit: (fact: string) => number,
): Instruction[] {
  const set = assembler.set(slots);
  return ['unclaimed', 'uninsured'].map((fact) => ({
    op: TERM.strike,
    set,
    flagNeed: 1 << factBit(fact),
    reason: assembler.reason({ id: fact, policy: policy.id, part: part.id }),
  }));
}
