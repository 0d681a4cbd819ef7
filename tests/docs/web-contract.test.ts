import { readFileSync } from 'node:fs';
import { operations } from '@sonae/operations/catalogue';
import { expect, test } from 'vitest';

const PAGE = readFileSync(new URL('../../docs/web-contract.md', import.meta.url), 'utf8');

test('G5 the contract of the server lists every operation, and no other, with its address and whom it is for', () => {
  const listed = [...PAGE.matchAll(/^(GET|POST|PUT|PATCH|DELETE) +\/api(\S+) +(\S+) +(\S+)$/gm)].map(
    ([, ...words]) => words.join(' '),
  );
  const known = operations().map(({ method, path, id, needs }) => `${method} ${path} ${id} ${needs}`);
  expect(listed.toSorted()).toEqual(known.toSorted());
});
