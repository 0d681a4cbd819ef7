// The properties of policies over many random cases: node packages/policy/bench/soak.ts [cases] [first seed]
import { PROPERTIES } from '../src/testing/properties.ts';

const [cases = 10_000, first = 0] = process.argv.slice(2).map(Number);
let wrong = 0;
for (const [name, property] of Object.entries(PROPERTIES)) {
  const start = performance.now();
  let failures = 0;
  for (let seed = first; seed < first + cases; seed++) {
    const why = property(seed);
    if (why === undefined) continue;
    failures += 1;
    if (failures <= 3) console.log(`  seed ${seed}: ${why}`);
  }
  wrong += failures;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${failures === 0 ? 'holds' : `FAILS ${failures}×`}  ${name}  (${cases} cases, ${seconds} s)`);
}
process.exitCode = wrong === 0 ? 0 : 1;
