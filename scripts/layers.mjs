// Keeps the house of docs/architecture in order: who imports whom, what each package.json must list, and that the packages
// above `store` touch no file, network, clock or chance on their own. Prints every violation as file:line.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ALLOWED,
  APP_IMPORTS,
  NOT_FOR_BROWSERS,
  PACKAGE_ORDER,
  PURE_UNTIL,
  SIDE_EFFECTS,
  TOOLS_MAY_REACH,
} from './layers.config.mjs';
import { findImports, findStrings, lineAt, maskSource } from './support/source.mjs';

const SCOPE = '@sonae/';

/**
 * @typedef {{ file: string, line: number, message: string }} Violation
 * @param {string} root folder that holds packages/ and apps/
 * @returns {Violation[]} sorted by place
 */
export function checkLayers(root) {
  const shared = Object.keys(readJson(root, 'package.json').devDependencies ?? {});
  const violations = ['packages', 'apps'].flatMap((group) =>
    folders(path.join(root, group)).flatMap((name) => checkPackage(root, `${group}/${name}`, name, shared)),
  );
  return violations.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function checkPackage(root, folder, name, shared) {
  const manifestFile = `${folder}/package.json`;
  const isApp = folder.startsWith('apps/');
  const known = isApp ? Object.hasOwn(APP_IMPORTS, name) : PACKAGE_ORDER.includes(name);
  if (!known)
    return [
      {
        file: manifestFile,
        line: 1,
        message: `${name} has no place in the order (scripts/layers.config.mjs)`,
      },
    ];
  const manifest = readJson(root, manifestFile);
  const sources = sourceFiles(root, folder).map((file) => readSource(root, file, folder));
  return [
    ...(manifest.name === SCOPE + name
      ? []
      : [{ file: manifestFile, line: 1, message: `must be named ${SCOPE}${name}` }]),
    ...sources.flatMap((source) => checkImports(source, folder, name, isApp)),
    ...sources.flatMap((source) =>
      isPure(name, isApp) && source.role === 'source' ? checkSideEffects(source) : [],
    ),
    ...checkDependencies(root, manifestFile, manifest, sources, shared),
  ];
}

/** Order between packages, and no way around it by a relative path. */
function checkImports(source, folder, name, isApp) {
  return source.imports.flatMap(({ specifier, line }) => {
    const report = (message) => [{ file: source.file, line, message }];
    if (specifier.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(source.file), specifier);
      const inside = target.startsWith(`${folder}/`);
      const reachable = source.role !== 'source' && TOOLS_MAY_REACH.some((dir) => target.startsWith(dir));
      return inside || reachable
        ? []
        : report(`${specifier} leaves ${folder}: import through the package name`);
    }
    if (!specifier.startsWith(SCOPE)) return [];
    const imported = specifier.slice(SCOPE.length).split('/')[0];
    if (imported === name) return report(`${specifier}: a package does not import itself by name`);
    if (isApp && APP_IMPORTS[name].includes(imported)) return [];
    if (!PACKAGE_ORDER.includes(imported)) return report(`${name} may not import ${specifier}`);
    const stays = name === 'web' && source.role === 'source' && !isTypeImport(source.masked, line);
    if (stays && NOT_FOR_BROWSERS.some((pattern) => pattern.test(specifier)))
      return report(`${specifier} cannot run in a browser`);
    if (isApp || PACKAGE_ORDER.indexOf(imported) < PACKAGE_ORDER.indexOf(name)) return [];
    return report(`${name} may not import ${specifier}: ${imported} comes after ${name}`);
  });
}

/** Whether the statement that ends on this line imports types alone. */
function isTypeImport(masked, line) {
  const until = masked.split('\n').slice(0, line).join('\n');
  return /^\s*(import|export)\s+type\b/.test(
    until.slice(until.search(/\b(import|export)\b(?![\s\S]*\b(import|export)\b)/)),
  );
}

const isPure = (name, isApp) => !isApp && PACKAGE_ORDER.indexOf(name) < PACKAGE_ORDER.indexOf(PURE_UNTIL);

