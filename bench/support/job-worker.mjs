// A worker for bench/workers.mjs: each job takes a moment, and has its effect in the transaction that remembers it.
import { setTimeout as sleep } from 'node:timers/promises';
import { firstTime, openJobs, openStore } from '../../packages/store/src/index.ts';

const store = await openStore({ data: process.argv[2] });
const jobs = await openJobs(store, [{ name: 'count' }]);
await jobs.work([
  {
    name: 'count',
    work: async ({ job }) => {
      await sleep(5);
      await store.run('system', async (tx) => {
        if (await firstTime(tx, `count ${job}`))
          await tx.$client.query('insert into public.effects (job) values ($1)', [job]);
      });
    },
  },
]);
process.once('SIGTERM', async () => {
  await jobs.close();
  process.exit(0);
});
