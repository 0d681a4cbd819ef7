import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  addEvent,
  addLine,
  createAssembler,
  createEventTable,
  createInterpreter,
  type EventTable,
  flagWordsFor,
  LINE_FLAG,
  setPredicates,
} from '@sonae/engine';
import { SLOTS, slotOf } from '@sonae/loss';
import { policyTerms } from '../compile/terms.ts';
import { readPolicyYaml } from '../read/policy.ts';
import type { Policy } from '../schema/index.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../../../examples/policies');

export function examplePolicy(id: string): Policy {
  const { policy, issues } = readPolicyYaml(readFileSync(path.join(EXAMPLES, `${id}.yaml`)), id);
  if (!policy) throw new Error(JSON.stringify(issues));
  return policy;
}

/** Amounts of `worked-example.json`. */
export type GroundUp = Readonly<Record<string, number>>;

/** The worked example as one event: a ransomware attack with a leak of 48,000 customers and an outage of 72 hours. */
export function asahiEvent(g: GroundUp): EventTable {
  const table = createEventTable(2);
  addEvent(table, 0, 72);
  const own = (head: string, amount: number, units = 0, claim = 0) =>
    addLine(table, slotOf(head, 'own'), claim, -1, amount, units);
  own('first_response', g.shutdown);
  own('forensic', g.forensic);
  own('legal_advice', g.legal_advice);
  own('call_centre', g.call_centre);
  own('notification', g.apology_letter, 48_000);
  own('apology_ad', g.apology_ad);
  own('pr_consult', g.pr_consult);
  own('monitoring', g.credit_monitoring);
  own('data_restore', g.data_restore);
  own('system_repair', g.system_repair);
  own('recurrence_prevention', g.recurrence_prevention);
  own('regulator_response', g.regulator_response);
  own('ransom', g.ransom);
  own('gift', g.gift, 48_000);
  // 1.9 million of the lost profit fall into the first 12 hours.
  const first = own('lost_profit', 1_900_000);
  table.toHour[first] = 12;
  const rest = own('lost_profit', g.lost_profit - 1_900_000);
  table.fromHour[rest] = 12;
  table.toHour[rest] = 72;
  own('mitigation', g.mitig);
  own('extra_expense', g.extra_expense);
  addLine(table, slotOf('solatium', 'victim'), 1, -1, g.dmg_customers);
  own('defence', g.defence, 0, 1);
  addLine(table, slotOf('card_recourse', 'card_issuer'), 2, -1, g.dmg_card_issuer_recourse);
  addLine(table, slotOf('partner_actual_loss', 'client'), 16, 0, g.dmg_mall_recourse);
  addLine(
    table,
    slotOf('liquidated_damages', 'client'),
    16,
    0,
    g.dmg_mall_penalty,
    0,
    LINE_FLAG.contractualOnly,
  );
  return table;
}

/** What a policy pays for the events of one period, by event. */
export function paidBy(
  policy: Policy,
  table: EventTable,
  cause = 'ransomware',
  policyCause = 'malware',
): number[] {
  const row = { cause, policyCause, fromItWork: false, actor: 'outsider' } as const;
  const facts = ['unclaimed', 'uninsured', 'intent', 'gross_negligence'];
  const terms = policyTerms(policy, {
    rows: [row],
    factBit: (fact) => facts.indexOf(fact),
    firstPredicate: 0,
  });
  if (flagWordsFor(terms.predicates.length) > table.flagWords)
    throw new Error('the table has too few flag words');
  const assembler = createAssembler({ slots: SLOTS });
  terms.write(assembler);
  const n = table.events;
  for (let e = 0; e < n; e++) setPredicates(table.flags, e * table.flagWords, terms.predicates, 0);
  const outcome = { gross: new Float64Array(n), relieved: new Float64Array(n), paid: [new Float64Array(n)] };
  createInterpreter(assembler.programme()).runPeriod(
    table,
    { order: Int32Array.from({ length: n }, (_, i) => i), from: 0, to: n },
    outcome,
  );
  return [...outcome.paid[0]];
}
