import { sha256Hex } from '../digest.ts';
import type { Json } from '../journal/canonical.ts';
import type { Entry } from '../journal/entry.ts';
import { isSealed } from '../journal/sealed.ts';

/** An entry of the case with its place. */
export type PlacedEntry = { readonly index: number; readonly entry: Entry };

/** Prefixes of CASE 1 and UCO 1 (caseontology.org, unifiedcyberontology.org). */
const CONTEXT = {
  kb: 'https://sonae.example/kb/',
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-location': 'https://ontology.unifiedcyberontology.org/uco/location/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  'uco-vocabulary': 'https://ontology.unifiedcyberontology.org/uco/vocabulary/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** The case as CASE/UCO in JSON-LD, the exchange form of forensic tools: who took what, how, when, and where it stands in the log. */
export function caseUco(origin: string, caseId: string, entries: readonly PlacedEntry[]): Json {
  const files = new Map<string, Json>();
  const people = new Map<string, Json>();
  const actions = entries.map(({ index, entry }) => {
    const { sha256 } = entry.body;
    const file = typeof sha256 === 'string' ? sha256 : undefined;
    if (file !== undefined && (entry.kind === 'file.added' || isSealed(entry.body)))
      files.set(file, observable(entry));
    people.set(entry.by, person(entry.by));
    return actionOf(origin, index, entry, file);
  });
  const objects: Json[] = [...files.values(), ...people.values(), ...actions];
  const investigation = {
    '@id': id('investigation', `${origin} ${caseId}`),
    '@type': 'case-investigation:Investigation',
    'uco-core:name': caseId,
    'uco-core:object': objects.map(reference),
  };
  return { '@context': CONTEXT, '@graph': [investigation, ...objects] };
}

function observable({ body }: Entry): Json {
  const { sha256, sha512, size, name } = body;
  return {
    '@id': id('file', String(sha256)),
    '@type': 'uco-observable:File',
    'uco-core:hasFacet': [
      {
        '@id': id('file-facet', String(sha256)),
        '@type': 'uco-observable:FileFacet',
        'uco-observable:fileName': String(name),
        'uco-observable:sizeInBytes': { '@type': 'xsd:integer', '@value': String(size) },
      },
      {
        '@id': id('content-facet', String(sha256)),
        '@type': 'uco-observable:ContentDataFacet',
        'uco-observable:hash': [hashOf('SHA256', String(sha256)), hashOf('SHA512', String(sha512))],
      },
    ],
  };
}

function hashOf(method: string, value: string): Json {
  return {
    '@id': id('hash', `${method} ${value}`),
    '@type': 'uco-types:Hash',
    'uco-types:hashMethod': { '@type': 'uco-vocabulary:HashNameVocab', '@value': method },
    'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': value },
  };
}

function person(name: string): Json {
  return { '@id': id('identity', name), '@type': 'uco-identity:Identity', 'uco-core:name': name };
}

function actionOf(origin: string, index: number, entry: Entry, file: string | undefined): Json {
  const custody = (entry.body.custody ?? {}) as Readonly<Record<string, Json | undefined>>;
  const text = (key: string) => (typeof custody[key] === 'string' ? custody[key] : undefined);
  return {
    '@id': id('action', `${origin} ${index}`),
    '@type': 'case-investigation:InvestigativeAction',
    'uco-core:name': entry.kind,
    'uco-core:description': [text('what'), text('how'), text('where'), text('result')]
      .filter(Boolean)
      .join(' / '),
    'uco-action:startTime': { '@type': 'xsd:dateTime', '@value': entry.at },
    'uco-action:endTime': { '@type': 'xsd:dateTime', '@value': entry.at },
    'uco-action:performer': { '@id': id('identity', entry.by) },
    ...(file === undefined ? {} : { 'uco-action:object': [{ '@id': id('file', file) }] }),
    'uco-core:externalReference': [
      {
        '@id': id('log-entry', `${origin} ${index}`),
        '@type': 'uco-core:ExternalReference',
        'uco-core:definingContext': origin,
        'uco-core:externalIdentifier': String(index),
      },
    ],
  };
}

function reference(object: Json): Json {
  return { '@id': (object as { '@id': string })['@id'] };
}

/** The same thing has the same name in every export: a UUID of version 8 (RFC 9562 §5.8) out of its digest. */
function id(kind: string, what: string): string {
  const hex = sha256Hex(`${kind}\n${what}`);
  const variant = ((Number.parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return `kb:${kind}-${parts.join('-')}`;
}
