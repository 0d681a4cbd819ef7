// Turns packages/knowledge/data/*.yaml into the JSON modules the package imports. Prints every problem as
// file:line:column and writes nothing when there is one.
//
//   node scripts/build-knowledge.mjs [--if-stale] [--schemas] [--data <folder>] [--out <folder>]
//
// --if-stale  does nothing when the output was made from these very inputs
// --schemas   also writes packages/knowledge/schemas/*.schema.json, which are committed; format them afterwards
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hostRunsSonae, NODE_FLAGS, noNodeMessage, pinnedNode, ROOT } from './support/node.mjs';

const PACKAGE = path.join(ROOT, 'packages/knowledge');
const STAMP = 'manifest.json';

const { values: options } = parseArgs({
  options: {
    'if-stale': { type: 'boolean', default: false },
    schemas: { type: 'boolean', default: false },
    data: { type: 'string', default: path.join(PACKAGE, 'data') },
    out: { type: 'string', default: path.join(PACKAGE, 'build') },
  },
});

const inputs = hashInputs();
if (options['if-stale'] && inputs === stampedInputs()) process.exit(0);
process.exitCode = hostRunsSonae() ? await build() : rerun();

async function build() {
  const { bundle, jsonSchemas } = await import('../packages/knowledge/src/loader.ts');
  const { issues, modules } = bundle(new Map(dataFiles().map((file) => [file, readData(file)])));
  for (const issue of issues) console.error(printIssue(issue));
  if (!modules) return 1;
  mkdirSync(options.out, { recursive: true });
  for (const [name, data] of Object.entries(modules))
    write(path.join(options.out, `${name}.json`), JSON.stringify(data));
  // Last: whoever finds the stamp finds everything it stands for.
  write(path.join(options.out, STAMP), JSON.stringify({ inputs, modules: Object.keys(modules) }));
  if (options.schemas) {
    for (const [file, schema] of jsonSchemas()) {
      write(path.join(PACKAGE, 'schemas', file), `${JSON.stringify(schema, null, 2)}\n`);
    }
  }
  return 0;
}

/** The same once more on a Node that can run TypeScript. */
function rerun() {
  const node = pinnedNode();
  if (!node) {
    console.error(noNodeMessage());
    return 2;
  }
  const args = [...NODE_FLAGS, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  return spawnSync(node, args, { stdio: 'inherit' }).status ?? 1;
}

function dataFiles() {
  return readdirSync(options.data)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
}

function readData(file) {
  return readFileSync(path.join(options.data, file), 'utf8');
}

/** Data, the code that reads it, and this script: what the output depends on, but for the libraries. */
function hashInputs() {
  const hash = createHash('sha256');
  const add = (name, text) => hash.update(`${name}\0${text.length}\0${text}`);
  for (const file of dataFiles()) add(file, readData(file));
  for (const file of sourceFiles(path.join(PACKAGE, 'src'))) add(file, readFileSync(file, 'utf8'));
  add('script', readFileSync(fileURLToPath(import.meta.url), 'utf8'));
  return hash.digest('hex');
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function stampedInputs() {
  try {
    return JSON.parse(readFileSync(path.join(options.out, STAMP), 'utf8')).inputs;
  } catch {
    return undefined; // never built, or damaged: both mean build
  }
}

/** Beside the target, then renamed: a reader never sees half a file. */
function write(file, text) {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

function printIssue({ file, line, column, severity, code, path: at, message, hint }) {
  const place = `${path.relative(process.cwd(), path.join(options.data, file))}:${line}:${column}`;
  const where = at === '' ? '' : ` ${at}`;
  return `${place} ${severity} ${code}${where}\n  ${message.ja} ${hint.ja}\n  ${message.en} ${hint.en}`;
}
