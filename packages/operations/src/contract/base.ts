import { eventIterator, oc } from '@orpc/contract';
import type { Issue, Text } from '@sonae/core';
import * as z from 'zod';
import type { Faces, Needs, OperationMeta } from '../access/faces.ts';

export { eventIterator };

const text = z.object({ ja: z.string(), en: z.string() });
/** Why something was refused: a stable code, and words for people in both languages. */
export const problem = z.object({ code: z.string(), message: text, hint: text.optional() });
export type Problem = { code: string; message: Text; hint?: Text };

export const issue = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  path: z.string(),
  file: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
  cell: z.string().optional(),
  message: text,
  hint: text,
});
/** Issues of any of our packages have this shape. */
export const issues = z.array(issue) as unknown as z.ZodType<readonly Issue[]>;

const base = oc
  .$meta<OperationMeta>({
    needs: 'member',
    action: 'read',
    personal: false,
    leaves: false,
    narrows: false,
    faces: { command: { none: '' }, screen: { none: '' }, document: { none: '' } },
  })
  .errors({
    UNAUTHORIZED: { status: 401, data: problem },
    FORBIDDEN: { status: 403, data: problem },
    NOT_FOUND: { status: 404, data: problem },
    /** Somebody else was quicker: what is there now comes along. */
    CONFLICT: { status: 409, data: problem.extend({ current: z.unknown().optional() }) },
    /** Read and found bad; every mistake at once. */
    INVALID: { status: 422, data: z.object({ issues }) },
    BUSY: { status: 503, data: problem },
  });

/** Begins an operation: where it is found, whom it is for, which faces it has. */
export function operation(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: `/${string}`,
  about: {
    summary: string;
    needs: Needs;
    action?: 'read' | 'change';
    personal?: boolean;
    leaves?: boolean;
    narrows?: boolean;
    faces: Faces;
  },
) {
  const { summary, needs, personal = false, leaves = false, narrows = false, faces } = about;
  const action = about.action ?? (method === 'GET' ? 'read' : 'change');
  const tag = path.split('/')[1];
  return base
    .meta({ needs, action, personal, leaves, narrows, faces })
    .route({ method, path, summary, tags: [tag] });
}

/** Reasons that several operations share for a face they lack. */
export const NO = {
  fileCommand: { none: 'commands work on files; `sonae register` and `sonae assess` are the same on a file' },
  serverOnly: { none: 'is about the accounts of a server; a command line has no session' },
  screenItself: { none: 'serves the screens; shows nothing of its own' },
  noPaper: { none: 'nobody takes it to a meeting' },
  inPages: { none: 'its result is part of the one page and the board pack' },
} as const;

/** Most characters of a name people give. */
const LONGEST_NAME = 200;
export const id = z.uuid();
export const name = z.string().trim().min(1).max(LONGEST_NAME);
/** The version somebody has seen; a change is refused when it is not the current one. */
export const version = z.int().min(1).max(2_147_483_647);
/** The same in an address, where everything is text. */
export const versionText = z.coerce.number().pipe(version);
export const when = z.date();
/** A JSON value of ours whose own schema stands elsewhere. */
export const json = <T>(description: string) =>
  z.custom<T>((value) => value !== undefined).meta({ description });

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** Deeper values are nobody's what-if. */
const DEEPEST = 12;

/** A value as JSON writes it. */
export const jsonValue = z
  .custom<Json>((value) => isJson(value, DEEPEST))
  .meta({ description: 'any JSON value' });

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth - 1));
  const plain = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
  return plain && Object.values(value).every((item) => isJson(item, depth - 1));
}
