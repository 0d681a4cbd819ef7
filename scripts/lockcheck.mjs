// What npm does not check: that the lock file is complete for every platform, names no registry and belongs to the manifests,
// and that every version is exact. npm drops an unpublished platform package from the lock without a word, and `npm ci` then
// fails on the machine that needs it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LOCK = 'package-lock.json';
const EXACT = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/;
const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/**
 * @typedef {{ file: string, line: number, message: string }} Violation
 * @param {string} root
 * @returns {Violation[]}
 */
export function checkLock(root) {
  const text = readFileSync(path.join(root, LOCK), 'utf8');
  const packages = JSON.parse(text).packages;
  const manifests = readManifests(root);
  const report = (key, message) => ({
    file: LOCK,
    line: lineOf(text, `    ${JSON.stringify(key)}: {`),
    message,
  });
  return [
    ...missingPlatformParts(packages).map(({ key, message }) => report(key, message)),
    ...sources(packages).map(({ key, message }) => report(key, message)),
    ...manifests.flatMap((manifest) => [
      ...inexactVersions(manifest, manifests),
      ...drift(manifest, packages),
    ]),
  ];
}

/** Each optional dependency a package lists must itself be in the lock, whatever machine wrote it. */
function missingPlatformParts(packages) {
  return Object.entries(packages).flatMap(([key, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, wanted]) => {
      const found = resolve(packages, key, name);
      const who =
        key === ''
          ? 'the root package'
          : `${key.slice(key.lastIndexOf('node_modules/') + 13)} ${entry.version}`;
      if (found === undefined)
        return [{ key, message: `${who} wants ${name}@${wanted}, which is not in the lock` }];
      const isOther = EXACT.test(wanted) && !wanted.startsWith('npm:') && found.version !== wanted;
      return isOther
        ? [{ key, message: `${who} wants ${name}@${wanted}, the lock has ${found.version}` }]
        : [];
    }),
  );
}

/** The entry Node would find from the package at `key`: its own node_modules, then its parents'. */
function resolve(packages, key, name) {
  for (let from = key; ; from = from.slice(0, Math.max(from.lastIndexOf('/'), 0))) {
    const found = packages[from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`];
    if (found !== undefined || from === '') return found;
  }
}

/** Installable from any registry or mirror, and only what was locked. */
function sources(packages) {
  return Object.entries(packages).flatMap(([key, { resolved, integrity, link, inBundle }]) => {
    if (!key.includes('node_modules/') || link) return [];
    if (resolved !== undefined && !resolved.startsWith('file:')) {
      return [
        {
          key,
          message: `"resolved" names a host (${resolved}): install with omit-lockfile-registry-resolved=true`,
        },
      ];
    }
    return integrity || inBundle ? [] : [{ key, message: 'has no "integrity"' }];
  });
}

function inexactVersions({ file, text, manifest }, manifests) {
  return GROUPS.flatMap((group) =>
    Object.entries(manifest[group] ?? {}).flatMap(([name, version]) => {
      const ours = manifests.find((other) => other.manifest.name === name)?.manifest.version;
      const line = lineOf(text, `"${name}"`, text.indexOf(`"${group}"`));
      if (ours === undefined) {
        return EXACT.test(version)
          ? []
          : [{ file, line, message: `${name}: ${version} is not an exact version` }];
      }
      // Any other version of a name of ours would be fetched from a registry, from whoever owns the name there.
      return version === ours
        ? []
        : [{ file, line, message: `${name}: ${version}, but the workspace is at ${ours}` }];
    }),
  );
}

/** `npm ci` refuses a lock that does not match, and `npm test` installs only when the lock changed. */
function drift({ file, folder, manifest }, packages) {
  const same = (a, b) =>
    JSON.stringify(Object.entries(a ?? {}).sort()) === JSON.stringify(Object.entries(b ?? {}).sort());
  const differing = GROUPS.filter((group) => !same(manifest[group], packages[folder]?.[group]));
  if (differing.length === 0) return [];
  return [{ file, line: 1, message: `${differing.join(', ')} differ from ${LOCK}: run npm install` }];
}

function readManifests(root) {
  const read = (folder) => {
    const file = path.posix.join(folder, 'package.json');
    const text = readFileSync(path.join(root, file), 'utf8');
    return { file, folder, text, manifest: JSON.parse(text) };
  };
  const main = read('');
  const folders = (main.manifest.workspaces ?? []).flatMap((pattern) => {
    const parent = pattern.replace(/\/\*$/, '');
    if (parent === pattern) return [pattern];
    return existsSync(path.join(root, parent))
      ? readdirSync(path.join(root, parent))
          .sort()
          .map((name) => `${parent}/${name}`)
      : [];
  });
  return [main, ...folders.filter((folder) => existsSync(path.join(root, folder, 'package.json'))).map(read)];
}

function lineOf(text, needle, from = 0) {
  const at = text.indexOf(needle, Math.max(from, 0));
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = checkLock(path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..')));
  for (const { file, line, message } of violations) console.log(`${file}:${line}  ${message}`);
  if (violations.length > 0) process.exitCode = 1;
}
