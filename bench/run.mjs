// npm run bench -- NAME [options]: runs one bench, prints what it found and writes bench/results/NAME.json. It measures and
// compares; it never fails for a number. A bench is a file beside this one that exports `about` and `run`, named in BENCHES.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ROOT } from '../scripts/support/node.mjs';
import { circumstances } from './support/circumstances.mjs';
import { besideSample } from './support/sample.mjs';

const BENCHES = [
  'engine',
  'assess',
  'startup',
  'pdf',
  'headlines',
  'evidence',
  'load',
  'crash',
  'workers',
  'mutation',
  'web',
  'cases',
];

const [name, ...args] = process.argv.slice(2);
process.exitCode = BENCHES.includes(name) ? await bench(name) : await usage();

async function bench(name) {
  const { run } = await import(`./${name}.mjs`);
  const before = circumstances();
  const threads = Math.min(2, availableParallelism());
  const found = await run({ note: (line) => console.log(line), args, threads });
  const after = circumstances();
  const result = { bench: name, ...before, loadAfter: after.load, ...found };
  const file = path.join(ROOT, 'bench/results', `${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  for (const line of besideSample(result)) console.log(line);
  console.log(`${before.machine}; load ${before.load} → ${after.load}: ${remark(before, after)}`);
  console.log(path.relative(process.cwd(), file));
  return 0;
}

/** Whether others were at work on the machine; then times are upper bounds. */
function remark(before, after) {
  return Math.max(before.load, after.load) > before.cores
    ? 'others were at work, times are upper bounds'
    : 'the machine had room';
}

async function usage() {
  console.error('npm run bench -- NAME');
  for (const each of BENCHES) {
    const { about } = await import(`./${each}.mjs`);
    console.error(`  ${each.padEnd(10)} ${about}`);
  }
  return 2;
}
