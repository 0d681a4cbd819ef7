import type { Certainty, Provenance, Source, Text } from '@sonae/core';
import type * as z from 'zod';
import type { casesFile } from './schema/cases.ts';
import type { dutiesFile } from './schema/duties.ts';
import type { eventFactsFile } from './schema/event-facts.ts';
import type { fact } from './schema/fact.ts';
import type { FACT_FILES } from './schema/files.ts';
import type { jnsaFile } from './schema/jnsa.ts';
import type { sourceRow } from './schema/sources.ts';
import type { taxRatesFile } from './schema/tax-rates.ts';
import type { vocabularyFile } from './schema/vocabulary.ts';

// The shapes of the built data. Types only: importing them loads neither the schema library nor the YAML reader.

/** Data is shared by everyone who imports it: nobody may change it. */
type Frozen<T> = T extends readonly (infer U)[]
  ? readonly Frozen<U>[]
  : T extends object
    ? { readonly [key in keyof T]: Frozen<T[key]> }
    : T;

/** A source as rows carry it: `kind` says how near to the origin it is, `id` that several rows cite it. */
export type FactSource = Source & { readonly id?: string; readonly kind?: SourceRow['kind'] };

/** A source in `sources.yaml`; those of the loss model (`x:`) say what was read in them. */
export type SourceRow = Frozen<z.output<typeof sourceRow>>;

/** The file a row of calibration stands in. */
export type Topic = (typeof FACT_FILES)[number] | 'jnsa';

type Sourced<T> = Frozen<Omit<T, 'sources' | 'conflicting'>> & {
  readonly sources: readonly FactSource[];
};

/** One row of calibration: a figure that never travels without its source, date and certainty. */
export type Fact = Sourced<z.output<typeof fact>> & {
  readonly conflicting?: readonly FactSource[];
  readonly topic: Topic;
};

export type Distribution = NonNullable<Fact['distribution']>;

type JnsaFile = Frozen<z.output<typeof jnsaFile>>;
export type JnsaFormula = JnsaFile['formula'];
/** One item of the JNSA map with what it inherits from the row it was read from. */
export type JnsaItem = JnsaFile['items'][number] & Provenance;

export type Duty = Sourced<z.output<typeof dutiesFile>['duties'][number]>;
export type DisclosedCase = Sourced<z.output<typeof casesFile>['cases'][number]>;

type EventFactsFile = Frozen<z.output<typeof eventFactsFile>>;
/** A rate of consumption tax, from when to when. */
export type TaxRate = Sourced<z.output<typeof taxRatesFile>['rates'][number]>;
export type EventFact = EventFactsFile['facts'][number];
export type EventObject = EventFactsFile['objects'][number];
export type EventField = EventObject['fields'][number];
export type EventGroup = EventFactsFile['groups'][number];

/** All lists of the vocabulary, with the provenance they share. */
export type Vocabulary = Frozen<Omit<z.output<typeof vocabularyFile>, 'provenance'>> & {
  readonly provenance: Provenance;
};
export type Cause = Vocabulary['causes'][number];
export type Head = Vocabulary['heads'][number];
export type HeadGroup = Vocabulary['headGroups'][number];
export type Industry = Vocabulary['industries'][number];
export type DataKind = Vocabulary['dataKinds'][number];
export type Control = Vocabulary['controls'][number];
export type Business = Vocabulary['businesses'][number];
export type SupportArea = Vocabulary['supportAreas'][number];
export type Unit = Vocabulary['units'][number];
export type Word = Vocabulary['drivers'][number];

/** How a certainty is named to the reader. */
export type CertaintyLabels = { readonly [certainty in Certainty]: Text };
