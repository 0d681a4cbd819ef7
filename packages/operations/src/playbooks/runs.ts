import { caseRoom, runInputs } from '@sonae/incident/case';
import { openRun, type RunEvent, type RunState } from '@sonae/incident/playbook';
import { announce, type Store, schema, type Tx } from '@sonae/store';
import { and, asc, eq, isNotNull, lte } from 'drizzle-orm';
import { entriesOf } from '../incident/case-log.ts';
import { type Library, playbookFrom } from './library.ts';

const { playbookRuns: runs, playbookEvents: events } = schema;
export type RunRow = typeof runs.$inferSelect;

/** What a run has to do with beside its tables. */
export type RunWorld = {
  readonly tx: Tx;
  readonly now: Date;
  /** What a step may run; the run itself goes on with the document it keeps. */
  readonly library: Library;
  /** Wakes the run then, or a little later. The table is the truth: a lost call costs a minute. */
  readonly wake?: (tx: Tx, at: Date) => Promise<void>;
};

/** Who starts what, where. */
type Start = {
  readonly organisation: string;
  readonly case: string;
  readonly playbook: string;
  readonly by: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Of the device that asks: sent again, it is found. */
  readonly key?: string;
  readonly parent?: { readonly run: string; readonly effect: string };
};

/** Starts a playbook in a case; undefined where there is none of that key. All in the caller's transaction. */
export async function startRun(world: RunWorld, start: Start): Promise<string | undefined> {
  const shelved = world.library.get(start.playbook);
  if (!shelved) return undefined;
  const [row] = await world.tx
    .insert(runs)
    .values({
      organisationId: start.organisation,
      caseId: start.case,
      playbook: start.playbook,
      document: shelved.document,
      status: 'new',
      ...(start.parent && { parentId: start.parent.run, parentEffect: start.parent.effect }),
      startedBy: start.by,
      startedAt: world.now,
      updatedAt: world.now,
    })
    .returning();
  const { id: playbook, modified: version, variables } = shelved.playbook;
  const { by } = start;
  // What somebody says at the start counts for more than what the case knows.
  const known = runInputs(caseRoom(await entriesOf(world.tx, start.case)), variables.keys()).filter(
    ({ variable }) => !Object.hasOwn(start.inputs, variable),
  );
  const inputs = {
    ...Object.fromEntries(known.map(({ variable, value }) => [variable, value])),
    ...start.inputs,
  };
  const facts = Object.fromEntries(known.map(({ variable, fact }) => [variable, fact]));
  const at = world.now.getTime();
  await sendTo(world, row, { at, type: 'started', by, inputs, facts, playbook, version }, start.key);
  return row.id;
}

/**
 * Gives an event to a run and carries out what follows: the journal, playbooks it runs, those that wait for it. The caller's
 * transaction holds it all, so a crash leaves the run where it was or where it is. Says whether the event changed anything.
 */
export async function sendTo(world: RunWorld, row: RunRow, event: RunEvent, key?: string): Promise<boolean> {
  const { tx, now } = world;
  const playbook = await playbookFrom(row.document);
  let next = 0;
  let carried = key;
  /** Playbooks to run and answers to whoever waits: after this run has settled. */
  const after: (() => Promise<unknown>)[] = [];
  const run = await openRun(
    playbook,
    {
      read: async () => {
        const written = await eventsOf(tx, row.id);
        next = written.length;
        return written;
      },
      append: async (one) => {
        await tx.insert(events).values({
          organisationId: row.organisationId,
          runId: row.id,
          index: next++,
          event: one,
          ...(carried !== undefined && { key: carried }),
        });
        carried = undefined;
      },
    },
    async (effect) => {
      if (effect.kind === 'wake') await world.wake?.(tx, new Date(effect.at));
      if (effect.kind === 'run') after.push(() => runInside(world, row, effect));
      if (effect.kind === 'ended') {
        const { outcome, outputs } = effect;
        after.push(() => tellParent(world, row, outcome === 'done', outputs));
      }
    },
    () => now.getTime(),
  );
  const { ignored, state } = await run.send(event);
  await tx
    .update(runs)
    .set({ status: state.status, wakeAt: nextWake(state), updatedAt: now })
    .where(eq(runs.id, row.id));
  for (const work of after) await work();
  await announce(tx, { organisation: row.organisationId, kind: 'case', id: row.caseId });
  return ignored !== true;
}

export async function eventsOf(tx: Tx, run: string): Promise<RunEvent[]> {
  const rows = await tx.select().from(events).where(eq(events.runId, run)).orderBy(asc(events.index));
  return rows.map(({ event }) => event as RunEvent);
}

function nextWake({ open, status }: RunState): Date | null {
  const times = open.flatMap((effect) => (effect.kind === 'wake' ? [effect.at] : []));
  return status === 'running' && times.length > 0 ? new Date(Math.min(...times)) : null;
}

/** A step runs another playbook of the library, by its id. */
async function runInside(
  world: RunWorld,
  row: RunRow,
  { id, playbook, inputs }: { id: string; playbook: string; inputs: Readonly<Record<string, string>> },
): Promise<void> {
  const found = [...world.library.values()].find((one) => one.playbook.id === playbook);
  if (!found) return; // nobody has it: a person says how it went
  await startRun(world, {
    organisation: row.organisationId,
    case: row.caseId,
    playbook: found.key,
    by: row.startedBy,
    inputs,
    parent: { run: row.id, effect: id },
  });
}

async function tellParent(
  world: RunWorld,
  row: RunRow,
  ok: boolean,
  values: Readonly<Record<string, string>>,
) {
  if (row.parentId === null || row.parentEffect === null) return;
  const [parent] = await world.tx.select().from(runs).where(eq(runs.id, row.parentId));
  if (!parent) return;
  await sendTo(world, parent, {
    at: world.now.getTime(),
    type: 'returned',
    to: row.parentEffect,
    ok,
    values,
  });
}

/** Rings what is over in all organisations: delays, limits of time. Several servers may do it at once. */
export async function wakeRuns(
  store: Store,
  now: Date,
  library: Library,
  wake?: RunWorld['wake'],
): Promise<number> {
  return store.run('system', async (tx) => {
    const due = await tx
      .select()
      .from(runs)
      .where(and(isNotNull(runs.wakeAt), lte(runs.wakeAt, now)))
      .orderBy(runs.wakeAt)
      .limit(200)
      .for('update', { skipLocked: true });
    const { replay } = await import('@sonae/incident/playbook');
    for (const row of due) {
      const { open } = replay(await playbookFrom(row.document), await eventsOf(tx, row.id));
      for (const effect of open)
        if (effect.kind === 'wake' && effect.at <= now.getTime())
          await sendTo({ tx, now, library, wake }, row, { at: now.getTime(), type: 'rang', to: effect.id });
    }
    return due.length;
  });
}
