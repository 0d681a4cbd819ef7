import { PgBoss } from 'pg-boss';
import type { Store, Tx } from '../store.ts';

/** A kind of work done apart from requests. Delivered at least once: `work` must do no harm when it runs twice. */
export type JobKind<T extends object = object> = {
  readonly name: string;
  readonly work: (data: T, signal: AbortSignal) => Promise<void>;
  /** Cron in Japanese time. */
  readonly schedule?: string;
  readonly retries?: number;
};

export type Jobs = {
  /** Puts work into the queue; where a transaction is given, only once that is committed. Begun `after` then, where given. */
  send(
    name: string,
    data: object,
    options?: { readonly key?: string; readonly tx?: Tx; readonly after?: Date },
  ): Promise<void>;
  /** Begins to work off the queue. */
  work(kinds: readonly JobKind[]): Promise<void>;
  waiting(): Promise<number>;
  close(): Promise<void>;
};

const TIME_ZONE = 'Asia/Tokyo';
/** A worker that was killed gives its job back after this. pg-boss allows no less. */
const HEARTBEAT_SECONDS = 10;

/** The queue, on the same database. `kinds` names every queue there is. */
export async function openJobs(
  store: Store,
  kinds: readonly Pick<JobKind, 'name' | 'retries'>[],
  notice: (message: string) => void = () => {},
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: await store.connectionString(),
    application_name: 'sonae jobs',
    schema: 'pgboss',
    max: 4,
  });
  boss.on('error', (error) => notice(`jobs: ${error.message}`));
  await boss.start();
  for (const { name, retries = 5 } of kinds) {
    await boss.createQueue(name, {
      retryLimit: retries,
      retryBackoff: true,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: 3_600,
    });
  }
  return {
    send: async (name, data, { key, tx, after } = {}) => {
      await boss.send(name, data, {
        ...(key !== undefined && { singletonKey: key }),
        ...(after && { startAfter: after }),
        ...(tx && {
          db: { executeSql: (text: string, values?: unknown[]) => tx.$client.query(text, values) },
        }),
      });
    },
    work: async (all) => {
      for (const { name, work, schedule } of all) {
        const options = { pollingIntervalSeconds: 0.5, batchSize: 10, heartbeatRefreshSeconds: 3 } as const;
        await boss.work(name, { ...options, perJobResults: true as const }, (jobs) =>
          Promise.all(
            jobs.map(async ({ id, data, signal }) => {
              try {
                await work(data as object, signal);
                return { id, status: 'completed' as const };
              } catch (error) {
                notice(`job ${name}: ${(error as Error).name}`);
                return { id, status: 'failed' as const, output: { kind: (error as Error).name } };
              }
            }),
          ),
        );
        // A schedule stays in the database until somebody takes it away.
        if (schedule === undefined) await boss.unschedule(name);
        else await boss.schedule(name, schedule, {}, { tz: TIME_ZONE });
      }
    },
    waiting: async () => {
      const stats = (await Promise.all(kinds.map(({ name }) => boss.getQueueStats(name)))).flat();
      return stats.reduce((sum, { queuedCount }) => sum + queuedCount, 0);
    },
    close: async () => {
      await boss.stop({ graceful: true, timeout: 20_000 });
    },
  };
}
