import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** The folder of outside test cases: `$SONAE_CONFORMANCE`, else beside the repository; undefined where absent. */
export function conformanceFolder(): string | undefined {
  const folder = process.env.SONAE_CONFORMANCE ?? path.join(ROOT, '..', 'shared', 'conformance');
  return existsSync(folder) ? folder : undefined;
}

/** A JSON file of the outside cases, or undefined: tests that need it are skipped then. */
export function conformanceJson<T>(file: string): T | undefined {
  const folder = conformanceFolder();
  if (folder === undefined || !existsSync(path.join(folder, file))) return undefined;
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as T;
}
