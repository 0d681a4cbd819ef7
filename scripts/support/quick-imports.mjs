// For each of the 700 files a command may load, Node looks on the disk where it lies and in what scope, and reads the `exports`
// of a package anew each time: a third of the time to the first line of a command, 0.8 s of the processor with drizzle-orm.
// Most of it needs no asking: our sources and the packages below name their files in full and are ES modules throughout, and
// a package of this house is the same whoever asks for it.
//
// Goes when Node keeps what it has read (seen in 24.21: package_json_reader, `get exports`).
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ROOT } from './node.mjs';

const LIBRARIES = /\/node_modules\/(?:drizzle-orm|zod|@bufbuild\/(?:protobuf|cel|cel-spec|re2))\//;
const HOUSE = `${pathToFileURL(ROOT).href}/`;

/** What `@sonae/…` was found to be. */
const found = new Map();

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '', conditions } = context;
    const quick = specifier.startsWith('.') && conditions.includes('import');
    const format = quick ? formatOf(specifier, parentURL) : undefined;
    if (format) return { url: new URL(specifier, parentURL).href, format, shortCircuit: true };
    if (!specifier.startsWith('@sonae/')) return next(specifier, context);
    const known = found.get(specifier) ?? { ...next(specifier, context), shortCircuit: true };
    found.set(specifier, known);
    return known;
  },
});

/** The format of a file named in full beside its parent, if that can be told without asking the disk. */
function formatOf(specifier, parentURL) {
  if (specifier.endsWith('.ts')) return isOurs(parentURL) ? 'module-typescript' : undefined;
  return specifier.endsWith('.js') && LIBRARIES.test(parentURL) ? 'module' : undefined;
}

const isOurs = (url) => url.startsWith(HOUSE) && !url.includes('/node_modules/');
