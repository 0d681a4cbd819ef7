import { expect, test } from 'vitest';
import { mutantsOf } from '../../bench/mutation/mutants.mjs';

const changed = (source: string) => mutantsOf(source).map(({ what, source: text }) => `${what}: ${text}`);

test('B1 each operator, number and boundary is changed alone', () => {
  expect(changed('const a = b + 1;')).toEqual([
    '+ → -: const a = b - 1;',
    '1 → 2: const a = b + 2;',
    '1 → 0: const a = b + 0;',
  ]);
  expect(changed('if (a < b) c();')).toEqual(['< → <=: if (a <= b) c();', '< → >: if (a > b) c();']);
});

test('B1 comments, texts, imports and types are left alone', () => {
  expect(
    mutantsOf("import { x } from './1.ts';\n// 1 + 1\nconst t = '1 + 1';\ntype T = {\n  a?: 1;\n};\n"),
  ).toEqual([]);
});

test('B1 a mutant knows its line', () => {
  expect(mutantsOf('\n\nconst a = true;')).toMatchObject([{ line: 3, what: 'true → false' }]);
});
