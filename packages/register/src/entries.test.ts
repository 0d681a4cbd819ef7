import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDateText } from './explain/date-text.ts';
import { readNumberText } from './explain/number-text.ts';
import { checkCompany, formatPath } from './index.ts';
import { fold, nearest } from './nearest.ts';
import { readAnswers, readCompanyYaml } from './readers/index.ts';
import { testVocabulary } from './testing/vocabulary.ts';

/** Files and packages a module imports, directly or not; types leave no trace at run time. */
function reached(file: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  const text = readFileSync(file, 'utf8').replace(/^import type [^;]*;/gm, '');
  const imports = /^(?:import\b|export (?:\*|\{))[^;']*'([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm;
  for (const [, from, lazy] of text.matchAll(imports)) {
    const target = from ?? lazy;
    if (target.startsWith('.')) reached(new URL(target, file), seen);
    else seen.add(target);
  }
  return seen;
}

test('R4 the main entry holds no reader and nothing of Node', () => {
  const all = [...reached(new URL('./index.ts', import.meta.url))];
  expect(all.filter((target) => !target.startsWith('file:')).sort()).toEqual(['@sonae/core', 'zod']);
  expect(all.filter((target) => /\/(?:readers|testing)\//.test(target))).toEqual([]);
  for (const file of all.filter((target) => target.startsWith('file:'))) {
    expect(readFileSync(new URL(file), 'utf8')).not.toMatch(/\b(?:Buffer|process)\b/);
  }
});

test('R4 a form on a screen is checked without any file', () => {
  const { company, issues } = checkCompany(
    { sonae: 'company/1', taxBasis: 'excluded', organisation: {} },
    testVocabulary,
  );
  expect(company).toBeUndefined();
  expect(issues).toMatchObject([{ code: 'register.missing', path: 'organisation.name' }]);
});

test('R1 the examples in the doc comments hold', () => {
  expect(formatPath(['assets', 2, 'persons'])).toBe('assets[2].persons');
  expect(nearest('persns', ['persons', 'cards'])).toBe('persons');
  expect(nearest('xyz', ['persons'])).toBeUndefined();
  expect(fold('Ｗｈｏｌｅｓａｌｅ　業')).toBe('wholesale業');
  expect(readNumberText('1億2,000万円')).toMatchObject({
    digits: '120000000',
    separators: true,
    scaled: true,
    unit: 'yen',
  });
  expect(readDateText('令和8年2月3日')).toEqual({ date: '2026-02-03' });
  expect(readDateText('2026-02-30')).toEqual({ noSuchDay: true, lastOfMonth: '2026-02-28' });
  expect(readCompanyYaml('- 3', 'company.yaml', testVocabulary).issues[0].code).toBe('register.wrong-type');
  expect(readAnswers('industry: ネット通販', 'a.yaml', testVocabulary).answers?.industry).toBe('ec');
});
