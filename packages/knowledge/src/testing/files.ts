import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Issue } from '@sonae/core';
import { bundle } from '../bundle.ts';
import { FACT_FILES } from '../schema/files.ts';

/** The folder of this package. */
export const PACKAGE = path.resolve(import.meta.dirname, '../..');

const PROVENANCE = 'provenance: {date: 2026, certainty: judgement, sources: [report], note: ours}';
const ROW = 'unit: JPY, appliesTo: {ja: 全般, en: all}, date: 2024, evidence: page, sources: [report]';

/** A cost row that is right, as one line of YAML. */
export const COST = `{id: cost.dm, ja: 通知, en: Notice, kind: unit_cost, value: 130, taxBasis: not_stated, certainty: verified, ${ROW}}`;

const MAP = `{id: map, ja: 表, en: Map, kind: table, value: {'1,1': [氏名]}, certainty: verified, ${ROW}}`;

const WORDS = [
  'causeFamilies',
  'policyCauses',
  'drivers',
  'heads',
  'sizes',
  'tiers',
  'taxBases',
  'industries',
  'dataClasses',
  'controls',
  'businesses',
  'supportAreas',
];

/** The smallest set of data files that is right: one row where a test needs one. */
export function minimalFiles(): Map<string, string> {
  const files = new Map<string, string>(FACT_FILES.map((name) => [`${name}.yaml`, 'facts: []\n']));
  files.set('unit-costs.yaml', `facts:\n  - ${COST}\n`);
  files.set('sources.yaml', 'sources:\n  - {id: report, title: 報告書}\n');
  files.set(
    'vocabulary.yaml',
    [
      PROVENANCE,
      'units: [{id: JPY, ja: 円, en: yen, currency: JPY}]',
      'causes: []',
      'headGroups: []',
      'dataKinds: []',
      ...WORDS.map((list) => `${list}: []`),
    ].join('\n'),
  );
  const constant = '{value: 1, from: map}';
  files.set(
    'jnsa.yaml',
    [
      `formula: {base: ${constant}, mentalBase: ${constant}, economicBase: ${constant}, levels: ${constant},`,
      '  identifiability: [{factor: 1, ja: 他, en: else, anyOf: [], from: map}],',
      '  responsibility: [{id: ordinary, factor: 1, ja: 一般, en: ordinary, from: map}],',
      '  response: [{id: unknown, factor: 1, ja: 不明, en: unknown, from: map}]}',
      'items:\n  - {id: full_name, ja: 氏名, en: Name, x: 1, y: 1, from: map}',
      `facts:\n  - ${MAP}`,
    ].join('\n'),
  );
  files.set('duties.yaml', 'duties: []\n');
  files.set('cases.yaml', 'cases: []\n');
  files.set(
    'tax-rates.yaml',
    "rates: [{id: usual, ja: 税率, en: Rate, ppm: 1, from: '2019-10-01', date: 2019, certainty: judgement, sources: [report]}]\n",
  );
  files.set('event-facts.yaml', [PROVENANCE, 'facts: []', 'groups: []', 'objects: []'].join('\n'));
  return files;
}

/** The sections of the smallest loss model, each as YAML. */
const LOSS_MODEL: Readonly<Record<string, string>> = {
  version: "'1'",
  status: 'test',
  certainty: 'judgement',
  worlds: '1',
  blockYears: '1',
  yearShape: '2',
  tables: '{}',
  facts: '{}',
  world: '[]',
  groups: '{}',
  row: '[]',
  event: '[]',
  claim: '[]',
  lines: '[]',
  claimLines: '[]',
  eventFacts: '[]',
  severe: '{}',
  outageHours: '{}',
  claimChoice: '{}',
  notModelled: '[]',
};

/** The smallest loss model that is right, with some sections replaced. */
export function minimalLossModel(sections: Readonly<Record<string, string>> = {}): string {
  const all = Object.entries({ ...LOSS_MODEL, ...sections });
  return `${all.map(([key, yaml]) => `${key}: ${yaml}`).join('\n')}\n`;
}

/** The issues of the smallest files with some of them replaced. */
export function issuesWith(changes: Readonly<Record<string, string>>): readonly Issue[] {
  return bundle(new Map([...minimalFiles(), ...Object.entries(changes)])).issues;
}

/** `file:line:column code`, to compare in a test. */
export function brief(issues: readonly Issue[]): string[] {
  return issues.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
}

/** The real data files. */
export function realFiles(): Map<string, string> {
  const folder = path.join(PACKAGE, 'data');
  const names = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return new Map(names.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}
