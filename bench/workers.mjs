// Three workers on one database, one of them killed in the middle: every job has its effect once.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openJobs, openStore } from '../packages/store/src/index.ts';

export const about = 'jobs: 600 jobs, three workers, one killed; how many had their effect once';

const JOBS = 600;
const LIMIT_MS = 120_000;
const WORKER = path.join(import.meta.dirname, 'support/job-worker.mjs');

export async function run({ note }) {
  const data = mkdtempSync(path.join(os.tmpdir(), 'sonae-workers-'));
  const store = await openStore({ data });
  const jobs = await openJobs(store, [{ name: 'count' }]);
  try {
    await store.run('system', ({ $client }) =>
      $client.query('create table public.effects (job int not null, at timestamptz default now())'),
    );
    for (let job = 0; job < JOBS; job++) await jobs.send('count', { job });
    const began = performance.now();
    const workers = [0, 1, 2].map(() => spawn(process.execPath, [WORKER, data], { stdio: 'inherit' }));
    const count = async () =>
      (
        await store.run('system', ({ $client }) =>
          $client.query(
            'select count(*)::int as all, count(distinct job)::int as different from public.effects',
          ),
        )
      ).rows[0];
    while ((await count()).different < JOBS / 3) await sleep(50);
    workers[0].kill('SIGKILL');
    while ((await count()).different < JOBS && performance.now() - began < LIMIT_MS) await sleep(200);
    const ms = performance.now() - began;
    await sleep(1_500); // a second delivery would show now
    const { all, different } = await count();
    for (const worker of workers) worker.kill('SIGTERM');
    const found = { jobs: JOBS, done: different, twice: all - different };
    note(JSON.stringify({ ...found, seconds: Math.round(ms / 100) / 10 }));
    return { ...found, figures: [{ name: 'workers: all done', ms }] };
  } finally {
    await jobs.close();
    await store.close();
    rmSync(data, { recursive: true, force: true });
  }
}
