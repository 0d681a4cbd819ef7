// Puts the OASIS schemas of CACAO 2.0 into one file that the product loads, unchanged and in the order of their names:
//   node scripts/cacao-schemas.mjs
// A test compares the file with tests/conformance/cacao.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');
const FROM = path.join(ROOT, 'tests/conformance/cacao/oasis-json-schemas/schemas');
const TO = path.join(ROOT, 'packages/incident/schemas/cacao-2.0.json');

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? filesIn(file) : [file];
    });

const schemas = filesIn(FROM).map((file) => JSON.parse(readFileSync(file, 'utf8')));
writeFileSync(TO, `[\n${schemas.map((schema) => JSON.stringify(schema)).join(',\n')}\n]\n`);
console.log(`${schemas.length} schemas`);
