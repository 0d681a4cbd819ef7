import { expect, test } from 'vitest';
import { brief, COST, issuesWith, minimalFiles } from '../testing/files.ts';

const cost = (change: (row: string) => string) => ({ 'unit-costs.yaml': `facts:\n  - ${change(COST)}\n` });
const add = (fields: string) => cost((row) => `${row.slice(0, -1)}, ${fields}}`);

test.each([
  ['a source', cost((row) => row.replace('[report]', '[rumour]')), 'facts[0].sources[0]'],
  ['a row', add('from: [cost.none]'), 'facts[0].from[0]'],
  ['a head', add('heads: [forensic]'), 'facts[0].heads[0]'],
  ['a tier', add('tier: severe'), 'facts[0].tier'],
  ['a unit', cost((row) => row.replace('unit: JPY', 'unit: EUR')), 'facts[0].unit'],
])('K6 %s that does not exist is refused', (_, files, path) => {
  const issues = issuesWith(files).filter(({ code }) => code === 'knowledge.unknown-id');
  expect(issues).toMatchObject([{ path, file: 'unit-costs.yaml', line: 2, severity: 'error' }]);
});

test('K6 words of the vocabulary refer to words, rows and items that exist', () => {
  const text = minimalFiles()
    .get('vocabulary.yaml')!
    .replace('causes: []', 'causes: [{id: a, ja: あ, en: a, family: f, policyCause: p}]')
    .replace('controls: []', 'controls: [{id: a, ja: あ, en: a, effects: [ctl.none]}]')
    .replace('dataKinds: []', 'dataKinds: [{id: a, ja: あ, en: a, class: c, jnsa: [住所]}]');
  const paths = issuesWith({ 'vocabulary.yaml': text }).map(({ path }) => path);
  expect(paths.toSorted()).toEqual([
    'causes[0].family',
    'causes[0].policyCause',
    'controls[0].effects[0]',
    'dataKinds[0].class',
    'dataKinds[0].jnsa[0]',
  ]);
});

test('K6 cases refer to the vocabulary', () => {
  const row =
    '{id: a_1, ja: あ, en: a, date: 2020, country: JP, sector: s, industry: space, cause: magic, kinds: [soul], certainty: verified, sources: [report]}';
  const paths = issuesWith({ 'cases.yaml': `cases:\n  - ${row}\n` }).map(({ path }) => path);
  expect(paths.toSorted()).toEqual(['cases[0].cause', 'cases[0].industry', 'cases[0].kinds[0]']);
});

test('K6 event facts refer to groups, objects and lists of the vocabulary', () => {
  const fact =
    '{id: a, ja: あ, en: a, group: g, type: code, vocabulary: words, of: o, question: {ja: あ, en: a}}';
  const text = minimalFiles().get('event-facts.yaml')!.replace('facts: []', `facts: [${fact}]`);
  const paths = issuesWith({ 'event-facts.yaml': text }).map(({ path }) => path);
  expect(paths.toSorted()).toEqual(['facts[0].group', 'facts[0].of', 'facts[0].vocabulary']);
});

test('K6 what refers to a file that could not be read is not blamed', () => {
  expect(brief(issuesWith({ 'sources.yaml': 'sources: 1' }))).toEqual(['sources.yaml:1:10 knowledge.schema']);
  expect(brief(issuesWith({ 'awards.yaml': 'facts: 1', ...add('from: [claim.awards]') }))).toEqual([
    'awards.yaml:1:8 knowledge.schema',
  ]);
});
