import { readFileSync } from 'node:fs';

/** An account of this machine. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

/** Accounts that exist on most machines and own nothing of worth, in order of preference. */
const UNPRIVILEGED = ['postgres', 'nobody'];

/**
 * The account to run PostgreSQL under, which refuses the superuser of the machine: one that is there already, none is made.
 * Undefined where this process is no superuser and simply runs it itself.
 */
export function unprivilegedAccount(passwd = '/etc/passwd'): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const rows = readFileSync(passwd, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of UNPRIVILEGED) {
    const row = rows.find(([found]) => found === name);
    const uid = Number(row?.[2]);
    if (row && Number.isInteger(uid) && uid > 0) return { name, uid, gid: Number(row[3]) };
  }
  throw new Error(
    `PostgreSQL does not run as the superuser, and there is no account ${UNPRIVILEGED.join(' or ')} to run it under`,
  );
}
