import { type Declaration, readDeclaration, readTagText } from './declaration.ts';
import { type BagInfo, infoValues, readInfo, readOxum } from './info.ts';
import { ALGORITHMS, type Manifest, type ManifestLine, manifestName, readManifest } from './manifest.ts';
import { decodePath, isSystemFile, plainPath, unsafePath } from './paths.ts';
import { type BagVerdict, newReport, type Report } from './problem.ts';

/** A bag as the verifier sees it: every file with its length, relative to the bag, with `/`. */
export type BagFiles = {
  readonly sizes: ReadonlyMap<string, number>;
  /** Whether the folder `data` exists, be it empty. */
  readonly hasData: boolean;
  /** Links and devices: they are followed by nobody. */
  readonly special: readonly string[];
  read(path: string): Promise<Uint8Array>;
  /** Digests of a file by the platform's names, in lower-case hexadecimal, in one pass. */
  digest(path: string, algorithms: readonly string[]): Promise<readonly string[]>;
};

/** What was read on the way, for whoever goes on (the evidence in the bag is checked by the bundle). */
export type ReadBag = {
  readonly declaration: Declaration;
  readonly manifests: readonly Manifest[];
  readonly info: BagInfo;
};

/** Verifies a bag of version 0.93 to 1.0 (RFC 8493 §3). Every problem is reported, not only the first. */
export async function verifyBag(files: BagFiles): Promise<BagVerdict & { readonly bag?: ReadBag }> {
  const report = newReport();
  const bag = await readBag(files, report);
  if (bag) {
    const present = await checkPresence(files, bag, report);
    await checkDigests(files, bag, present, report);
    checkOxum(files, bag, present, report);
  }
  return { ...report.verdict(), bag };
}

async function readBag(files: BagFiles, report: Report): Promise<ReadBag | undefined> {
  for (const path of files.special)
    report.error('bag.special-file', path, 'is a link or a device, not a file');
  if (!files.sizes.has('bagit.txt')) {
    report.error('bag.no-declaration', 'bagit.txt', 'there is no bagit.txt');
    return undefined;
  }
  if (!files.hasData) report.error('bag.no-payload', 'data', 'there is no folder data');
  const declaration = readDeclaration(await files.read('bagit.txt'), report);
  if (!declaration) return undefined;
  const text = async (file: string) => {
    const found = readTagText(await files.read(file), declaration.encoding);
    if (found === undefined) report.error('bag.encoding', file, `is not ${declaration.encoding}`);
    return found;
  };
  const manifests: Manifest[] = [];
  for (const file of [...files.sizes.keys()].sort()) {
    if (!manifestName(file)) continue;
    const found = await text(file);
    if (found !== undefined) manifests.push(readManifest(file, found, declaration.major, report));
  }
  for (const { file, algorithm } of manifests)
    if (!ALGORITHMS[algorithm])
      report.warn('bag.unknown-digest', file, `the digest ${algorithm} is not known`);
  if (!manifests.some(({ kind, algorithm }) => kind === 'payload' && ALGORITHMS[algorithm]))
    report.error(
      'bag.no-manifest',
      'manifest-sha512.txt',
      'there is no payload manifest with a known digest',
    );
  const infoFile = declaration.major === 0 && declaration.minor < 96 ? 'package-info.txt' : 'bag-info.txt';
  const infoText = files.sizes.has(infoFile) ? await text(infoFile) : undefined;
  const info = infoText === undefined ? [] : readInfo(infoFile, infoText, declaration.major, report);
  const fetch = files.sizes.has('fetch.txt') ? await text('fetch.txt') : undefined;
  const bag = { declaration, manifests, info };
  if (fetch !== undefined) checkFetch(fetch, bag, report);
  return bag;
}

/** `fetch.txt` names what lies elsewhere. Nothing is fetched: a file that is not here is missing. */
function checkFetch(text: string, { declaration, manifests }: ReadBag, report: Report): void {
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue;
    const [match, , , name] = /^(\S+)[ \t]+(\d+|-)[ \t]+(.+)$/.exec(line) ?? [];
    if (match === undefined) {
      report.error('bag.fetch-line', 'fetch.txt', `line ${i + 1} is not "URL length path"`);
      continue;
    }
    const unsafe = unsafePath(name) ?? unsafePath(decodePath(name, declaration.major));
    const path = plainPath(name);
    if (unsafe) report.error('bag.unsafe-path', 'fetch.txt', `line ${i + 1}: ${name} ${unsafe}`);
    else if (!path.startsWith('data/'))
      report.error('bag.not-payload', 'fetch.txt', `line ${i + 1}: ${name} is not in data/`);
    else if (!manifests.some(({ kind, lines }) => kind === 'payload' && lines.has(path)))
      report.error('bag.fetch-unlisted', 'fetch.txt', `line ${i + 1}: ${name} is in no manifest`);
  }
}

/** Where the file of a manifest line really is; undefined where it is missing or excused. */
type Present = ReadonlyMap<ManifestLine, string>;

