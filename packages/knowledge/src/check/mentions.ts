import type { Loaded } from '../load/document.ts';
import type { Path } from '../load/place.ts';
import type { Docs } from './docs.ts';
import { allFacts } from './docs.ts';
import { lossModelMentions } from './loss-model.ts';

/** An id found in a file: of which list, and where it stands. */
export type Mention = {
  readonly to: string;
  readonly id: string;
  readonly doc: Loaded<unknown>;
  readonly path: Path;
};

/** Every id a row mentions, with the list it belongs to. */
export function* mentions(docs: Docs): Generator<Mention> {
  for (const { row, doc, path } of allFacts(docs)) {
    yield* sourceIds(row.sources, doc, [...path, 'sources']);
    yield* sourceIds(row.conflicting, doc, [...path, 'conflicting']);
    yield* many('facts', row.from, doc, [...path, 'from']);
    yield* many('heads', row.heads, doc, [...path, 'heads']);
    yield* one('tiers', row.tier, doc, [...path, 'tier']);
    yield* one('units', row.unit, doc, [...path, 'unit']);
  }
  yield* ofVocabulary(docs);
  yield* ofJnsa(docs);
  yield* ofRecords(docs);
  yield* ofEventFacts(docs);
  yield* lossModelMentions(docs.lossModel);
}

function* ofVocabulary({ vocabulary: doc }: Docs): Generator<Mention> {
  if (!doc) return;
  const { provenance, causes, headGroups, industries, dataKinds, controls, businesses } = doc.data;
  yield* sourceIds(provenance.sources, doc, ['provenance', 'sources']);
  for (const [i, row] of causes.entries()) {
    yield* one('causeFamilies', row.family, doc, ['causes', i, 'family']);
    yield* one('policyCauses', row.policyCause, doc, ['causes', i, 'policyCause']);
  }
  for (const [i, row] of headGroups.entries()) {
    for (const claimant of ['victim', 'card_issuer', 'client'] as const) {
      yield* many('heads', row[claimant], doc, ['headGroups', i, claimant]);
    }
  }
  for (const [i, row] of industries.entries()) {
    yield* one('facts', row.highResponsibility.from, doc, ['industries', i, 'highResponsibility', 'from']);
  }
  for (const [i, row] of dataKinds.entries()) {
    yield* one('dataClasses', row.class, doc, ['dataKinds', i, 'class']);
    yield* many('jnsa items', row.jnsa, doc, ['dataKinds', i, 'jnsa']);
  }
  for (const [i, row] of controls.entries())
    yield* many('facts', row.effects, doc, ['controls', i, 'effects']);
  for (const [i, row] of businesses.entries()) {
    yield* one('causes', row.cause, doc, ['businesses', i, 'cause']);
    yield* many('heads', row.heads, doc, ['businesses', i, 'heads']);
  }
}

function* ofJnsa({ jnsa: doc }: Docs): Generator<Mention> {
  if (!doc) return;
  const { formula, items } = doc.data;
  for (const [i, row] of items.entries()) yield* one('facts', row.from, doc, ['items', i, 'from']);
  for (const [key, part] of Object.entries(formula)) {
    if (!Array.isArray(part)) yield* one('facts', part.from, doc, ['formula', key, 'from']);
    else
      for (const [i, row] of part.entries()) yield* one('facts', row.from, doc, ['formula', key, i, 'from']);
  }
  for (const [i, row] of formula.identifiability.entries()) {
    for (const [j, items] of row.anyOf.entries()) {
      yield* many('jnsa items', items, doc, ['formula', 'identifiability', i, 'anyOf', j]);
    }
  }
}

function* ofRecords({ duties, cases, taxRates }: Docs): Generator<Mention> {
  for (const [i, row] of taxRates?.data.rates.entries() ?? [])
    yield* sourceIds(row.sources, taxRates!, ['rates', i, 'sources']);
  for (const [i, row] of duties?.data.duties.entries() ?? []) {
    yield* sourceIds(row.sources, duties!, ['duties', i, 'sources']);
  }
  for (const [i, row] of cases?.data.cases.entries() ?? []) {
    yield* sourceIds(row.sources, cases!, ['cases', i, 'sources']);
    yield* one('causes', row.cause, cases!, ['cases', i, 'cause']);
    yield* one('industries', row.industry, cases!, ['cases', i, 'industry']);
    yield* many('dataKinds', row.kinds, cases!, ['cases', i, 'kinds']);
  }
}

function* ofEventFacts({ eventFacts: doc }: Docs): Generator<Mention> {
  if (!doc) return;
  const { provenance, facts, objects } = doc.data;
  yield* sourceIds(provenance.sources, doc, ['provenance', 'sources']);
  for (const [i, row] of facts.entries()) {
    yield* one('groups', row.group, doc, ['facts', i, 'group']);
    yield* one('objects', row.of, doc, ['facts', i, 'of']);
    yield* one('vocabulary', row.vocabulary, doc, ['facts', i, 'vocabulary']);
  }
  for (const [i, { fields }] of objects.entries()) {
    for (const [j, row] of fields.entries()) {
      yield* one('objects', row.of, doc, ['objects', i, 'fields', j, 'of']);
      yield* one('vocabulary', row.vocabulary, doc, ['objects', i, 'fields', j, 'vocabulary']);
    }
  }
}

function* one(to: string, id: string | undefined, doc: Loaded<unknown>, path: Path): Generator<Mention> {
  if (id !== undefined) yield { to, id, doc, path };
}

function* many(
  to: string,
  ids: readonly string[] | undefined,
  doc: Loaded<unknown>,
  path: Path,
): Generator<Mention> {
  for (const [i, id] of ids?.entries() ?? []) yield { to, id, doc, path: [...path, i] };
}

/** Sources cited by id; those written out need no look-up. */
function* sourceIds(
  list: readonly unknown[] | undefined,
  doc: Loaded<unknown>,
  path: Path,
): Generator<Mention> {
  for (const [i, source] of list?.entries() ?? []) {
    if (typeof source === 'string') yield { to: 'sources', id: source, doc, path: [...path, i] };
  }
}
