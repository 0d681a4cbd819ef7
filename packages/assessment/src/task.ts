import { contractTerms, type Liability } from '@sonae/contract';
import { compileModel, createAssembler, type PredicateTable, type Task } from '@sonae/engine';
import { causeOf } from '@sonae/knowledge';
import { type LossModel, SLOTS } from '@sonae/loss';
import type { Policy, RowFacts } from '@sonae/policy';
import { policyTerms } from '@sonae/policy/terms';

/** Puts loss model, contracts and policies together: one set of years that all of them meet. */
export function createTask(
  model: LossModel,
  liabilities: ReadonlyMap<string, Liability>,
  policies: readonly Policy[],
  seed: number,
): Task {
  return { model: compileModel(model.source), ...createTerms(model, liabilities, policies), seed };
}

/** What contracts and policies make of the events of a model. */
export type Terms = Pick<Task, 'terms' | 'predicates'>;

/** Compiles contracts and policies for the events of a model, the policies in their order. */
export function createTerms(
  model: LossModel,
  liabilities: ReadonlyMap<string, Liability>,
  policies: readonly Policy[],
): Terms {
  const factBit = (fact: string) => bitOfFact(model, fact);
  const contracts = contractTerms(liabilities, model.source.partners, factBit);
  const assembler = createAssembler({ slots: SLOTS, partners: contracts.partners });
  contracts.write(assembler);
  const rows = model.scenarios.map(rowFacts);
  const predicates: PredicateTable[] = [];
  for (const policy of policies) {
    const terms = policyTerms(policy, { rows, factBit, firstPredicate: predicates.length });
    predicates.push(...terms.predicates);
    terms.write(assembler);
  }
  return { terms: assembler.programme(), predicates };
}

/** The bit of an event fact. Throws where the loss model has no such fact. */
export function bitOfFact(model: LossModel, fact: string): number {
  const bit = model.source.facts.indexOf(fact);
  if (bit < 0) throw new Error(`the loss model has no event fact ${fact}`);
  return bit;
}

/** What wordings may ask of the events of a scenario. */
export function rowFacts({ cause, group }: LossModel['scenarios'][number]): RowFacts {
  return {
    cause,
    policyCause: causeOf(cause)?.policyCause ?? 'intrusion',
    fromItWork: group === 'accident',
    actor: cause === 'insider' ? 'employee' : cause === 'partner_staff' ? 'partner_staff' : 'outsider',
  };
}
