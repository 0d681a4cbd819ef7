import { decodePath, plainPath, unsafePath } from './paths.ts';
import type { Report } from './problem.ts';

/** One line of a manifest. */
export type ManifestLine = { readonly path: string; readonly digest: string; readonly written: string };

export type Manifest = {
  readonly file: string;
  /** `sha256`, as the name of the file says. */
  readonly algorithm: string;
  readonly kind: 'payload' | 'tag';
  readonly lines: ReadonlyMap<string, ManifestLine>;
};

/** Digests by their name in manifests: the name of the platform's and the length in hexadecimal. */
export const ALGORITHMS: Readonly<
  Record<string, { readonly name: string; readonly hex: number } | undefined>
> = {
  md5: { name: 'md5', hex: 32 },
  sha1: { name: 'sha1', hex: 40 },
  sha224: { name: 'sha224', hex: 56 },
  sha256: { name: 'sha256', hex: 64 },
  sha384: { name: 'sha384', hex: 96 },
  sha512: { name: 'sha512', hex: 128 },
  sha3224: { name: 'sha3-224', hex: 56 },
  sha3256: { name: 'sha3-256', hex: 64 },
  sha3384: { name: 'sha3-384', hex: 96 },
  sha3512: { name: 'sha3-512', hex: 128 },
};

const NAME = /^(tag)?manifest-([A-Za-z0-9-]+)\.txt$/i;
/** Somebody who can choose both files can make two with one of these digests. */
const WEAK = new Set(['md5', 'sha1']);

/** Kind and algorithm of a manifest by its name, or undefined where the file is none. */
export function manifestName(file: string): { kind: Manifest['kind']; algorithm: string } | undefined {
  const [match, tag, algorithm] = NAME.exec(file) ?? [];
  if (match === undefined) return undefined;
  return { kind: tag ? 'tag' : 'payload', algorithm: algorithm.toLowerCase().replaceAll('-', '') };
}

/** Reads a manifest's lines: a digest, white space, a path. */
export function readManifest(file: string, text: string, major: number, report: Report): Manifest {
  const { kind, algorithm } = manifestName(file)!;
  const lines = new Map<string, ManifestLine>();
  if (WEAK.has(algorithm))
    report.warn('bag.weak-digest', file, `${algorithm} no longer protects against forgery`);
  const hex = ALGORITHMS[algorithm]?.hex;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue;
    const [match, written, name] = /^([0-9A-Fa-f]+)[ \t]+\*?(.+)$/.exec(line) ?? [];
    if (match === undefined || (hex !== undefined && written.length !== hex)) {
      report.error('bag.manifest-line', file, `line ${i + 1} is not a ${algorithm} digest and a path`);
      continue;
    }
    const unsafe = unsafePath(name) ?? unsafePath(decodePath(name, major));
    const path = plainPath(name);
    if (unsafe) report.error('bag.unsafe-path', file, `line ${i + 1}: ${name} ${unsafe}`);
    else if (kind === 'payload' && !path.startsWith('data/'))
      report.error('bag.not-payload', file, `line ${i + 1}: ${name} is not in data/`);
    else if (kind === 'tag' && path.startsWith('data/'))
      report.error('bag.not-tag-file', file, `line ${i + 1}: ${name} is payload`);
    else {
      if (name.startsWith('./'))
        report.warn('bag.relative-path', file, `line ${i + 1}: ${name} begins with ./`);
      add(lines, { path, digest: written.toLowerCase(), written: name }, file, major, report);
    }
  }
  return { file, algorithm, kind, lines };
}

function add(
  lines: Map<string, ManifestLine>,
  line: ManifestLine,
  file: string,
  major: number,
  report: Report,
): void {
  const before = lines.get(line.path);
  if (before && before.digest !== line.digest)
    report.error('bag.listed-twice', file, `${line.path} is listed with two digests`);
  else if (before && major >= 1) report.error('bag.listed-twice', file, `${line.path} is listed twice`);
  else if (before) report.warn('bag.listed-twice', file, `${line.path} is listed twice`);
  lines.set(line.path, line);
}
