import type { Issue, Text } from '@sonae/core';
import type { Loaded } from '../load/document.ts';
import type { Path } from '../load/place.ts';
import { printPath } from '../load/place.ts';
import type { FileData } from '../schema/files.ts';
import { FACT_FILES } from '../schema/files.ts';

/** The files that could be read. One that broke its schema is missing, and what refers to it is not checked. */
export type Docs = {
  readonly facts: readonly Loaded<FileData['facts']>[];
  readonly jnsa?: Loaded<FileData['jnsa']>;
  readonly sources?: Loaded<FileData['sources']>;
  readonly vocabulary?: Loaded<FileData['vocabulary']>;
  readonly duties?: Loaded<FileData['duties']>;
  readonly cases?: Loaded<FileData['cases']>;
  readonly eventFacts?: Loaded<FileData['event-facts']>;
  readonly taxRates?: Loaded<FileData['tax-rates']>;
  readonly lossModel?: Loaded<FileData['loss-model']>;
};

export type Fact = FileData['facts']['facts'][number];

/** A row and where it stands. */
export type Placed<T> = { readonly row: T; readonly doc: Loaded<unknown>; readonly path: Path };

/** All rows of calibration, those of the JNSA file included. */
export function allFacts(docs: Docs): Placed<Fact>[] {
  const files = docs.jnsa ? [...docs.facts, docs.jnsa] : docs.facts;
  return files.flatMap((doc) => doc.data.facts.map((row, i) => ({ row, doc, path: ['facts', i] })));
}

/** Whether every file with rows of calibration could be read, so that an id not found is wrong and not just unread. */
export function knowsAllFacts(docs: Docs): boolean {
  return docs.facts.length === FACT_FILES.length && docs.jnsa !== undefined;
}

/** An error at a place of a file. */
export function problem(code: string, doc: Loaded<unknown>, path: Path, message: Text, hint: Text): Issue {
  return {
    code: `knowledge.${code}`,
    severity: 'error',
    path: printPath(path),
    file: doc.file,
    ...doc.at(path),
    message,
    hint,
  };
}
