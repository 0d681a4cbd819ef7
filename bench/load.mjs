// Mixed reading and writing at a steady rate against a server of its own with the embedded database, as a browser would ask.
// Open loop: the next request does not wait for the last, so that a slow answer shows. Seconds in which the host took the
// processor from this machine (steal) are counted apart: `quiet` is all others after the first three, which warm up.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild, startChild } from '../apps/server/src/testing/crash.ts';
import { createClient } from '../packages/operations/src/client.ts';
import { clusterOf } from '../packages/store/src/testing/servers.ts';
import { familyMs, processorMs, stolenMs } from './support/processor.mjs';

export const about =
  'the server: mixed reading and writing at 200 requests a second for 60 s; latency, errors, memory';

const MOST_RATE = 200;
const SECONDS = 60;
const COMPANIES = 20;
const WARM_UP_SECONDS = 3;
/** Of the 2,000 ms that two processors have in a second, and what waits behind them is late for another second. */
const MOST_STOLEN_MS = 40;

export async function run({ note, args }) {
  const seconds = Number(args[0] ?? SECONDS);
  const rate = Number(args[1] ?? MOST_RATE);
  const data = mkdtempSync(path.join(os.tmpdir(), 'sonae-load-'));
  const child = await startChild(data, { SONAE_REQUESTS_PER_MINUTE: '10000000' });
  try {
    const client = createClient({ url: child.url });
    const works = await prepare(client);
    const memory = [await rss(child.url)];
    const times = [];
    /** Times of the requests of each second, and what was stolen in it. */
    const bySecond = [];
    const errors = new Map();
    let open = 0;
    const before = usage(child, data);
    const began = performance.now();
    for (let i = 0; i < rate * seconds; i++) {
      const due = began + (i * 1_000) / rate;
      const wait = due - performance.now();
      if (wait > 1) await sleep(wait);
      const work = works[i % works.length];
      const second = Math.floor(i / rate);
      bySecond[second] ??= { times: [], stolenBefore: stolenMs() };
      open++;
      work(i)
        .then(
          () => {
            const ms = performance.now() - due;
            times.push(ms);
            bySecond[second].times.push(ms);
          },
          (error) =>
            errors.set(error.code ?? error.message, (errors.get(error.code ?? error.message) ?? 0) + 1),
        )
        .finally(() => open--);
      if (i % (rate * 10) === rate * 10 - 1) memory.push(await rss(child.url));
    }
    while (open > 0) await sleep(10);
    const took = (performance.now() - began) / 1_000;
    const after = usage(child, data);
    const cpuMsPerRequest = Object.fromEntries(
      Object.entries(after).map(([who, ms]) => [who, round((ms - before[who]) / (rate * seconds), 2)]),
    );
    const stolen = bySecond.map(
      ({ stolenBefore }, i) => (bySecond[i + 1]?.stolenBefore ?? stolenMs()) - stolenBefore,
    );
    const isQuiet = (_, i) =>
      i >= WARM_UP_SECONDS && Math.max(stolen[i], stolen[i - 1], stolen[i - 2]) <= MOST_STOLEN_MS;
    const quiet = bySecond.filter(isQuiet);
    const all = quantilesOf(times);
    const found = {
      requests: rate * seconds,
      errors: Object.fromEntries(errors),
      perSecond: round(times.length / took, 1),
      ...all,
      quiet: { seconds: quiet.length, ...quantilesOf(quiet.flatMap((second) => second.times)) },
      stolenMs: stolen.reduce((sum, ms) => sum + ms, 0),
      memoryMB: memory,
      cpuMsPerRequest,
    };
    note(JSON.stringify(found));
    return {
      ...found,
      figures: ['p50', 'p95', 'p99'].map((name) => ({ name: `load ${name}`, ms: found[name] })),
    };
  } finally {
    await endChild(child);
    rmSync(data, { recursive: true, force: true });
  }
}

/** The mix: seven of ten read; each company has one writer, whose requests follow each other. */
async function prepare(client) {
  const owned = [];
  for (let i = 0; i < COMPANIES; i++) {
    const document = { sonae: 'company/1', taxBasis: 'excluded', organisation: { name: `会社${i}` } };
    const { id } = await client.companies.create({ document });
    owned.push({ id, document, last: Promise.resolve(1) });
  }
  const { companies } = await client.companies.list();
  const retailer = companies.find(({ name }) => name.includes('あさひ')).id;
  const any = (i) => owned[i % COMPANIES];
  const write = (i) => {
    const mine = any(i);
    const next = mine.last.then(async (version) => {
      const document = {
        ...mine.document,
        organisation: { ...mine.document.organisation, staff: (i % 9_000) + 1 },
      };
      return (await client.companies.put({ company: mine.id, version, document })).version;
    });
    mine.last = next.catch(() => mine.last);
    return next;
  };
  return [
    () => client.session.me(),
    () => client.companies.list(),
    () => client.companies.get({ company: retailer }),
    write,
    () => client.companies.inputs({ company: retailer }),
    () => client.settings.get(),
    (i) => client.variants.create({ company: any(i).id, name: '案', changes: [{ path: 'staff', value: i }] }),
    () => client.policies.list(),
    (i) => client.companies.get({ company: any(i).id }),
    write,
  ];
}

/** Who has used how much of the processor so far: the server, its database, and we who ask. */
function usage(child, data) {
  const { user, system } = process.cpuUsage();
  return {
    server: processorMs(child.process.pid),
    database: familyMs(clusterOf(data)?.pid),
    asking: (user + system) / 1_000,
  };
}

function quantilesOf(given) {
  const times = given.toSorted((a, b) => a - b);
  const at = (share) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0, 1);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

const round = (value, places) => Math.round(value * 10 ** places) / 10 ** places;

async function rss(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Math.round(Number(/^sonae_memory_bytes (\d+)$/m.exec(text)[1]) / 1024 / 1024);
}
