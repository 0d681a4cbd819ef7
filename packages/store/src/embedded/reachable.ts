import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account.ts';

/** The first folder on the way to `target` that the account may not pass; undefined where it gets through. */
export function barrier(target: string, account: Account | undefined): string | undefined {
  if (!account) return undefined;
  for (const folder of foldersTo(path.resolve(target))) {
    if (!existsSync(folder)) return undefined;
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return undefined;
}

/** `/`, `/a`, `/a/b` for `/a/b`. */
function foldersTo(target: string): string[] {
  const parent = path.dirname(target);
  return parent === target ? [target] : [...foldersTo(parent), target];
}
