import { createHash } from 'node:crypto';
import type { Report } from '../bag/problem.ts';
import { fromUtf8, toHex } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import { allFiles, type Disk } from '../disk.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import type { VerifierKey } from '../log/note.ts';
import type { KeyWrapper } from '../ports.ts';
import { openVault, VAULT_FOLDER } from '../vault/vault.ts';
import type { State } from './state.ts';

/** A timestamp is renewed at least this long before its authority's certificate ends: half a year, to leave room for a lost order. */
const RENEW_BEFORE_MS = 183 * 86_400_000;

/** Everything the journal says the vault holds is there and is what it says; what was destroyed is gone. */
export async function checkVault(
  disk: Disk,
  state: State,
  wrapper: KeyWrapper | undefined,
  seen: Set<string>,
  report: Report,
): Promise<number> {
  const inVault = (await allFiles(disk, VAULT_FOLDER)).filter((path) => !path.startsWith('vault/incoming/'));
  const paths = (sha256: string) => [
    `vault/files/${sha256.slice(0, 2)}/${sha256}`,
    `vault/keys/${sha256.slice(0, 2)}/${sha256}.json`,
  ];
  for (const sha256 of state.vaulted) {
    const [file, key] = paths(sha256);
    const shredded = state.files.get(sha256)?.shredded ?? false;
    for (const path of [file, key]) {
      seen.add(path);
      const there = inVault.includes(path);
      if (there && shredded)
        report.error('vault.not-shredded', path, 'the journal says it was destroyed; rebuild finishes that');
      if (!there && !shredded) report.error('vault.missing', path, 'the journal says it is held');
    }
    if (!shredded && wrapper) await checkContent(disk, wrapper, sha256, state, file, report);
  }
  if (!wrapper && state.vaulted.size > 0)
    report.warn('vault.unopened', VAULT_FOLDER, 'without the master key the contents were not checked');
  return state.vaulted.size;
}

async function checkContent(
  disk: Disk,
  wrapper: KeyWrapper,
  sha256: string,
  state: State,
  path: string,
  report: Report,
): Promise<void> {
  const vault = openVault(disk, wrapper, () => new Uint8Array(0));
  const sha512 = createHash('sha512');
  try {
    let size = 0;
    for await (const chunk of vault.get(sha256)) {
      sha512.update(chunk);
      size += chunk.length;
    }
    const stored = (await vault.stat(sha256))!;
    const known = state.files.get(sha256);
    const digest = toHex(sha512.digest());
    if (stored.size !== size || stored.sha512 !== digest)
      report.error('vault.key', path, 'its key file tells another size or digest');
    if (known && (known.size !== size || known.sha512 !== digest))
      report.error('vault.damaged', path, 'is not what the journal says');
    if (!(await vault.isInForm(sha256)))
      report.error('vault.key', path, 'its key file is not as it was written');
  } catch (error) {
    report.error('vault.damaged', path, (error as Error).message);
  }
}

/** Every token still verifies, over the checkpoint and against the roots that the journal names. */
export async function checkStamps(
  disk: Disk,
  state: State,
  keys: readonly VerifierKey[],
  now: number,
  seen: Set<string>,
  report: Report,
): Promise<number> {
  if (state.stamps.size === 0) return 0;
  const { certsOfPem, verifyTimestamp } = await import('../time/index.ts');
  let count = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const [size, stamps] of state.stamps)
    for (const { file, sha256, ca, genTime, expires } of stamps) {
      const [note, token, pem] = await Promise.all(
        ['note', 'tsr', 'pem'].map((ending) => {
          seen.add(`${file}.${ending}`);
          return disk.read(`${file}.${ending}`);
        }),
      );
      const path = `${file}.tsr`;
      count++;
      latest = Math.max(latest, Date.parse(expires ?? genTime));
      if (!note || !token || !pem) {
        report.error('time.missing', path, 'a file of the timestamp is missing');
        continue;
      }
      if (sha256Hex(token) !== sha256) report.error('time.token', path, 'is not the token the journal names');
      if (sha256Hex(pem) !== ca) report.error('time.roots', `${file}.pem`, 'is not what the journal names');
      if (openCheckpoint(fromUtf8(note) ?? '', keys)?.checkpoint.size !== BigInt(size))
        report.error('time.note', `${file}.note`, 'is not the checkpoint of its size');
      const verdict = await verifyTimestamp({ token, data: note, trusted: certsOfPem(fromUtf8(pem) ?? '') });
      for (const { code, message } of verdict.errors) report.error(code, path, message);
    }
  if (count > 0 && latest - now < RENEW_BEFORE_MS)
    report.warn(
      'time.renew',
      'time',
      `the last timestamp can be checked until ${new Date(latest).toISOString()}: stamp again`,
    );
  return count;
}
