import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../../..');
/** Everything that a figure depends on beside its input. */
const CALCULATING = [
  'core',
  'predicate',
  'knowledge',
  'engine',
  'register',
  'loss',
  'contract',
  'policy',
  'assessment',
];
/** And what the examples are calculated from. */
const EXAMPLES = ['examples/companies', 'examples/policies'];

let stamp: string | undefined;

/**
 * A mark of the programme that calculates: another one where a file of it has changed. Results that are kept carry it, so that
 * none outlives the programme that made it.
 */
export function programmeStamp(): string {
  if (stamp === undefined) {
    const hash = createHash('sha256');
    for (const folder of [...CALCULATING.map((name) => `packages/${name}`), ...EXAMPLES])
      for (const line of filesOf(path.join(ROOT, folder))) hash.update(line);
    stamp = hash.digest('hex');
  }
  return stamp;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(place);
      if (/\.(test\.ts|md)$/.test(entry.name)) return [];
      const { size, mtimeMs } = statSync(place);
      return [`${path.relative(ROOT, place)} ${size} ${Math.round(mtimeMs)}\n`];
    });
}
