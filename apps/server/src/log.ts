import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>;

/**
 * Lines of JSON on standard error. They hold ids, paths, numbers and moments; nobody's name, address, agent or words. Errors
 * are written with their kind, code and place, and without their message where that may quote what somebody typed.
 */
export function createLog(level: Config['log'], destination: DestinationStream = process.stderr): Log {
  return pino(
    { level, base: undefined, serializers: { err: bare }, timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  );
}

/** Errors of the database quote the row that offended; kind, code and stack lines tell where it was. */
function bare(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const {
    name,
    code,
    constraint,
    stack = '',
    cause,
  } = error as Error & { code?: string; constraint?: string };
  const at = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { kind: name, code, constraint, at, ...(cause !== undefined && { cause: bare(cause) }) };
}
