import {
  createAssembler,
  createInterpreter,
  flagWordsFor,
  type PredicateTable,
  setPredicates,
} from '@sonae/engine';
import { SLOTS } from '@sonae/loss';
import { policyTerms } from '../compile/terms.ts';
import type { Policy } from '../schema/index.ts';
import { FACTS, type History } from './random-history.ts';

/** What policies pay for a history by the compiled programme: by policy, by event. */
export function paidCompiled(policies: readonly Policy[], history: History): number[][] {
  const assembler = createAssembler({ slots: SLOTS });
  const predicates: PredicateTable[] = [];
  for (const policy of policies) {
    const terms = policyTerms(policy, {
      rows: history.rows,
      factBit: (fact) => FACTS.indexOf(fact),
      firstPredicate: predicates.length,
    });
    predicates.push(...terms.predicates);
    terms.write(assembler);
  }
  const table = history.table(flagWordsFor(predicates.length));
  const n = table.events;
  for (let e = 0; e < n; e++) setPredicates(table.flags, e * table.flagWords, predicates, history.rowOf[e]);
  const outcome = {
    gross: new Float64Array(n),
    relieved: new Float64Array(n),
    paid: policies.map(() => new Float64Array(n)),
  };
  const order = Int32Array.from({ length: n }, (_, i) => i);
  createInterpreter(assembler.programme()).runPeriod(table, { order, from: 0, to: n }, outcome);
  return outcome.paid.map((paid) => [...paid]);
}
