import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Account } from './account.ts';
import { barrier } from './reachable.ts';

/** Where a superuser's own data and everything an unprivileged account must reach live. */
const SYSTEM_FOLDER = '/var/lib/sonae';

/** Where data go when nobody says: a folder of the person, or of the system for the superuser. */
export function defaultDataFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (process.getuid?.() === 0) return SYSTEM_FOLDER;
  if (process.platform === 'win32' && env.LOCALAPPDATA) return path.join(env.LOCALAPPDATA, 'sonae');
  return path.join(env.XDG_DATA_HOME || path.join(os.homedir(), '.local/share'), 'sonae');
}

/**
 * The folder of the database cluster that belongs to a data folder.
 *
 * Beside the data, unless the account PostgreSQL runs under cannot get there (the superuser's home, a private temporary
 * folder): then in the system's folder under a chance name, which a pointer beside the data remembers.
 */
export function clusterFolder(data: string, account: Account | undefined): string {
  mkdirSync(data, { recursive: true, mode: account ? 0o711 : 0o700 });
  const pointer = path.join(data, 'postgres.location');
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  if (barrier(data, account) === data) chmodSync(data, 0o711);
  if (barrier(data, account) === undefined) return path.join(data, 'postgres');
  const elsewhere = path.join(SYSTEM_FOLDER, 'clusters', randomBytes(8).toString('hex'), 'postgres');
  mkdirSync(path.dirname(elsewhere), { recursive: true, mode: 0o711 });
  try {
    writeFileSync(pointer, elsewhere, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(pointer, 'utf8').trim();
  }
  return elsewhere;
}
