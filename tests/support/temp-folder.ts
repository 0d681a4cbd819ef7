import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** A folder with these files (path → text, or a value to write as JSON), removed when the test ends. */
export function tempFolder(files: Record<string, unknown> = {}): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, files);
  return folder;
}

/** The same for a whole test file: call it in `beforeAll`. */
export function keptFolder(files: Record<string, unknown> = {}): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Record<string, unknown>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
}
