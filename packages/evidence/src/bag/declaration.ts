import { fromUtf8 } from '../bytes.ts';
import type { Report } from './problem.ts';

/** What `bagit.txt` says. */
export type Declaration = {
  readonly major: number;
  readonly minor: number;
  /** How the other tag files are written, as TextDecoder names it. */
  readonly encoding: string;
};

/** The versions this verifier knows: 0.93 to 0.97 of the drafts, 1.0 of RFC 8493. */
const KNOWN = new Set(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0']);
const VERSION = /^BagIt-Version: (\d+)\.(\d+)$/;
const ENCODING = /^Tag-File-Character-Encoding: (\S+)$/;
/** Drafts were lax about the space around the colon. */
const LAX_VERSION = /^\s*BagIt-Version\s*:\s*(\d+)\.(\d+)\s*$/i;
const LAX_ENCODING = /^\s*Tag-File-Character-Encoding\s*:\s*(\S+)\s*$/i;

/** Reads `bagit.txt`: two lines in UTF-8 without a byte order mark (RFC 8493 §2.1.1). */
export function readDeclaration(bytes: Uint8Array, report: Report): Declaration | undefined {
  const path = 'bagit.txt';
  const wrong = (code: string, message: string) => {
    report.error(code, path, message);
    return undefined;
  };
  const text = fromUtf8(bytes);
  if (text === undefined) return wrong('bag.declaration-encoding', 'bagit.txt is not UTF-8');
  if (text.startsWith('\uFEFF'))
    return wrong('bag.byte-order-mark', 'bagit.txt must not begin with a byte order mark');
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  const version = LAX_VERSION.exec(lines[0] ?? '');
  const encoding = LAX_ENCODING.exec(lines[1] ?? '');
  if (!version) return wrong('bag.version', 'the first line must be "BagIt-Version: M.N"');
  if (!encoding) return wrong('bag.encoding', 'the second line must be "Tag-File-Character-Encoding: …"');
  if (!KNOWN.has(`${version[1]}.${version[2]}`))
    return wrong('bag.version', `version ${version[1]}.${version[2]} is not known`);
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const strict = VERSION.test(lines[0]) && ENCODING.test(lines[1]) && lines.length === 2;
  if (!strict) {
    const message =
      'bagit.txt must be exactly the two lines "BagIt-Version: M.N" and "Tag-File-Character-Encoding: …"';
    if (major >= 1) report.error('bag.declaration', path, message);
    else report.warn('bag.declaration', path, message);
  }
  const name = decoderOf(encoding[1]);
  if (!name) return wrong('bag.encoding', `tag files in ${encoding[1]} cannot be read`);
  if (major >= 1 && name !== 'utf-8')
    report.warn('bag.encoding', path, `tag files should be in UTF-8, these are in ${encoding[1]}`);
  return { major, minor, encoding: name };
}

function decoderOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** The text of a tag file, or undefined. UTF-16 without a mark is read with the larger byte first (RFC 2781 §4.3). */
export function readTagText(bytes: Uint8Array, encoding: string): string | undefined {
  const [first, second] = bytes;
  const marked = (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
  let name = encoding;
  if (encoding.startsWith('utf-16'))
    name = marked ? (first === 0xfe ? 'utf-16be' : 'utf-16le') : guessUtf16(bytes);
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Tag files begin with a letter or digit of ASCII, so the zero byte shows the order. */
function guessUtf16(bytes: Uint8Array): string {
  return bytes[1] === 0 && bytes[0] !== 0 ? 'utf-16le' : 'utf-16be';
}
