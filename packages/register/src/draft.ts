import { isRecord } from './path.ts';
import { Flaw } from './source.ts';

/**
 * What was read, as plain values, also where something is wrong: for screens on which it is mended. What a reader could
 * not take over ({@link Flaw}) is left out; its issue says what stood there.
 */
export function draftOf(value: unknown): unknown {
  if (value instanceof Flaw) return undefined;
  if (Array.isArray(value)) return value.map((item) => draftOf(item) ?? null);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .filter(([key]) => key !== '__proto__')
    .map(([key, child]): [string, unknown] => [key, draftOf(child)])
    .filter(([, child]) => child !== undefined);
  return Object.fromEntries(kept);
}
