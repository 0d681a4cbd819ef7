import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { PACKAGE_ORDER, PURE_UNTIL } from './scripts/layers.config.mjs';

// These packages keep no state outside their values (scripts/layers.mjs sees to it), so their test files share a worker and
// its loaded modules: 40 small files took 0.9 s instead of 11.5 s. A test that needs a worker of its own is *.alone.test.ts.
const pure = PACKAGE_ORDER.slice(0, PACKAGE_ORDER.indexOf(PURE_UNTIL)).map(
  (name) => `packages/${name}/src/**/*.test.ts`,
);
// These share one too, for its modules (a second of better-auth, Drizzle and zod a file) and its embedded server: what they
// keep lies in a database of each file's own.
const house = ['packages/store', 'packages/operations', 'apps/server'].map(
  (place) => `${place}/src/**/*.test.ts`,
);
const alone = '**/*.alone.test.ts';

export default defineConfig({
  resolve: { alias: { 'fast-check': path.join(import.meta.dirname, 'scripts/support/fast-check.mjs') } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pure, exclude: [alone, '**/node_modules/**'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'house', include: house, exclude: [alone, '**/node_modules/**'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'outside',
          include: ['packages/**/src/**/*.test.ts', 'apps/**/src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [
            ...[...pure, ...house].map((pattern) => pattern.replace('*.test.ts', '!(*.alone).test.ts')),
            '**/node_modules/**',
          ],
        },
      },
    ],
    globalSetup: './scripts/vitest-setup.mjs',
    reporters: ['default', './scripts/vitest-summary.mjs'],
    // On two cores: tests with a browser wait half of their time. Two took 362 s, three 298, four 324.
    maxWorkers: 3,
    execArgv: ['--import', path.join(import.meta.dirname, 'scripts/support/quick-imports.mjs')],
    // Against what hangs, not what is slow: a busy machine takes ten times as long and is right all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
