import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

const run = promisify(execFile);

/** The superuser of the embedded cluster. Sonae itself works as {@link OWNER}, which row security binds. */
export const ADMIN = 'sonae_admin';
export const OWNER = 'sonae';

/** The password of both roles: made once, readable by whoever owns the data folder. */
export function clusterPassword(secretFile: string): string {
  if (!existsSync(secretFile)) {
    mkdirSync(path.dirname(secretFile), { recursive: true });
    try {
      writeFileSync(secretFile, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(secretFile, 'utf8').trim();
}

/**
 * Makes the cluster, aside and then in one step, so that two processes starting at once, or one that is killed, leave
 * either nothing or a whole cluster.
 */
export async function createCluster(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
  password: string,
): Promise<void> {
  if (existsSync(path.join(folder, 'PG_VERSION'))) return;
  const aside = `${folder}.new-${randomBytes(4).toString('hex')}`;
  const secret = `${aside}.secret`;
  mkdirSync(aside, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  if (account) for (const place of [aside, secret]) chownSync(place, account.uid, account.gid);
  try {
    const args = [
      ...['-D', aside, '-U', ADMIN, `--pwfile=${secret}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C', '--no-instructions'],
    ];
    await run(binaries.initdb, args, {
      cwd: aside,
      env: cleanEnvironment(),
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    renameSync(aside, folder);
  } catch (error) {
    if (existsSync(path.join(folder, 'PG_VERSION'))) return; // somebody else was first
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(`the database could not be created in ${folder}: ${stderr || message}`, { cause: error });
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(secret, { force: true });
  }
}

/** What PostgreSQL sees of the environment: nothing that steers it (PGDATA, PGPORT, …) and no secret. */
export function cleanEnvironment(): Record<string, string> {
  const { PATH = '', SystemRoot } = process.env;
  return { PATH, LC_ALL: 'C', TZ: 'UTC', ...(SystemRoot !== undefined && { SystemRoot }) };
}
