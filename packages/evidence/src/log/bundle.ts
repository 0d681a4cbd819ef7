/*
 * Entry bundles of a tiled log (C2SP tlog-tiles): up to 256 entries, each after its length in two bytes, the larger first.
 */

/** The longest entry a bundle can hold. */
export const LONGEST_ENTRY = 0xffff;

export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > LONGEST_ENTRY) throw new RangeError(`an entry of ${entry.length} bytes in a bundle`);
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length & 0xff;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** The entries, or undefined where the bytes end within one. */
export function decodeBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 2 > bytes.length) return undefined;
    const end = at + 2 + ((bytes[at] << 8) | bytes[at + 1]);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
