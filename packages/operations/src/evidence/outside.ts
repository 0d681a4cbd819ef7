import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { HostLogs } from '@sonae/adapters/acquire';
import {
  type Added,
  addFile,
  addTestimony,
  formatVkey,
  fromBase64,
  signTestimony,
  speakerKey,
  toBase64,
} from '@sonae/evidence';
import { type Outcome, outcome, Refused } from './problem.ts';
import { type Place, withStore } from './store.ts';

/** What came from outside, as it stands in the journal. */
export type Acquired = Pick<Added, 'name' | 'sha256' | 'size' | 'index'>;

const shown = ({ name, sha256, size, index }: Added): Acquired => ({ name, sha256, size, index });

/** Acquires what stands at an address. */
export function addUrl(place: Place, url: string, of?: string): Promise<Outcome<Acquired>> {
  return withStore(place, async (store) => {
    const { acquireUrl } = await import('@sonae/adapters/acquire');
    const { content, name, source } = await acquireUrl(url);
    const custody = { what: '収集', how: 'HTTP GET', where: url, result: 'ok' };
    return shown(
      await addFile(store, content, {
        name,
        by: place.by,
        custody,
        source,
        ...(of === undefined ? {} : { case: of }),
      }),
    );
  });
}

/** Acquires logs of a host over ssh. */
export function addHostLogs(place: Place, logs: HostLogs, of?: string): Promise<Outcome<Acquired>> {
  return withStore(place, async (store) => {
    const { acquireHostLogs } = await import('@sonae/adapters/acquire');
    const { content, name, source, done } = acquireHostLogs(logs);
    // Content that was cut short is not taken for the whole: the end of ssh is waited for before the journal hears of it.
    async function* whole() {
      yield* content;
      await done;
    }
    const custody = {
      what: '収集',
      how: 'ssh, tar',
      where: `${logs.host}: ${logs.paths.join(' ')}`,
      result: 'ok',
    };
    return shown(
      await addFile(store, whole(), {
        name,
        by: place.by,
        custody,
        source,
        ...(of === undefined ? {} : { case: of }),
      }),
    );
  });
}

export type TestimonyOrder = {
  readonly speaker: string;
  readonly keyFile: string;
  readonly file: string;
  readonly case?: string;
};

/** Signs what somebody says with that person's own key (made where the file is absent) and takes it in. */
export function addSignedTestimony(
  place: Place,
  order: TestimonyOrder,
): Promise<Outcome<{ readonly index: number; readonly sha256: string; readonly vkey: string }>> {
  return withStore(place, async (store) => {
    const written = await readFile(order.keyFile, 'utf8').catch(() => undefined);
    const seed = written === undefined ? new Uint8Array(randomBytes(32)) : fromBase64(written.trim());
    if (seed?.length !== 32) throw new Refused('evidence.malformed', order.keyFile);
    if (written === undefined)
      await writeFile(order.keyFile, `${toBase64(seed)}\n`, { mode: 0o600, flag: 'wx' });
    const key = speakerKey(order.speaker, seed);
    const statement = await readFile(order.file, 'utf8');
    const text = signTestimony({ speaker: order.speaker, statement, at: new Date().toISOString() }, seed);
    const facts = { by: place.by, ...(order.case === undefined ? {} : { case: order.case }) };
    return { ...(await addTestimony(store, text, key, facts)), vkey: formatVkey(key) };
  });
}

/** Makes a witness in a folder, or lets it watch a log. */
export function setUpWitness(
  folder: string,
  order: { readonly name?: string; readonly watch?: string },
): Promise<Outcome<{ readonly vkey: string }>> {
  return outcome(folder, async () => {
    const { makeWitness, openWitness, watchLog } = await import('@sonae/adapters/witness');
    if (order.name !== undefined) await makeWitness(folder, order.name);
    if (order.watch !== undefined) await watchLog(folder, order.watch);
    return { vkey: (await openWitness(folder)).vkey };
  });
}

export type Serving = { readonly url: string; close(): Promise<void> };

/** Serves a witness, or the log of a store, by HTTP on this machine. */
export async function serve(
  what: 'witness' | 'log',
  folder: string,
  port: number,
  entries = false,
): Promise<Serving> {
  if (what === 'witness') return (await import('@sonae/adapters/witness')).serveWitness(folder, { port });
  return (await import('@sonae/adapters/log')).serveLog(folder, { port, entries });
}
