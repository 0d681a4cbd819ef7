// Three compiled policies over simulated years of one event with twelve heads each: node packages/policy/bench/compiled.ts [years]
import { readFileSync } from 'node:fs';
import {
  addEvent,
  addLine,
  clearEvents,
  createAssembler,
  createEventTable,
  createInterpreter,
  flagWordsFor,
  type PredicateTable,
  setPredicates,
} from '@sonae/engine';
import { SLOTS, slotOf } from '@sonae/loss';
import { policyTerms } from '../src/compile/terms.ts';
import { readPolicies } from '../src/read/policy.ts';
import { diceOf } from '../src/testing/random.ts';
import { FACTS } from '../src/testing/random-history.ts';

const years = Number(process.argv[2] ?? 1_000_000);
const BLOCK = 10_000;
const OWN = [
  'forensic',
  'first_response',
  'legal_advice',
  'call_centre',
  'notification',
  'gift',
  'data_restore',
  'lost_profit',
  'mitigation',
];
const names = ['minato-cyber-std-2026', 'akebono-leak-wide-2026', 'harukaze-it-eo-2026'];

const assembler = createAssembler({ slots: SLOTS });
const predicates: PredicateTable[] = [];
const rows = [{ cause: 'ransomware', policyCause: 'malware', fromItWork: false, actor: 'outsider' }] as const;
for (const name of names) {
  const file = new URL(`../../../examples/policies/${name}.yaml`, import.meta.url);
  for (const { policy } of readPolicies(readFileSync(file), name)) {
    if (!policy) throw new Error(`${name} does not read`);
    const terms = policyTerms(policy, {
      rows,
      factBit: (fact) => FACTS.indexOf(fact),
      firstPredicate: predicates.length,
    });
    predicates.push(...terms.predicates);
    terms.write(assembler);
  }
}
const interpreter = createInterpreter(assembler.programme());
const table = createEventTable(flagWordsFor(predicates.length), BLOCK, BLOCK * 12);
const dice = diceOf(42);
const outcome = {
  gross: new Float64Array(BLOCK),
  relieved: new Float64Array(BLOCK),
  paid: names.map(() => new Float64Array(BLOCK)),
};
const order = Int32Array.from({ length: BLOCK }, (_, i) => i);
let spent = 0;
let paid = 0;
for (let year = 0; year < years; year += BLOCK) {
  clearEvents(table);
  for (let e = 0; e < BLOCK; e++) {
    addEvent(table, e, 72);
    for (const head of OWN) addLine(table, slotOf(head, 'own'), 0, -1, dice.below(20_000_000), 1_000);
    addLine(table, slotOf('solatium', 'victim'), 1, -1, dice.below(20_000_000));
    addLine(table, slotOf('defence', 'own'), 1, -1, dice.below(5_000_000));
    addLine(table, slotOf('partner_lost_profit', 'client'), 2, -1, dice.below(20_000_000));
    setPredicates(table.flags, e * table.flagWords, predicates, 0);
  }
  const start = performance.now();
  for (let e = 0; e < BLOCK; e++) interpreter.runPeriod(table, { order, from: e, to: e + 1 }, outcome);
  spent += performance.now() - start;
  for (const column of outcome.paid) for (const yen of column) paid += yen;
}
console.log(
  `${years} years × 12 heads × 3 policies, compiled and interpreted: ${(spent / 1000).toFixed(2)} s (mean paid ${Math.round(paid / years)} yen a year)`,
);
