/** What compiling and evaluating a predicate costs. Run: `node packages/predicate/bench/evaluate.ts`. */
import { performance } from 'node:perf_hooks';

const before = performance.now();
const { compilePredicate } = await import('../src/index.ts');
console.log(`import                                    ${(performance.now() - before).toFixed(0)} ms`);

const schema = {
  war: 'boolean',
  stateBacked: 'boolean',
  significantImpairment: 'boolean',
  cause: { values: ['overload', 'ransomware'] },
  persons: 'integer',
  discoveredAt: 'instant',
  reportedAt: 'instant',
  actors: { list: { fields: { role: { values: ['officer', 'staff'] }, intent: 'boolean' } } },
} as const;

const exclusion = 'war || (stateBacked && significantImpairment)';
const actors = [
  { role: 'staff', intent: true },
  { role: 'officer', intent: false },
];
const CASES = [
  ['boolean facts, all known', exclusion, { war: false, stateBacked: true, significantImpairment: true }],
  ['boolean facts, two unknown', exclusion, { war: false }],
  ['text against a literal', "cause == 'overload'", { cause: 'overload' }],
  ['integer against a literal', 'persons > 1000', { persons: 1001 }],
  [
    'two instants and a duration',
    "reportedAt - discoveredAt <= duration('720h')",
    { reportedAt: 1e12, discoveredAt: 1e12 },
  ],
  ['exists over two objects', "actors.exists(a, a.role in ['officer'] && a.intent)", { actors }],
  [
    'the same, a field unknown',
    "actors.exists(a, a.role in ['officer'] && a.intent)",
    { actors: [{}, ...actors] },
  ],
] as const;

const microseconds = (runs: number, work: () => unknown) => {
  for (let i = 0; i < runs / 5; i++) work();
  const start = performance.now();
  for (let i = 0; i < runs; i++) work();
  return ((performance.now() - start) / runs) * 1000;
};

for (const [name, source, facts] of CASES) {
  const compile = microseconds(500, () => compilePredicate(source, schema));
  const predicate = compilePredicate(source, schema).predicate!;
  const evaluate = microseconds(100_000, () => predicate.evaluate(facts));
  console.log(
    `${name.padEnd(30)} compile ${compile.toFixed(0).padStart(5)} µs   evaluate ${evaluate.toFixed(2)} µs`,
  );
}
