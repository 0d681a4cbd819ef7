import fc from 'fast-check';
import type * as z from 'zod';

type Def = {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  options?: z.ZodType[];
  values?: unknown[];
  entries?: Record<string, string>;
  in?: z.ZodType;
  out?: z.ZodType;
  left?: z.ZodType;
  getter?: () => z.ZodType;
};

/** Ids and names that exist, so that generated calls reach something. */
export type Known = { readonly ids: readonly string[]; readonly words: readonly string[] };

/** Inputs about as a schema describes them; what its finer checks refuse is part of the play. */
export function arbitraryInput(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const def = (schema as unknown as { _zod: { def: Def } })._zod.def;
  const inner = (type: z.ZodType | undefined) => (type ? arbitraryInput(type, known) : fc.jsonValue());
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape ?? {}).map(([name, type]) => [name, inner(type)] as const);
      return fc.record(Object.fromEntries(fields));
    }
    case 'array':
      return fc.array(inner(def.element), { maxLength: 4 });
    case 'optional':
    case 'nullable':
      return fc.oneof(inner(def.innerType), fc.constantFrom(undefined, null));
    case 'default':
    case 'prefault':
    case 'readonly':
      return fc.oneof(inner(def.innerType), fc.constant(undefined));
    case 'union':
      return fc.oneof(...(def.options ?? []).map(inner));
    case 'pipe':
      return inner(def.in);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'string':
      return fc.oneof(fc.constantFrom(...known.ids, ...known.words), TEXT);
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 5 }), fc.constantFrom(...NUMBERS), fc.double());
    case 'boolean':
      return fc.boolean();
    case 'record':
      return fc.dictionary(TEXT, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 });
    case 'file':
      return fc
        .tuple(
          fc.oneof(
            fc.uint8Array({ maxLength: 300 }),
            fc.constantFrom(...FILES).map((text) => Buffer.from(text)),
          ),
          TEXT,
        )
        .map(([bytes, name]) => new File([bytes as Uint8Array<ArrayBuffer>], name));
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

/** The same, and then damaged: parts replaced by anything, taken away, or added. */
export function wildInput(schema: z.ZodType | undefined, known: Known): fc.Arbitrary<unknown> {
  const near = schema ? arbitraryInput(schema, known) : fc.constant(undefined);
  const broken = fc.tuple(near, TEXT, ANYTHING, fc.nat(20)).map(([input, name, odd, at]) => {
    if (typeof input !== 'object' || input === null || input instanceof Blob) return odd;
    const keys = Object.keys(input);
    const copy: Record<string, unknown> = { ...input };
    if (at % 3 === 0 || keys.length === 0) copy[name] = odd;
    else if (at % 3 === 1) copy[keys[at % keys.length]] = odd;
    else delete copy[keys[at % keys.length]];
    return copy;
  });
  return fc.oneof(
    { weight: 3, arbitrary: near },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: ANYTHING },
  );
}

const NUMBERS = [0, -0, 1, 1e9, 2 ** 31, 2 ** 53, -1, 0.5, 1e308, Number.NaN, Number.POSITIVE_INFINITY];
const ODD = [
  '',
  '\0',
  '\ud800',
  '__proto__',
  'constructor',
  "'; drop table sonae.audit; --",
  '../../etc/passwd',
  '😀',
  '備え',
  'a'.repeat(5_000),
  '%00',
  '{{7*7}}',
  '<script>',
  '-1',
  'NaN',
];
const TEXT = fc.oneof(fc.string({ maxLength: 20, unit: 'binary' }), fc.constantFrom(...ODD));
const FILES = [
  'sonae: company/1\ntaxBasis: excluded\norganisation: {name: 甲}\n',
  'a: &a [*a]',
  '&',
  'PK\x03\x04',
  '%PDF',
  '{}',
  '',
];
const ANYTHING = fc.oneof(
  fc.jsonValue({ maxDepth: 5 }),
  fc.constantFrom(undefined, null, [], {}, true, ...NUMBERS, ...ODD),
  fc.constant(JSON.parse('{"__proto__": {"polluted": true}}')),
);
