// Time of one `pay` with its trace, and of the compiled policies: node packages/policy/bench/pay.ts
import { readFileSync } from 'node:fs';
import { pay } from '../src/evaluate/pay.ts';
import { readEvents } from '../src/event/read.ts';
import { readPolicies } from '../src/read/policy.ts';
import { paidCompiled } from '../src/testing/compiled.ts';
import { diceOf } from '../src/testing/random.ts';
import { randomHistory } from '../src/testing/random-history.ts';

const examples = new URL('../../../examples/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, examples));
const policies = (names: readonly string[]) =>
  names.flatMap((name) =>
    readPolicies(read(`policies/${name}.yaml`), name).flatMap(({ policy }) => policy ?? []),
  );

const { events = [] } = readEvents(read('events/asahi-leak.yaml'), 'asahi-leak.yaml');
for (const names of [
  ['minato-cyber-std-2026'],
  ['minato-cyber-std-2026', 'akebono-leak-wide-2026', 'globe-cyber-international-2026'],
]) {
  const chosen = policies(names);
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now();
    pay(chosen, events);
    return performance.now() - start;
  });
  const [first] = times;
  times.sort((a, b) => a - b);
  console.log(
    `pay, ${events[0].lines.length} lines, ${chosen.length} policies: first ${first.toFixed(1)} ms, median ${times[100].toFixed(2)} ms`,
  );
}

const chosen = policies(['minato-cyber-std-2026', 'akebono-leak-wide-2026', 'harukaze-it-eo-2026']);
const histories = Array.from({ length: 300 }, (_, seed) => randomHistory(diceOf(seed)));
const start = performance.now();
for (const history of histories) paidCompiled(chosen, history);
const each = (performance.now() - start) / histories.length;
console.log(`compile three policies and run one year: ${each.toFixed(1)} ms`);
