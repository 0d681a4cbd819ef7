import { expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import { brief, COST, issuesWith, minimalFiles, realFiles } from './testing/files.ts';

test('K1 a row without a source is refused, with file and line', () => {
  const bare = COST.replace(', sources: [report]', '');
  const issues = issuesWith({
    'unit-costs.yaml': `facts:\n  - ${COST}\n  - ${bare.replace('cost.dm', 'cost.ad')}\n`,
  });
  expect(brief(issues)).toEqual(['unit-costs.yaml:3:5 knowledge.no-source']);
  expect(issues[0]?.path).toBe('facts[1].sources');
});

test('K1 an empty list of sources is no source', () => {
  const bare = COST.replace('sources: [report]', 'sources: []');
  expect(brief(issuesWith({ 'unit-costs.yaml': `facts:\n  - ${bare}\n` }))).toEqual([
    `unit-costs.yaml:2:${bare.indexOf('[]') + 5} knowledge.no-source`,
  ]);
});

test('K2 all problems of all files come at once, in order of place', () => {
  const issues = issuesWith({
    'unit-costs.yaml': `facts:\n  - ${COST.replace('date: 2024', 'date: 24')}\n  - ${COST.replace('verified', 'sure')}\n`,
    'awards.yaml': 'facts: [\n',
    'cases.yaml': 'cases: []\nmore: 1\n',
  });
  expect(issues.map(({ file, code }) => `${file} ${code}`)).toEqual([
    'awards.yaml knowledge.yaml',
    'cases.yaml knowledge.unknown-key',
    'unit-costs.yaml knowledge.schema',
    'unit-costs.yaml knowledge.schema',
  ]);
  expect(issues.every(({ message, hint }) => message.ja && message.en && hint.ja && hint.en)).toBe(true);
});

test('K2 with an error there are no modules', () => {
  const files = minimalFiles();
  expect(bundle(files).modules).toBeDefined();
  expect(bundle(files.set('cases.yaml', 'cases: 1')).modules).toBeUndefined();
});

test('K14 a file nobody reads and a file that is missing are refused', () => {
  const files = minimalFiles().set('prices.yaml', 'facts: []').set('facts.yaml', 'facts: []');
  files.delete('duties.yaml');
  expect(brief(bundle(files).issues)).toEqual([
    'duties.yaml:1:1 knowledge.missing-file',
    'facts.yaml:1:1 knowledge.unknown-file',
    'prices.yaml:1:1 knowledge.unknown-file',
  ]);
});

test('K8 sources cited by id are written out in every row', () => {
  const modules = bundle(minimalFiles()).modules;
  expect(modules?.calibration).toContainEqual(
    expect.objectContaining({
      id: 'cost.dm',
      topic: 'unit-costs',
      date: '2024',
      sources: [{ id: 'report', title: '報告書' }],
    }),
  );
});

test('K2 the data of this package has no problem', () => {
  expect(bundle(realFiles()).issues).toEqual([]);
});
