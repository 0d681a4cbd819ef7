// A house with 1,000 open cases and 10,000 clocks in the embedded database: how long it takes to ring what is due and to open
// the board. The clocks are those that the duties of a real case make, copied; the board is asked for over HTTP, as a browser does.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../apps/server/src/config.ts';
import { createLog } from '../apps/server/src/log.ts';
import { startServer } from '../apps/server/src/server.ts';
import { createClient } from '../packages/operations/src/client.ts';
import { sweepClocks } from '../packages/operations/src/incident/sweep.ts';

export const about = 'cases: 1,000 open cases with 10,000 clocks; ringing all that is due, opening the board';

const CASES = 1_000;
const CLOCKS_OF_A_CASE = 10;
const ROUNDS = 7;
const HOUR_MS = 3_600_000;

export async function run({ note, args }) {
  const cases = Number(args[0] ?? CASES);
  const data = mkdtempSync(path.join(os.tmpdir(), 'sonae-cases-'));
  const { config } = readConfig({ SONAE_DATA: data, SONAE_PORT: '0', SONAE_DEMO: '1', SONAE_WORKER: '0' });
  const house = await startServer({ config, version: '0', log: createLog('error') });
  try {
    const client = createClient({ url: house.url });
    const clocks = await fill(house.store, client, cases);
    const sweeps = await sweepTimes(house.store);
    const board = await times(() => client.cases.board());
    const whole = await times(() => client.cases.board({ most: clocks }));
    const list = await times(() => client.cases.list());
    const one = await times(async () => {
      const [{ id }] = (await client.cases.list()).cases;
      await client.cases.get({ case: id });
    });
    const found = {
      cases,
      clocks,
      sweeps,
      board: board.ms,
      wholeBoard: whole.ms,
      list: list.ms,
      one: one.ms,
    };
    note(JSON.stringify(found));
    return {
      ...found,
      figures: [
        ...Object.entries(sweeps).map(([name, { ms }]) => ({ name: `sweep, ${name}`, ms })),
        { name: 'board, the next 200 clocks', ms: board.ms },
        { name: 'board, all clocks', ms: whole.ms },
        { name: 'list of cases', ms: list.ms },
        { name: 'list, then one case', ms: one.ms },
      ],
    };
  } finally {
    await house.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** One real case, copied until there are so many. */
async function fill(store, client, cases) {
  const learnedAt = new Date();
  const { id } = await client.cases.open({ name: '元の事案', learnedAt });
  await client.cases.facts({
    case: id,
    facts: [
      { key: 'sensitive', value: true },
      { key: 'persons', value: 1_200 },
      { key: 'jurisdictions', value: ['JP', 'EU', 'KR', 'SG', 'GB'] },
      { key: 'sectors', value: ['telecom', 'finance', 'listed', 'pmark'] },
      {
        key: 'contracts',
        value: [
          { id: 'a', noticeHours: 24 },
          { id: 'b', noticeDays: 3 },
        ],
      },
      { key: 'policies', value: [{ id: 'main', noticeDays: 30 }] },
    ],
  });
  return store.run('system', async ({ $client }) => {
    const of = [id, CLOCKS_OF_A_CASE];
    const { rows: mine } = await $client.query(
      `select duty from sonae.clocks where case_id = $1 and state <> 'optional' order by due, duty limit $2`,
      of,
    );
    if (mine.length < CLOCKS_OF_A_CASE) throw new Error(`the case has only ${mine.length} clocks`);
    await $client.query('delete from sonae.clocks where case_id = $1 and not duty = any($2)', [
      id,
      mine.map(({ duty }) => duty),
    ]);
    await $client.query(
      `insert into sonae.cases (organisation_id, name, version, opened_at)
       select organisation_id, '事案 ' || n, version, opened_at - n * interval '1 minute'
       from sonae.cases, generate_series(1, $2::int - 1) n where id = $1`,
      [id, cases],
    );
    await $client.query(
      `insert into sonae.case_entries (organisation_id, case_id, index, at, written_by, event)
       select e.organisation_id, c.id, e.index, e.at, e.written_by, e.event
       from sonae.case_entries e, sonae.cases c where e.case_id = $1 and c.id <> $1`,
      [id],
    );
    await $client.query(
      `insert into sonae.clocks (organisation_id, case_id, duty, state, title, basis, started_at, due, next_at)
       select k.organisation_id, c.id, k.duty, 'due', k.title, k.basis, k.started_at, k.due, k.next_at
       from sonae.clocks k, sonae.cases c where k.case_id = $1 and c.id <> $1`,
      [id],
    );
    await $client.query('analyze');
    const { rows } = await $client.query('select count(*)::int as n from sonae.clocks');
    return rows[0].n;
  });
}

/**
 * The first alarm of every clock at once; those of an hour in which a hundredth is due; and a minute in which nothing is. Each
 * round begins with a table made anew.
 */
async function sweepTimes(store) {
  const sql = (text) => store.run('system', ({ $client }) => $client.query(text));
  const now = new Date();
  const due = async (share) => {
    await sql('delete from sonae.alarms');
    // Clocks of ten hours that began six hours ago: half is past and due to ring, the next stage is not.
    await sql(
      `update sonae.clocks c set
         started_at = now() - interval '6 hours', due = now() + interval '4.5 hours',
         next_at = case when abs(hashtext(c.case_id::text || c.duty)) % 1000 < ${share * 1_000}
           then now() - interval '45 minutes' else now() + interval '1 day' end`,
    );
    await sql('analyze sonae.clocks');
  };
  const sweeps = {};
  for (const [name, share] of [
    ['all due', 1],
    ['1 % due', 0.01],
    ['nothing due', 0],
  ]) {
    let rung = 0;
    const { ms } = await times(
      async () => {
        ({ rung } = await sweepClocks(store, new Date(now.getTime() + HOUR_MS / 60), async () => {}));
      },
      () => due(share),
    );
    sweeps[name] = { ms, rung };
  }
  return sweeps;
}

/** Median of several rounds; `before` is not counted. */
async function times(work, before = async () => {}) {
  const all = [];
  for (let round = 0; round < ROUNDS; round++) {
    await before();
    const began = performance.now();
    await work();
    all.push(performance.now() - began);
  }
  const sorted = all.toSorted((a, b) => a - b);
  return { ms: Math.round(sorted[Math.floor(ROUNDS / 2)]), worst: Math.round(sorted.at(-1)) };
}
