import type { Issue, Text } from '@sonae/core';
import { hasErrors, sortIssues } from '@sonae/core';
import type * as z from 'zod';
import { checkCitations } from './check/citations.ts';
import type { Docs } from './check/docs.ts';
import { checkFacts } from './check/facts.ts';
import { checkJnsa } from './check/jnsa.ts';
import { checkNames } from './check/names.ts';
import { checkReferences } from './check/references.ts';
import type { Loaded } from './load/document.ts';
import { loadDocument } from './load/document.ts';
import type { Modules, Whole } from './modules.ts';
import { modulesOf } from './modules.ts';
import type { FileData, SchemaName } from './schema/files.ts';
import { DATA_FILES, FACT_FILES, LOSS_MODEL, SCHEMAS, schemaOf } from './schema/files.ts';

/** What the build writes, or everything that stands against it. */
export type Bundle = { readonly modules?: Modules; readonly issues: readonly Issue[] };

/**
 * Turns the YAML files into the JSON modules that the package imports. Pure: the texts are passed in, nothing is opened
 * or written. All problems of all files come at once; with an error there are no modules.
 *
 * @param files text by file name, `unit-costs.yaml`
 */
export function bundle(files: ReadonlyMap<string, string>): Bundle {
  const issues: Issue[] = [...strangers(files)];
  const read = <N extends SchemaName>(name: string, schema: N): Loaded<FileData[N]> | undefined => {
    const file = `${name}.yaml`;
    const text = files.get(file);
    if (text === undefined) {
      issues.push(missing(file));
      return undefined;
    }
    const reading = loadDocument(text, file, SCHEMAS[schema] as unknown as z.ZodType<FileData[N]>);
    issues.push(...reading.issues);
    return reading.loaded;
  };
  const docs: Docs = {
    sources: read('sources', 'sources'),
    vocabulary: read('vocabulary', 'vocabulary'),
    facts: FACT_FILES.map((name) => read(name, 'facts')).filter((doc) => doc !== undefined),
    jnsa: read('jnsa', 'jnsa'),
    duties: read('duties', 'duties'),
    cases: read('cases', 'cases'),
    eventFacts: read('event-facts', 'event-facts'),
    taxRates: read('tax-rates', 'tax-rates'),
    lossModel: files.has(`${LOSS_MODEL}.yaml`) ? read(LOSS_MODEL, LOSS_MODEL) : undefined,
  };
  issues.push(...checkNames(docs), ...checkReferences(docs), ...checkFacts(docs), ...checkJnsa(docs));
  if (docs.lossModel) issues.push(...checkCitations(docs.lossModel, docs));
  if (hasErrors(issues)) return { issues: sortIssues(issues) };
  return { modules: modulesOf(docs as Whole), issues: sortIssues(issues) };
}

/** A file nobody reads is a file somebody believes to be read. */
function strangers(files: ReadonlyMap<string, string>): Issue[] {
  const names = [...files.keys()].filter((file) => {
    const name = file.replace(/\.yaml$/, '');
    return schemaOf(name) === undefined;
  });
  const message = { ja: 'このファイルを読むところがありません。', en: 'Nothing reads this file.' };
  return names.map((file) => fileIssue('unknown-file', file, message));
}

function missing(file: string): Issue {
  return fileIssue('missing-file', file, { ja: 'ファイルがありません。', en: 'The file is missing.' });
}

function fileIssue(code: string, file: string, message: Text): Issue {
  const known = DATA_FILES.map((name) => `${name}.yaml`).join(', ');
  const hint = { ja: `data/ に置くのは ${known} です。`, en: `The files of data/ are ${known}.` };
  return { code: `knowledge.${code}`, severity: 'error', path: '', file, line: 1, column: 1, message, hint };
}
