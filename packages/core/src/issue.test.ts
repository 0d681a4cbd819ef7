import { expect, test } from 'vitest';
import { hasErrors, type Issue, placeOf, printIssue, sortIssues } from './issue.ts';
import { inLanguage } from './text.ts';

const issue = (over: Partial<Issue>): Issue => ({
  code: 'register.unknown-key',
  severity: 'error',
  path: '',
  message: { ja: '知らない項目です', en: 'unknown key' },
  hint: { ja: '項目名を確かめます', en: 'check the name' },
  ...over,
});

test('C28 only errors are errors', () => {
  expect(hasErrors([])).toBe(false);
  expect(hasErrors([issue({ severity: 'warning' }), issue({ severity: 'info' })])).toBe(false);
  expect(hasErrors([issue({ severity: 'info' }), issue({})])).toBe(true);
});

test('C29 issues are in the order of the input: file, line, column, path, code', () => {
  const sorted = [
    issue({ path: 'z' }),
    issue({ file: 'a.yaml', line: 2, column: 10 }),
    issue({ file: 'a.yaml', line: 10, column: 1, path: 'a' }),
    issue({ file: 'a.yaml', line: 10, column: 2, path: 'a', code: 'a' }),
    issue({ file: 'a.yaml', line: 10, column: 2, path: 'a', code: 'b' }),
    issue({ file: 'a.yaml', line: 10, column: 2, path: 'b', code: 'a' }),
    issue({ file: 'b.yaml', line: 1 }),
  ];
  expect(sortIssues([...sorted].reverse())).toEqual(sorted);
});

test('C29 issues at one place keep their order, and the input is left as it was', () => {
  const same = [issue({ severity: 'error' }), issue({ severity: 'warning' })];
  expect(sortIssues(Object.freeze(same) as Issue[])).toEqual(same);
});

test('C30 a printed issue has its keys in one order and the hint in the reader’s language', () => {
  const printed = printIssue(issue({ line: 12, file: 'company.yaml', column: 5, path: 'assets[2]' }), 'ja');
  expect(JSON.stringify(printed)).toBe(
    '{"code":"register.unknown-key","severity":"error","path":"assets[2]","file":"company.yaml","line":12,"column":5,' +
      '"message":{"ja":"知らない項目です","en":"unknown key"},"hint":"項目名を確かめます"}',
  );
  expect(printIssue(issue({}), 'en').hint).toBe('check the name');
  expect(inLanguage(issue({}).message, 'en')).toBe('unknown key');
});

test('C31 a place is written as editors and workbooks name it', () => {
  expect(placeOf({ file: 'company.yaml', line: 12, column: 5 })).toBe('company.yaml:12:5');
  expect(placeOf({ file: 'company.yaml' })).toBe('company.yaml');
  expect(placeOf({ line: 3, column: 1 })).toBe('3:1');
  expect(placeOf({ file: 'company.xlsx', cell: '情報資産!C5' })).toBe('company.xlsx 情報資産!C5');
  expect(placeOf({ cell: '情報資産!C5' })).toBe('情報資産!C5');
  expect(placeOf({})).toBe('');
});
