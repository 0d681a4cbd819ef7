import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type SendNotice, sweepClocks, sweepPushes } from '@sonae/operations/incident/sweep';
import { libraryOf, wakeRuns } from '@sonae/operations/playbooks';
import { exportAll, type JobKind, openJobs, record, type Store, schema, type Tx } from '@sonae/store';
import { and, isNotNull, lt } from 'drizzle-orm';
import { alarmDelivery } from './alarms.ts';
import { type Config, evidenceHome } from './config.ts';
import { evidenceWork } from './evidence.ts';
import type { Log } from './log.ts';
import { playbookFiles } from './playbooks.ts';
import { noticeSender } from './push.ts';

export type Worker = {
  waiting(): Promise<number>;
  /** Wakes runs of playbooks then, once the transaction is committed. */
  wakeRuns(tx: Tx, at: Date): Promise<void>;
  /** Has the evidence journal of an organisation written, once the transaction is committed. */
  recordEvidence(tx: Tx, organisation: string): Promise<void>;
  close(): Promise<void>;
};

const DAY_MS = 86_400_000;
const BACKUP = /^sonae-\d{8}T\d{6}Z\.sonae$/;

type Duties = {
  readonly store: Store;
  readonly config: Config;
  readonly log: Log;
  readonly now?: () => Date;
  /** How a run of a playbook is woken. */
  readonly wake?: Worker['wakeRuns'];
  /** How browsers hear of alarms; none hears where it is absent. */
  readonly send?: SendNotice;
};

/** What is done apart from requests: backups, and the end of what was removed long ago. */
export function jobKinds({ store, config, log, now = () => new Date(), wake, send }: Duties): JobKind[] {
  const { schedule } = config.backup;
  const deliver = alarmDelivery(config, now);
  const evidence = evidenceWork(store, evidenceHome(config), log);
  return [
    {
      name: 'backup',
      ...(schedule !== 'off' && { schedule }),
      work: async () => {
        const folder = config.backup.folder ?? path.join(config.data, 'backups');
        const stamp = now()
          .toISOString()
          .replace(/[-:]|\.\d+/g, '');
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const { bytes } = await exportAll(store, path.join(folder, `sonae-${stamp}.sonae`));
        const kept = (await readdir(folder)).filter((name) => BACKUP.test(name)).sort();
        for (const name of kept.slice(0, -config.backup.keep)) await rm(path.join(folder, name));
        log.info({ bytes }, 'backup written');
      },
    },
    {
      // The table of clocks is the truth; this only wakes us, once a minute and whenever a worker starts.
      name: 'alarms',
      schedule: '* * * * *',
      work: async () => {
        const { rung, failed } = await sweepClocks(store, now(), deliver);
        if (rung + failed > 0) log.info({ rung, failed }, 'alarms rang');
        if (!send) return;
        const pushed = await sweepPushes(store, now(), send);
        if (pushed.sent + pushed.gone + pushed.failed > 0) log.info(pushed, 'notices sent');
      },
    },
    {
      // Likewise: the table of runs says what a delay or limit of time has held up.
      name: 'playbooks',
      schedule: '* * * * *',
      work: async () => {
        const woken = await wakeRuns(store, now(), await libraryOf(playbookFiles), wake);
        if (woken > 0) log.info({ woken }, 'playbooks woken');
      },
    },
    {
      // Likewise: the cases say what waits. A job names the organisation that has just written; the sweep looks at all.
      name: 'evidence',
      schedule: '* * * * *',
      work: (data) => evidence.record((data as { readonly organisation?: string }).organisation),
    },
    {
      name: 'purge',
      schedule: '15 3 * * *',
      work: async () => {
        const before = new Date(now().getTime() - config.purgeAfterDays * DAY_MS);
        const removed = await purge(store, before);
        if (removed > 0) log.info({ removed }, 'purged');
        await evidence.destroy(now());
      },
    },
  ];
}

/** Removes for good what was removed before that moment; the log keeps that it was. */
export async function purge(store: Store, before: Date): Promise<number> {
  return store.run('system', async (tx) => {
    let removed = 0;
    for (const [kind, table] of [
      ['variant', schema.variants],
      ['policy', schema.policies],
      ['company', schema.companies],
    ] as const) {
      const rows = await tx
        .delete(table)
        .where(and(isNotNull(table.deletedAt), lt(table.deletedAt, before)))
        .returning({ id: table.id, organisation: table.organisationId });
      for (const { id, organisation } of rows)
        await record(tx, {
          organisation,
          actor: { kind: 'system' },
          operation: 'purge',
          action: 'change',
          subject: { kind, id },
        });
      removed += rows.length;
    }
    return removed;
  });
}

/** Opens the queue and, where asked, works it off. Several may run on one database. */
export async function startWorker(options: {
  readonly store: Store;
  readonly config: Config;
  readonly log: Log;
  readonly work: boolean;
}): Promise<Worker> {
  const { store, config, log, work } = options;
  const wake: Worker['wakeRuns'] = (tx, after) => jobs.send('playbooks', {}, { tx, after });
  const kinds = jobKinds({ store, config, log, wake, send: noticeSender(config, store) });
  const jobs = await openJobs(store, kinds, (message) => log.warn(message));
  if (work) {
    await jobs.work(kinds);
    await jobs.send('alarms', {});
    await jobs.send('playbooks', {});
    await jobs.send('evidence', {});
  }
  const recordEvidence: Worker['recordEvidence'] = (tx, organisation) =>
    jobs.send('evidence', { organisation }, { tx });
  return { waiting: jobs.waiting, wakeRuns: wake, recordEvidence, close: jobs.close };
}
