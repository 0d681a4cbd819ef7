import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE } from './testing/files.ts';

const { exports } = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')) as {
  exports: Record<string, string>;
};
const entries = Object.entries(exports).filter(([entry]) => entry !== './loader');

/** What each entry loads of the built data, and nothing else. */
const LOADS: Readonly<Record<string, readonly string[]>> = {
  '.': ['vocabulary'],
  './calibration': ['calibration'],
  './cases': ['cases'],
  './citations': ['calibration', 'cases', 'sources'],
  './duties': ['duties'],
  './event-facts': ['event-facts', 'vocabulary'],
  './jnsa': ['jnsa'],
  './loss-model': ['loss-model'],
  './sources': ['sources'],
  './tax-rates': ['tax-rates'],
};

test.each(entries)('K20 %s loads only its own data and no library', (entry, file) => {
  const loaded = imports(path.join(PACKAGE, file));
  expect(loaded.filter((name) => !name.startsWith('.') && !path.isAbsolute(name))).toEqual([]);
  const modules = loaded.filter((name) => name.endsWith('.json')).map((name) => path.basename(name, '.json'));
  expect(modules.toSorted()).toEqual(LOADS[entry]);
});

/** Everything a module imports at run time, through its own files: files by their place, libraries by name. */
function imports(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  if (file.endsWith('.json')) return [file];
  expect(existsSync(file), file).toBe(true);
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'/gm)].map(
    ([, name]) => name,
  );
  return found.flatMap((name) =>
    name.startsWith('.') ? imports(path.resolve(path.dirname(file), name), seen) : [name],
  );
}
