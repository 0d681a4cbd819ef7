import { concatenated, type FontTable } from './subset.ts';

const HEADER = 44;
const ENTRY = 20;

/**
 * A font of these tables as WOFF 1.0 (W3C): each table deflated by itself. WOFF2 would be a fifth smaller but needs Brotli
 * and a transformation of the outlines.
 *
 * @param tables sorted by tag
 */
export async function woffOf(tables: readonly FontTable[]): Promise<Uint8Array> {
  const sums = tables.map(({ bytes }) => checksum(bytes));
  const adjusted = withAdjustment(tables, sums);
  const packed = await Promise.all(adjusted.map(({ bytes }) => smaller(bytes)));
  const view = new DataView(new ArrayBuffer(HEADER + ENTRY * tables.length));
  const body: Uint8Array[] = [];
  let offset = view.byteLength;
  adjusted.forEach(({ tag, bytes }, i) => {
    const at = HEADER + ENTRY * i;
    for (let c = 0; c < 4; c++) view.setUint8(at + c, tag.charCodeAt(c));
    view.setUint32(at + 4, offset);
    view.setUint32(at + 8, packed[i].length);
    view.setUint32(at + 12, bytes.length);
    view.setUint32(at + 16, sums[i]);
    body.push(packed[i], new Uint8Array(toFour(packed[i].length) - packed[i].length));
    offset += toFour(packed[i].length);
  });
  view.setUint32(0, 0x774f4646); // 'wOFF'
  view.setUint32(4, 0x00010000);
  view.setUint32(8, offset);
  view.setUint16(12, tables.length);
  view.setUint32(
    16,
    12 + 16 * tables.length + adjusted.reduce((sum, { bytes }) => sum + toFour(bytes.length), 0),
  );
  view.setUint16(20, 1);
  return concatenated([new Uint8Array(view.buffer), ...body]);
}

/** The checksum of the whole font is kept in its head, as if it had been unpacked (OpenType: head). */
function withAdjustment(tables: readonly FontTable[], sums: readonly number[]): FontTable[] {
  const directory = new DataView(new ArrayBuffer(12 + 16 * tables.length));
  const power = 2 ** Math.floor(Math.log2(tables.length));
  directory.setUint32(0, 0x00010000);
  directory.setUint16(4, tables.length);
  directory.setUint16(6, 16 * power);
  directory.setUint16(8, Math.log2(power));
  directory.setUint16(10, 16 * (tables.length - power));
  let offset = directory.byteLength;
  tables.forEach(({ tag, bytes }, i) => {
    const at = 12 + 16 * i;
    for (let c = 0; c < 4; c++) directory.setUint8(at + c, tag.charCodeAt(c));
    directory.setUint32(at + 4, sums[i]);
    directory.setUint32(at + 8, offset);
    directory.setUint32(at + 12, bytes.length);
    offset += toFour(bytes.length);
  });
  const whole = sums.reduce((sum, part) => (sum + part) >>> 0, checksum(new Uint8Array(directory.buffer)));
  return tables.map(({ tag, bytes }) => {
    if (tag !== 'head') return { tag, bytes };
    const head = bytes.slice();
    new DataView(head.buffer).setUint32(8, (0xb1b0afba - whole) >>> 0);
    return { tag, bytes: head };
  });
}

/** Sum of big-endian words, the last one filled with zeros. */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 4) {
    const word =
      ((bytes[i] << 24) | ((bytes[i + 1] ?? 0) << 16) | ((bytes[i + 2] ?? 0) << 8) | (bytes[i + 3] ?? 0)) >>>
      0;
    sum = (sum + word) >>> 0;
  }
  return sum;
}

/** Deflated, or as it is where that is no longer (the format asks for it). */
async function smaller(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('deflate'));
  const deflated = new Uint8Array(await new Response(stream).arrayBuffer());
  return deflated.length < bytes.length ? deflated : bytes;
}

const toFour = (length: number) => (length + 3) & ~3;
