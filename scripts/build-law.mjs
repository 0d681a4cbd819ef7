// Turns packages/law/data/*.yaml and the duties of the knowledge base into the snapshot of the law the package imports. Prints
// every problem and writes nothing when there is one.
//
//   node scripts/build-law.mjs [--out <folder>]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './support/node.mjs';

const PACKAGE = path.join(ROOT, 'packages/law');
const { values: options } = parseArgs({
  options: { out: { type: 'string', default: path.join(PACKAGE, 'build') } },
});

const { buildLaw } = await import('../packages/law/src/build.ts');
const duties = JSON.parse(readFileSync(path.join(ROOT, 'packages/knowledge/build/duties.json'), 'utf8'));
const files = ['rules.yaml', 'countings.yaml', 'reports.yaml'].map((file) => [
  file,
  readFileSync(path.join(PACKAGE, 'data', file), 'utf8'),
]);
const { law, issues } = buildLaw(Object.fromEntries(files), duties);
for (const { file, line, column, path: at, message } of issues)
  console.error(`packages/law/data/${file}:${line ?? 1}:${column ?? 1} ${at} ${message.en}`);
if (law) {
  mkdirSync(options.out, { recursive: true });
  writeFileSync(path.join(options.out, 'law.json'), JSON.stringify(law));
} else process.exitCode = 1;
