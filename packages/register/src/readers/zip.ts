import { crc32 } from 'node:zlib';

/** One file of a zip archive, as its central directory describes it. */
export type ZipEntry = {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Checksum of the bytes unpacked. */
  readonly crc: number;
  /** Offsets of the entry in the central directory and of its local header. */
  readonly central: number;
  readonly local: number;
  /** The bytes as they lie in the archive. */
  readonly packed: Uint8Array;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record and the longest comment allowed behind it. */
const END_SEARCH = 22 + 0xffff;

/** The entries of a zip archive; undefined where the bytes are no intact one. Zip64 is not read: registers are small. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return undefined;
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const size = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) return undefined;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + size > bytes.length || at + 46 + nameLength > bytes.length) return undefined;
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      central: at,
      local,
      packed: bytes.subarray(start, start + size),
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** A zip archive that holds files unpacked: what a reader behind it sees is what we have measured. */
export function zipStored(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, data] of files) {
    const encoded = new TextEncoder().encode(name);
    const common = new DataView(new ArrayBuffer(26));
    common.setUint16(0, 20, true);
    common.setUint16(2, 0x0800, true); // names in UTF-8
    common.setUint16(8, 0x21, true); // the first day there is: an archive tells no time of its making
    common.setUint32(10, crc32(data), true);
    common.setUint32(14, data.length, true);
    common.setUint32(18, data.length, true);
    common.setUint16(22, encoded.length, true);
    const fields = new Uint8Array(common.buffer);
    const local = concat([signature(LOCAL), fields, encoded, data]);
    const place = new DataView(new ArrayBuffer(14));
    place.setUint32(10, offset, true);
    directory.push(
      concat([signature(CENTRAL), Uint8Array.of(20, 0), fields, new Uint8Array(place.buffer), encoded]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = concat(directory);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, END, true);
  end.setUint16(8, files.size, true);
  end.setUint16(10, files.size, true);
  end.setUint32(12, central.length, true);
  end.setUint32(16, offset, true);
  return concat([...parts, central, new Uint8Array(end.buffer)]);
}

/**
 * The archive with every file dated 1 January 1980, the first moment a zip can tell: equal contents give equal bytes,
 * whenever and in whichever time zone they were written.
 */
export function withFixedTimes(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (const { central, local } of zipEntries(copy) ?? []) {
    view.setUint32(central + 12, 0x00210000, true);
    view.setUint32(local + 10, 0x00210000, true);
  }
  return copy;
}

function endRecord(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - END_SEARCH); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}

function signature(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, true);
  return new Uint8Array(view.buffer);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