/** The outside world reached directly instead of through a port. */
function checkSideEffects(source) {
  const builtins = source.imports
    .filter(({ specifier }) => isBuiltin(specifier))
    .map(({ specifier, line }) => ({ what: `node:${specifier.replace(/^node:/, '')}`, line }));
  const globals = SIDE_EFFECTS.flatMap(({ what, pattern }) =>
    [...source.masked.matchAll(pattern)].map((match) => ({ what, line: lineAt(source.text, match.index) })),
  );
  const allowed = ALLOWED.filter(
    ({ file }) => source.file === file || (file.endsWith('/') && source.file.startsWith(file)),
  );
  return [...builtins, ...globals]
    .filter(({ what }) => !allowed.some(({ uses }) => uses.includes(what)))
    .map(({ what, line }) => ({
      file: source.file,
      line,
      message: `${what}: packages before ${PURE_UNTIL} get it passed in`,
    }));
}

/** `dependencies` list what runs, exactly; tests and tools may also use the root's devDependencies. */
function checkDependencies(root, manifestFile, manifest, sources, shared) {
  const listed = Object.keys(manifest.dependencies ?? {});
  const forTools = [...listed, ...Object.keys(manifest.devDependencies ?? {}), ...shared];
  const missing = sources.flatMap(({ file, role, imports }) =>
    imports.flatMap(({ specifier, line }) => {
      const name = packageName(specifier);
      if (name === undefined || (role === 'tool' ? forTools : listed).includes(name)) return [];
      if (name === manifest.name) return []; // reported as an import of itself
      return [{ file, line, message: `${name} is missing in the dependencies of ${manifestFile}` }];
    }),
  );
  const running = sources.filter(({ role }) => role !== 'tool');
  // A font or a binary is named in a string and never imported.
  const isUsed = (name) =>
    running.some(({ strings }) => strings.some((text) => text === name || text.startsWith(`${name}/`)));
  if (!running.some(({ role }) => role === 'source')) return missing; // a place kept for a package not written yet
  const text = readFileSync(path.join(root, manifestFile), 'utf8');
  const unused = listed
    .filter((name) => !isUsed(name))
    .map((name) => ({
      file: manifestFile,
      line: lineAt(text, text.indexOf(`"${name}"`, text.indexOf('"dependencies"'))),
      message: `${name} is listed but nothing in ${path.posix.dirname(manifestFile)} imports it`,
    }));
  return [...missing, ...unused];
}

/** Name of the npm package a specifier belongs to; undefined for files, Node's own modules, `#…` and `virtual:…`. */
function packageName(specifier) {
  if (/^[.#/]/.test(specifier) || specifier.includes(':') || isBuiltin(specifier)) return undefined;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Role: `source` runs as part of the package, `bin` starts it, `tool` is a test, a script or a configuration. */
function readSource(root, file, folder) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const masked = maskSource(text);
  const inside = file.slice(folder.length + 1);
  const isTest = /\.(test|bench)\.\w+$|(^|\/)(test|tests|testing)\//.test(inside);
  const role = inside.startsWith('bin/') ? 'bin' : inside.startsWith('src/') && !isTest ? 'source' : 'tool';
  return { file, text, masked, role, imports: findImports(text, masked), strings: findStrings(text, masked) };
}

function sourceFiles(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    // assembly/ is AssemblyScript: another language, compiled on its own.
    if (entry.isDirectory())
      return /^(node_modules|build|dist|assembly|\..*)$/.test(entry.name) ? [] : sourceFiles(root, file);
    return /\.[cm]?[jt]sx?$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name) ? [file] : [];
  });
}

function folders(parent) {
  if (!existsSync(parent)) return [];
  const names = readdirSync(parent).sort();
  return names.filter((name) => existsSync(path.join(parent, name, 'package.json')));
}

const readJson = (root, file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = checkLayers(path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..')));
  for (const { file, line, message } of violations) console.log(`${file}:${line}  ${message}`);
  if (violations.length > 0) process.exitCode = 1;
}
