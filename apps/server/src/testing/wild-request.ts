import type { Entry } from '@sonae/operations/catalogue';
import { type Known, wildInput } from '@sonae/operations/testing';
import fc from 'fast-check';
import type * as z from 'zod';

/** A request as somebody might send it who means no good. */
export type WildRequest = { readonly path: string; readonly init: RequestInit };

const TYPES = [
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
];
const ODD_TYPES = [
  '',
  'text/event-stream',
  'application/octet-stream',
  'image/png',
  'application/json; charset=shift_jis',
];

/** Requests about an operation: as the description says, as the typed client would send it, and as neither would. */
export function wildRequest(entry: Entry, known: Known): fc.Arbitrary<WildRequest> {
  const input = wildInput(entry.procedure['~orpc'].inputSchema as z.ZodType | undefined, known);
  const raw = fc
    .tuple(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...TYPES, ...ODD_TYPES), fc.boolean())
    .map(([bytes, type, rpc]) => ({
      path: rpc ? rpcPath(entry) : `/api${entry.path}`,
      init: {
        method: rpc ? 'POST' : entry.method,
        ...(entry.method !== 'GET' && { body: bytes as Uint8Array<ArrayBuffer> }),
        headers: { 'content-type': type },
      },
    }));
  return fc.oneof(
    { weight: 5, arbitrary: input.map((value) => asDescribed(entry, value)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(input, fc.jsonValue({ maxDepth: 2 }))
        .map(([value, meta]) => asCall(entry, value, meta)),
    },
    { weight: 1, arbitrary: raw },
  );
}

function asDescribed({ method, path, procedure }: Entry, input: unknown): WildRequest {
  const rest: Record<string, unknown> =
    typeof input === 'object' && input !== null ? { ...input } : { input };
  const place = path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = text(rest[name]);
    delete rest[name];
    return encodeURIComponent(value || 'x');
  });
  if (!procedure['~orpc'].inputSchema) return { path: `/api${place}`, init: { method } };
  if (method === 'GET' || method === 'DELETE') {
    const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, text(value)]));
    return { path: `/api${place}?${query}`, init: { method } };
  }
  if (Object.values(rest).some((value) => value instanceof File)) {
    const form = new FormData();
    for (const [name, value] of Object.entries(rest))
      form.set(name, value instanceof File ? value : text(value));
    return { path: `/api${place}`, init: { method, body: form } };
  }
  return {
    path: `/api${place}`,
    init: { method, body: json(rest), headers: { 'content-type': 'application/json' } },
  };
}

const rpcPath = ({ id }: Entry) => `/api/rpc/${id.replaceAll('.', '/')}`;
const asCall = (entry: Entry, input: unknown, meta: unknown): WildRequest => ({
  path: rpcPath(entry),
  init: {
    method: 'POST',
    body: json({ json: input, meta }),
    headers: { 'content-type': 'application/json' },
  },
});

const json = (value: unknown): string => JSON.stringify(value) ?? '';
const text = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed() : json(value).toWellFormed();
