import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { conformanceFolder } from '../../../../tests/support/conformance.ts';
import { bagFolder } from '../files/bag-folder.ts';
import { verifyBag } from './verify.ts';

const ROOT = path.join(conformanceFolder(), 'bagit');
const bags = globSync('v*/*/*', { cwd: ROOT }).sort();

test.each(bags)('B1 the public bag %s', async (bag) => {
  const { valid, errors, warnings } = await verifyBag(await bagFolder(path.join(ROOT, bag)));
  const kind = bag.split('/')[1];
  // What would harm on one system is refused on all.
  expect({ bag, valid, errors: valid ? errors : [] }).toEqual({
    bag,
    valid: kind === 'valid' || kind === 'warning',
    errors: [],
  });
  if (kind === 'warning') expect(warnings).not.toEqual([]);
});

test('B1 all kinds are there', () => {
  expect(bags.length).toBeGreaterThan(20);
});