/** Complete (§3): everything listed is there, every payload file is listed. */
async function checkPresence(
  files: BagFiles,
  { declaration, manifests }: ReadBag,
  report: Report,
): Promise<Present> {
  const { major } = declaration;
  const present = new Map<ManifestLine, string>();
  const normal = new Map([...files.sizes.keys()].map((path) => [path.normalize('NFC'), path]));
  for (const manifest of manifests)
    for (const line of manifest.lines.values()) {
      const found = findFile(files, normal, line, major, manifest, report);
      if (found !== undefined) present.set(line, found);
    }
  const payload = manifests.filter(({ kind, algorithm }) => kind === 'payload' && ALGORITHMS[algorithm]);
  const listed = payload.map(
    (manifest) => new Set([...manifest.lines.values()].flatMap((line) => present.get(line) ?? [])),
  );
  const folded = new Map<string, string>();
  for (const path of files.sizes.keys()) {
    if (!path.startsWith('data/')) continue;
    const key = path.normalize('NFC').toLowerCase();
    const twin = folded.get(key);
    if (twin !== undefined)
      report.warn(
        'bag.case',
        path,
        `cannot lie beside ${twin} on every system: only case or Unicode form differ`,
      );
    folded.set(key, path);
    const missing = payload.filter((_, i) => !listed[i].has(path));
    if (missing.length === payload.length) {
      if (payload.length > 0) report.error('bag.not-listed', path, 'is in no payload manifest');
    } else if (missing.length > 0) {
      const message = `is missing in ${missing.map(({ file }) => file).join(', ')}`;
      // Drafts let each manifest list a part; 1.0 wants every file in every one.
      if (major >= 1) report.error('bag.not-in-every-manifest', path, message);
      else report.warn('bag.not-in-every-manifest', path, message);
    }
    if (isSystemFile(path)) report.warn('bag.system-file', path, 'was left behind by an operating system');
  }
  return present;
}

function findFile(
  files: BagFiles,
  normal: ReadonlyMap<string, string>,
  line: ManifestLine,
  major: number,
  manifest: Manifest,
  report: Report,
): string | undefined {
  const decoded = decodePath(line.path, major);
  const candidates = major >= 1 ? [decoded, line.path] : [line.path, decoded];
  const exact = candidates.find((path) => files.sizes.has(path));
  if (exact !== undefined) {
    if (exact !== candidates[0])
      report.warn('bag.path-encoding', line.path, 'is not percent-encoded as its version asks');
    return exact;
  }
  const same = normal.get(candidates[0].normalize('NFC'));
  if (same !== undefined) {
    report.warn(
      'bag.normalisation',
      line.path,
      'is written in another Unicode form than the name of the file',
    );
    return same;
  }
  if (isSystemFile(line.path) && isDigestOfNothing(line.digest, manifest.algorithm)) {
    report.warn('bag.system-file', line.path, 'is an empty file of an operating system and is missing');
    return undefined;
  }
  const twin = [...manifest.lines.values()].find(
    (other) =>
      other !== line &&
      other.digest === line.digest &&
      other.path.toLowerCase() === line.path.toLowerCase() &&
      files.sizes.has(other.path),
  );
  if (twin) {
    report.warn(
      'bag.case',
      line.path,
      `differs from ${twin.path} in upper and lower case only; one file holds both`,
    );
    return twin.path;
  }
  report.error('bag.missing', line.path, `is listed in ${manifest.file} and missing`);
  return undefined;
}

const NOTHING: Readonly<Record<string, string>> = {
  md5: 'd41d8cd98f00b204e9800998ecf8427e',
  sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  sha512:
    'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
};

function isDigestOfNothing(digest: string, algorithm: string): boolean {
  return NOTHING[algorithm] === digest;
}

/** Valid (§3): every file has the digests its manifests give. Each file is read once. */
async function checkDigests(files: BagFiles, bag: ReadBag, present: Present, report: Report): Promise<void> {
  const expected = new Map<string, Map<string, { digest: string; manifest: string }>>();
  for (const { file, algorithm, lines } of bag.manifests) {
    if (!ALGORITHMS[algorithm]) continue;
    for (const line of lines.values()) {
      const path = present.get(line);
      if (path === undefined) continue;
      const wanted = expected.get(path) ?? new Map();
      expected.set(path, wanted.set(algorithm, { digest: line.digest, manifest: file }));
    }
  }
  await Promise.all(
    [...expected].map(async ([path, wanted]) => {
      const algorithms = [...wanted.keys()];
      const digests = await files.digest(
        path,
        algorithms.map((algorithm) => ALGORITHMS[algorithm]!.name),
      );
      algorithms.forEach((algorithm, i) => {
        const { digest, manifest } = wanted.get(algorithm)!;
        if (digests[i] !== digest)
          report.error('bag.digest', path, `has ${algorithm} ${digests[i]}, ${manifest} says ${digest}`);
      });
    }),
  );
}

function checkOxum(files: BagFiles, { info, manifests }: ReadBag, present: Present, report: Report): void {
  const values = infoValues(info, 'Payload-Oxum');
  const file = 'bag-info.txt';
  if (values.length > 1) report.warn('bag.oxum', file, 'Payload-Oxum is given more than once');
  const payload = [...files.sizes].filter(([path]) => path.startsWith('data/'));
  const excused = new Set(
    manifests
      .filter(({ kind }) => kind === 'payload')
      .flatMap(({ lines }) => [...lines.values()])
      .filter((line) => !present.has(line) && isSystemFile(line.path))
      .map(({ path }) => path),
  );
  for (const value of values) {
    const oxum = readOxum(value);
    const bytes = payload.reduce((sum, [, size]) => sum + BigInt(size), 0n);
    const count = BigInt(payload.length);
    if (!oxum) report.error('bag.oxum', file, `Payload-Oxum ${value} is not "bytes.files"`);
    else if (oxum.bytes !== bytes || (oxum.files !== count && oxum.files !== count + BigInt(excused.size)))
      report.error('bag.oxum', file, `Payload-Oxum ${value}, found ${bytes}.${count}`);
  }
}
