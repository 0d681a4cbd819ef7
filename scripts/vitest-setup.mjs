// Before any test, also when Vitest is started without run.mjs: what is generated is fresh, but for the screens, which the
// tests that open them build for themselves. After the last: no database that a
// test has started is left running.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildStale, STEPS } from './build.mjs';

export default async function setup() {
  await buildStale({ also: STEPS.map((step) => step.name).filter((name) => name !== 'web') });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-run-'));
  process.env.SONAE_TEST_RUN = folder;
  return async () => {
    if (['18', '15'].some((version) => existsSync(path.join(folder, version)))) {
      const { stopTestServers } = await import('../packages/store/src/testing/servers.ts');
      await stopTestServers(folder);
    }
    rmSync(folder, { recursive: true, force: true });
  };
}
