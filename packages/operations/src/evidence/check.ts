import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BagProblem, BundleVerdict, FsckVerdict } from '@sonae/evidence/check';
import { judgeVector } from '@sonae/evidence/log';
import type { TimestampProblem } from '@sonae/evidence/time';
import { type Outcome, outcome } from './problem.ts';
import type { Place } from './store.ts';

export type VerifyJson = {
  readonly valid: boolean;
  readonly errors: readonly BagProblem[];
  readonly warnings: readonly BagProblem[];
  /** What the evidence in the bag proves; null where it is a bag like any other. */
  readonly evidence: Omit<BundleVerdict, 'errors' | 'warnings'> | null;
};

/** Verifies a bag of any known version, and the evidence in it where it is one of ours. */
export function verifyBagFolder(
  folder: string,
  trusted: readonly string[] = [],
): Promise<Outcome<VerifyJson>> {
  return outcome(folder, async () => {
    const { isBundle, verifyBag, verifyBundle } = await import('@sonae/evidence/check');
    const { bagFolder } = await import('@sonae/evidence/files');
    const files = await bagFolder(folder);
    const { bag, ...verdict } = await verifyBag(files);
    if (!bag || !isBundle(files, bag)) return { ...verdict, evidence: null };
    const { errors, warnings, ...evidence } = await verifyBundle(files, bag, trusted);
    return {
      valid: verdict.valid && errors.length === 0,
      errors: [...verdict.errors, ...errors],
      warnings: [...verdict.warnings, ...warnings],
      evidence,
    };
  });
}

export type VectorsJson = {
  readonly cases: number;
  readonly passed: number;
  readonly failed: readonly string[];
};

/** Runs Merkle vectors (transparency-dev/merkle) from a folder. */
export function runVectors(folder: string): Promise<Outcome<VectorsJson>> {
  return outcome(folder, async () => {
    const files = await jsonBelow(folder);
    const failed: string[] = [];
    let cases = 0;
    for (const file of files) {
      const vector = judgeVector(new Uint8Array(await readFile(path.join(folder, file))));
      if (!vector) continue;
      cases++;
      if (vector.accepted === vector.wantErr) failed.push(file);
    }
    return { cases, passed: cases - failed.length, failed };
  });
}

async function jsonBelow(folder: string): Promise<string[]> {
  const { readdir } = await import('node:fs/promises');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

export type TimestampJson = {
  readonly valid: boolean;
  readonly genTime: string | null;
  readonly tsa: string | null;
  readonly policy: string | null;
  readonly serial: string | null;
  readonly expires: string | null;
  readonly errors: readonly TimestampProblem[];
};

/** Verifies an RFC 3161 answer or token for a file. */
export function verifyTimestampFile(
  token: string,
  data: string,
  ca: string,
): Promise<Outcome<TimestampJson>> {
  return outcome(token, async () => {
    const { certsOfPem, verifyTimestamp } = await import('@sonae/evidence/time');
    const { contentOf } = await import('@sonae/evidence/files');
    const trusted = certsOfPem(await readFile(ca, 'utf8'));
    await stat(data);
    const digest = async (algorithm: string) => {
      const hash = createHash(algorithm);
      for await (const chunk of contentOf(data)) hash.update(chunk);
      return new Uint8Array(hash.digest());
    };
    return verifyTimestamp({ token: new Uint8Array(await readFile(token)), data: { digest }, trusted });
  });
}

/** Checks everything in a store. */
export function fsckEvidence(place: Place): Promise<Outcome<FsckVerdict>> {
  return outcome(place.root, async () => {
    const { fsck } = await import('@sonae/evidence/check');
    const { nodeDisk, readMasterKey } = await import('@sonae/evidence/files');
    const { root, keyFile, env } = place;
    await stat(root);
    const wrapper = await readMasterKey({
      root,
      env,
      ...(keyFile === undefined ? {} : { file: keyFile }),
    }).catch(() => undefined);
    return fsck(nodeDisk(root), { now: Date.now(), ...(wrapper ? { wrapper } : {}) });
  });
}
