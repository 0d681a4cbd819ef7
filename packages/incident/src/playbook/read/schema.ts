import type { Text } from '@sonae/core';
import type { ValidateFunction } from 'ajv';
import type { Path } from './json.ts';

/** One thing the schema of the standard does not allow. */
export type SchemaProblem = { readonly path: Path; readonly message: Text };

const ROOT = 'https://raw.githubusercontent.com/oasis-open/cacao-json-schemas/main/schemas/playbook.json';

let compiled: Promise<ValidateFunction> | undefined;

/** What the OASIS schemas of CACAO 2.0 (draft-07) say against a value; nothing where it is valid. */
export async function schemaProblems(value: unknown): Promise<readonly SchemaProblem[]> {
  compiled ??= compile();
  const validate = await compiled;
  if (validate(value)) return [];
  const found = new Map<string, SchemaProblem>();
  for (const error of validate.errors ?? []) {
    // What only says that something below failed is said better there.
    if (['anyOf', 'oneOf', 'if', 'not'].includes(error.keyword) && found.size > 0) continue;
    const path = error.instancePath.split('/').slice(1).map(unescaped);
    found.set(`${error.instancePath} ${error.keyword}`, { path: asPath(path, value), message: words(error) });
  }
  return [...found.values()];
}

async function compile(): Promise<ValidateFunction> {
  const [{ Ajv }, { default: schemas }] = await Promise.all([
    import('ajv'),
    import('../../../schemas/cacao-2.0.json', { with: { type: 'json' } }),
  ]);
  // The schemas are part of the product: to check and optimise them anew at each start takes longer than all the rest.
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    meta: false,
    validateSchema: false,
    logger: false,
    inlineRefs: false,
    code: { optimize: false },
    schemas,
  });
  const validate = ajv.getSchema(ROOT);
  if (!validate) throw new Error(`${ROOT} is missing in the bundle`);
  return validate as ValidateFunction;
}

const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** Parts of arrays as numbers. */
function asPath(parts: readonly string[], value: unknown): Path {
  let at: unknown = value;
  return parts.map((part) => {
    const key = Array.isArray(at) ? Number(part) : part;
    at = (at as Record<string, unknown> | undefined)?.[part];
    return key;
  });
}

type AjvError = NonNullable<ValidateFunction['errors']>[number];

function words({ keyword, params, message = '' }: AjvError): Text {
  const list = (values: unknown) => (Array.isArray(values) ? values.join(', ') : String(values));
  switch (keyword) {
    case 'required':
      return {
        ja: `項目「${params.missingProperty}」がありません。`,
        en: `${params.missingProperty} is missing.`,
      };
    case 'type':
      return { ja: `型がちがいます（${list(params.type)} です）。`, en: `It must be ${list(params.type)}.` };
    case 'enum':
      return {
        ja: `使えない語です。使えるのは ${list(params.allowedValues)}。`,
        en: `The word is not allowed; these are: ${list(params.allowedValues)}.`,
      };
    case 'pattern':
      return { ja: '書式がちがいます。', en: `It does not have the form ${params.pattern}` };
    case 'minItems':
    case 'minProperties':
      return { ja: `${params.limit} 個以上必要です。`, en: `At least ${params.limit} are needed.` };
    case 'minimum':
    case 'maximum':
      return {
        ja: `数の範囲を外れています（${params.comparison} ${params.limit}）。`,
        en: `The number must be ${params.comparison} ${params.limit}.`,
      };
    default:
      return { ja: `CACAOの書式に合いません（${keyword}）。`, en: `It does not fit the schema: ${message}.` };
  }
}
