import type * as z from 'zod';
import { casesFile } from './cases.ts';
import { dutiesFile } from './duties.ts';
import { eventFactsFile } from './event-facts.ts';
import { factsFile } from './fact.ts';
import { jnsaFile } from './jnsa.ts';
import { lossModelFile } from './loss-model.ts';
import { sourcesFile } from './sources.ts';
import { taxRatesFile } from './tax-rates.ts';
import { vocabularyFile } from './vocabulary.ts';

/** The schemas, by the name of their JSON Schema file. */
export const SCHEMAS = {
  facts: factsFile,
  jnsa: jnsaFile,
  sources: sourcesFile,
  vocabulary: vocabularyFile,
  duties: dutiesFile,
  cases: casesFile,
  'event-facts': eventFactsFile,
  'tax-rates': taxRatesFile,
  'loss-model': lossModelFile,
} as const;

export type SchemaName = keyof typeof SCHEMAS;

/** What a file holds once read. */
export type FileData = { [name in SchemaName]: z.output<(typeof SCHEMAS)[name]> };

/** The files whose rows are calibration and nothing else. Each is a topic of `@sonae/knowledge/calibration`. */
export const FACT_FILES = [
  'unit-costs',
  'awards',
  'frequencies',
  'severity-shape',
  'loss-totals',
  'shares',
  'secondary',
  'control-effects',
  'it-accidents',
] as const;

/** The formulas that price a loss. A build without it has `null` in its place. */
export const LOSS_MODEL = 'loss-model';

/** The schema of a data file, or undefined where the file is not known. */
export function schemaOf(file: string): SchemaName | undefined {
  if ((FACT_FILES as readonly string[]).includes(file)) return 'facts';
  return Object.hasOwn(SCHEMAS, file) && file !== 'facts' ? (file as SchemaName) : undefined;
}

/** Every data file there must be, without its ending. */
export const DATA_FILES: readonly string[] = [
  'sources',
  'vocabulary',
  ...FACT_FILES,
  'jnsa',
  'duties',
  'cases',
  'event-facts',
  'tax-rates',
];
