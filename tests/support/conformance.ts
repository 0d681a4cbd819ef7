import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of outside test cases: `$SONAE_CONFORMANCE`, else `tests/conformance`. */
export function conformanceFolder(): string {
  return process.env.SONAE_CONFORMANCE ?? path.join(import.meta.dirname, '..', 'conformance');
}

/** A JSON file of the outside cases. */
export function conformanceJson<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(conformanceFolder(), file), 'utf8')) as T;
}

/** A text file of the outside cases. */
export function conformanceText(file: string): string {
  return readFileSync(path.join(conformanceFolder(), file), 'utf8');
}
