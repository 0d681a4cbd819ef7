import { expect, test } from 'vitest';
import { assess } from './assess.ts';
import { examplePolicy, inputOf, OPTIONS } from './testing/input.ts';
import { exampleCompany } from './testing/played.ts';

const POLICIES = ['minato-cyber-std-2026', 'harukaze-it-eo-2026'].map(examplePolicy);

test.each([
  { id: 'retailer', isRelieved: false },
  { id: 'it-vendor', isRelieved: true },
])(
  'A35 kernels and the reference assess the $id alike, partners and policies included',
  async ({ id, isRelieved }) => {
    const input = inputOf(exampleCompany(id), POLICIES);
    const [reference, kernels] = await Promise.all(
      (['typescript', 'wasm'] as const).map((engine) => assess(input, { ...OPTIONS, engine })),
    );
    expect(kernels).toEqual(reference);
    expect(kernels.waterfall.contract > 0).toBe(isRelieved);
    expect(kernels.waterfall.insurance).toBeGreaterThan(0);
  },
);
