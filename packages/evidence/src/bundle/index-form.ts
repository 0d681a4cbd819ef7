import { fromUtf8 } from '../bytes.ts';
import type { BundleIndex } from './format.ts';

/** A bundle comes from strangers: nothing in its index is taken for granted. */
export function isIndex(index: BundleIndex): boolean {
  const { origin, size, entries, redacted, files, withheld, checkpoints, stamps } = index;
  return (
    isText(origin) &&
    isText(index.case) &&
    isPlace(size) &&
    isList(entries, isPlace) &&
    isList(checkpoints, isPlace) &&
    isList(redacted, ({ entry }) => isPlace(entry)) &&
    isList(files, ({ path, sha256, entry }) => isText(path) && isText(sha256) && isPlace(entry)) &&
    isList(withheld, ({ sha256 }) => isText(sha256)) &&
    isList(
      stamps,
      ({ data, token, ca, size: at, label }) => [data, token, ca, label].every(isText) && isPlace(at),
    )
  );
}

export const isText = (value: unknown): boolean => typeof value === 'string';
const isPlace = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

export function isList<T>(value: readonly T[], good: (item: T) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => item !== null && item !== undefined && good(item));
}

/** Undefined where it is no JSON. */
export function parseJson<T>(bytes: Uint8Array | undefined): T | undefined {
  try {
    return JSON.parse(fromUtf8(bytes ?? new Uint8Array(0)) ?? '') as T;
  } catch {
    return undefined;
  }
}
