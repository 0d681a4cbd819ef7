import type { Docs, Fact as FactRow } from './check/docs.ts';
import type { Fact, FactSource, SourceRow, Topic } from './types.ts';

/** The JSON modules by name. Each is imported by one entry of the package and by nothing else. */
export type Modules = { readonly [name: string]: unknown };

/** All files; only the loss model may be absent. */
export type Whole = Required<Omit<Docs, 'lossModel'>> & Pick<Docs, 'lossModel'>;

/**
 * The modules of checked files. Sources cited by id are written out in every row, so that a figure never travels without
 * its source, date and certainty, and a module needs no other.
 */
export function modulesOf(docs: Whole): Modules {
  const { vocabulary, jnsa, sources, duties, cases, eventFacts, taxRates, lossModel } = docs;
  const resolve = resolver(sources.data.sources);
  const facts = [...docs.facts, jnsa].flatMap(({ file, data }) => {
    const topic = file.replace(/\.yaml$/, '') as Topic;
    return data.facts.map((row) => factRow(row, topic, resolve));
  });
  return {
    vocabulary: { ...vocabulary.data, provenance: withSources(vocabulary.data.provenance, resolve) },
    calibration: facts,
    jnsa: {
      formula: jnsa.data.formula,
      items: jnsa.data.items,
      facts: facts.filter(({ topic }) => topic === 'jnsa'),
    },
    duties: duties.data.duties.map((row) => withSources(row, resolve)),
    cases: cases.data.cases.map((row) => withSources(row, resolve)),
    'event-facts': { ...eventFacts.data, provenance: withSources(eventFacts.data.provenance, resolve) },
    'tax-rates': taxRates.data.rates.map((row) => withSources(row, resolve)),
    sources: sources.data.sources,
    'loss-model': lossModel?.data ?? null,
  };
}

type Cited = FactRow['sources'];
type Resolve = (cited: Cited) => FactSource[];

function resolver(rows: readonly SourceRow[]): Resolve {
  const byId = new Map(rows.map(({ id, title, url, kind }) => [id, { id, title, url, kind }]));
  return (cited) => cited.map((source) => (typeof source === 'string' ? byId.get(source)! : source));
}

function factRow({ conflicting, sources, ...row }: FactRow, topic: Topic, resolve: Resolve): Fact {
  return {
    ...row,
    ...(conflicting && { conflicting: resolve(conflicting) }),
    sources: resolve(sources),
    topic,
  };
}

function withSources<T extends { sources: Cited }>(row: T, resolve: Resolve) {
  return { ...row, sources: resolve(row.sources) };
}
