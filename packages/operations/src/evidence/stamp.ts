import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Provider, ProviderLabel } from '@sonae/evidence';
import type { Stamped } from '@sonae/evidence/stamp';
import { type Outcome, outcome, Refused } from './problem.ts';
import { type Place, withStore } from './store.ts';

/** Signs a checkpoint over everything written, and has it stamped by the providers of the settings. */
export function stampEvidence(place: Place): Promise<Outcome<Stamped>> {
  return withStore(place, async (store) => {
    const { stampHead } = await import('@sonae/evidence/stamp');
    const { askAuthority } = await import('@sonae/adapters/tsa');
    return stampHead(store, askAuthority, (length) => new Uint8Array(randomBytes(length)), place.by);
  });
}

export type ProviderOrder = {
  readonly name: string;
  readonly url: string;
  readonly label: ProviderLabel;
  readonly ca: string;
  readonly policy?: string;
};

/** Adds a provider of timestamps to the settings, or replaces the one of that name. */
export function setProvider(
  place: Place,
  { ca, ...order }: ProviderOrder,
): Promise<Outcome<{ readonly providers: readonly Provider[] }>> {
  return withStore(place, async (store) => {
    const provider: Provider = { ...order, ca: await readFile(ca, 'utf8') };
    const others = store.settings.providers.filter(({ name }) => name !== provider.name);
    await store.changeSettings({ providers: [...others, provider] }, place.by);
    return { providers: store.settings.providers };
  });
}

/** Makes a test authority of openssl in a folder (社内). */
export function makeAuthority(
  folder: string,
): Promise<Outcome<{ readonly folder: string; readonly url: string; readonly ca: string }>> {
  return outcome(folder, async () => {
    const { makeTestAuthority } = await import('@sonae/adapters/tsa');
    const { url } = await makeTestAuthority(folder);
    return { folder, url, ca: `${folder}/ca.pem` };
  });
}

/** Asks a witness for its cosignature of the head, by HTTP. */
export function cosignEvidence(
  place: Place,
  url: string,
  vkey: string,
): Promise<Outcome<{ readonly size: number; readonly witness: string }>> {
  return withStore(place, async (store) => {
    const { consistencyProof, diskTiles, formatWitnessRequest, parseSignature, parseVkey } = await import(
      '@sonae/evidence'
    );
    const { askWitness } = await import('@sonae/adapters/witness');
    const witness = parseVkey(vkey);
    if (!witness) throw new Refused('evidence.malformed', `${vkey} is no vkey`);
    const head = await store.checkpoint();
    const size = Number(head.checkpoint.size);
    const ask = async (old: number) => {
      const proof = await consistencyProof(old, size, diskTiles(store.disk));
      return askWitness(url, formatWitnessRequest({ old: BigInt(old), proof, checkpoint: head.text }));
    };
    let answer = await ask(0);
    // A witness that has seen the log before says up to where.
    if (answer.status === 409) answer = await ask(Number(answer.body.trim()));
    const line = answer.body.split('\n').find((text) => text.startsWith(`— ${witness.name} `));
    const signature = line === undefined ? undefined : parseSignature(line);
    if (answer.status !== 200 || !signature)
      throw new Refused('evidence.refused', `the witness answered ${answer.status}: ${answer.body.trim()}`);
    await store.addCosignature(signature, witness);
    if (!store.settings.witnesses.includes(vkey))
      await store.changeSettings({ witnesses: [...store.settings.witnesses, vkey] }, place.by);
    const time = new Date(
      Number(new DataView(signature.bytes.buffer, signature.bytes.byteOffset).getBigUint64(0)) * 1000,
    ).toISOString();
    await store.record({
      kind: 'checkpoint.cosigned',
      by: place.by,
      body: { size, witness: witness.name, time },
    });
    return { size, witness: witness.name };
  });
}
