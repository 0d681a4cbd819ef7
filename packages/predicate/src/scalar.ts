import { celValue } from './cel.ts';
import type { FactKind } from './schema.ts';

/** The kinds that are one plain value of any size. */
export type ScalarKind = Extract<FactKind, string>;

/** The value as CEL computes with it, or undefined where it is not of the kind. */
export function celScalar(value: unknown, kind: ScalarKind): unknown {
  switch (kind) {
    case 'boolean':
    case 'string':
      return typeof value === kind ? value : undefined;
    case 'integer':
      return Number.isSafeInteger(value) ? BigInt(value as number) : undefined;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'instant':
      return isWhole(value, FIRST_INSTANT, LAST_INSTANT) ? timestamp(value) : undefined;
    case 'duration':
      return isWhole(value, -LONGEST, LONGEST) ? duration(value) : undefined;
  }
}

/** CEL's timestamps run from the year 1 to 9999, its durations to 2^63 nanoseconds. */
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');
const LONGEST = 9_223_372_036_854;

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function timestamp(ms: number): unknown {
  const seconds = Math.floor(ms / 1000);
  const nanos = (ms - seconds * 1000) * 1_000_000;
  return celValue({ $typeName: 'google.protobuf.Timestamp', seconds: BigInt(seconds), nanos } as CelMessage);
}

/** The parts of a negative duration are both negative. */
function duration(ms: number): unknown {
  const seconds = Math.trunc(ms / 1000);
  const nanos = (ms - seconds * 1000) * 1_000_000;
  return celValue({ $typeName: 'google.protobuf.Duration', seconds: BigInt(seconds), nanos } as CelMessage);
}

type CelMessage = Extract<Parameters<typeof celValue>[0], { $typeName: string }>;
