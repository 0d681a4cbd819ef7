// Server and database killed in turn (SIGKILL) while four writers write: every acknowledged write must be there afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crashRounds } from '../apps/server/src/testing/crash.ts';

export const about =
  'the server: killed with its database 50 times under write load; what was acknowledged and is not there';

const ROUNDS = 50;
const PAUSE_MS = 300;

export async function run({ note, args }) {
  const data = mkdtempSync(path.join(os.tmpdir(), 'sonae-crash-'));
  const began = performance.now();
  const report = await crashRounds(data, Number(args[0] ?? ROUNDS), PAUSE_MS);
  rmSync(data, { recursive: true, force: true });
  note(JSON.stringify(report));
  return {
    ...report,
    figures: [{ name: 'crash: longest gap', ms: report.longestGapMs }],
    ms: performance.now() - began,
  };
}
