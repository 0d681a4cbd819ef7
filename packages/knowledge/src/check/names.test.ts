import { expect, test } from 'vitest';
import { brief, COST, issuesWith, minimalFiles } from '../testing/files.ts';

const vocabulary = (lists: string) =>
  minimalFiles().get('vocabulary.yaml')!.replace('drivers: []', `drivers:\n${lists}`);

test('K4 an id of calibration is unique over all files, and the other place is named', () => {
  const issues = issuesWith({ 'awards.yaml': `facts:\n  - ${COST}\n` });
  expect(brief(issues)).toEqual(['awards.yaml:2:10 knowledge.duplicate-id']);
  expect(issues[0]?.message.en).toContain('unit-costs.yaml:2');
});

test('K4 an id is unique in its list', () => {
  const issues = issuesWith({
    'sources.yaml': 'sources:\n  - {id: report, title: A}\n  - {id: report, title: B}\n',
  });
  expect(brief(issues)).toEqual(['sources.yaml:3:10 knowledge.duplicate-id']);
});

test('K5 two words of a list share no name, whatever its width and case', () => {
  const issues = issuesWith({
    'vocabulary.yaml': vocabulary(
      '  - {id: mfa, ja: 多要素認証, en: MFA}\n  - {id: two, ja: 二要素, en: Two, aliases: [ＭＦＡ]}',
    ),
  });
  expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(['knowledge.duplicate-name drivers[1]']);
});

test('K5 a word may repeat its own name', () => {
  expect(
    issuesWith({ 'vocabulary.yaml': vocabulary('  - {id: edr, ja: EDR, en: EDR, aliases: [edr]}') }),
  ).toEqual([]);
});
