// The child of mutation.mjs: runs the tables against one mutant after the other and prints a verdict for each. Number -1 is the
// unchanged code. Only the modules that lie between the tables and the mutant are loaded anew.
import { readFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [list, tables, from] = process.argv.slice(2);
const mutants = JSON.parse(readFileSync(list, 'utf8'));
let number = Number(from);

module.registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const file = found.url.startsWith('file:') ? fileURLToPath(found.url) : '';
    return isBetween(file) ? { ...found, url: `${found.url.split('?')[0]}?mutant=${number}` } : found;
  },
  load(url, context, next) {
    const mutant = mutants[number];
    if (!mutant || fileURLToPath(url.split('?')[0]) !== mutant.file) return next(url, context);
    return { format: 'module-typescript', source: mutant.source, shortCircuit: true };
  },
});

/** The tables, what is mutated, and what uses it. */
function isBetween(file) {
  return (
    path.dirname(file) === path.dirname(tables) ||
    mutants.some((mutant) => mutant.file === file) ||
    /\/duties\.ts$/.test(file)
  );
}

for (; number < mutants.length; number++) console.log(await verdict());

async function verdict() {
  try {
    const { firstMistake } = await import(`${pathToFileURL(tables).href}?mutant=${number}`);
    const mistake = firstMistake();
    if (mistake && number < 0) console.error(mistake);
    return mistake ? 'killed' : 'survived';
  } catch (error) {
    if (number < 0) console.error(error);
    return 'killed';
  }
}
