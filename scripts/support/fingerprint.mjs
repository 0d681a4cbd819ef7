// What a set of files looks like: quickly (names, sizes, times) and truly (contents).
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Tests and editor leftovers never change what a build produces. */
const IGNORED = /\.test\.tsx?$|~$|\.swp$|^\.DS_Store$/;

/**
 * All files under the given paths (files or folders, relative to `root`), sorted. A path that does not exist counts as empty:
 * its appearance later changes the list.
 *
 * @param {string} root
 * @param {string[]} inputs
 * @returns {string[]} relative paths with `/`
 */
export function listFiles(root, inputs) {
  const found = [];
  const walk = (relative) => {
    for (const entry of readdirSync(path.join(root, relative), { withFileTypes: true })) {
      if (IGNORED.test(entry.name)) continue;
      const child = `${relative}/${entry.name}`;
      if (entry.isDirectory()) walk(child);
      else found.push(child);
    }
  };
  for (const input of inputs) {
    const stat = statSync(path.join(root, input), { throwIfNoEntry: false });
    if (stat?.isDirectory()) walk(input);
    else if (stat) found.push(input);
  }
  return found.sort();
}

const UNLESS_MISSING = { throwIfNoEntry: false };

// The coarsest clock a file system stamps files with (FAT: 2 s). A file changed this recently may change again unseen.
const CLOCK_STEP_MS = 2_000;

/** One line a file: name, size, time of modification. Equal text means nothing was touched. */
export function quickPrint(root, files) {
  let text = '';
  for (const file of files) {
    const stat = statSync(`${root}/${file}`, UNLESS_MISSING);
    text += `${file} ${stat?.size} ${stat?.mtimeMs}\n`;
  }
  return text;
}

/** Whether a quick print taken now may be trusted later: no file was touched within one step of the file system's clock. */
export function isSettled(root, files, now = Date.now()) {
  return files.every((file) => {
    const stat = statSync(`${root}/${file}`, UNLESS_MISSING);
    return stat !== undefined && now - stat.mtimeMs > CLOCK_STEP_MS;
  });
}

/** SHA-256 over the sorted names and contents. */
export async function contentHash(root, files) {
  // Loaded here only: hashing is not needed when the quick print says that nothing was touched.
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
