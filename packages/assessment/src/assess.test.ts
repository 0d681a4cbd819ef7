import type { Company } from '@sonae/register';
import { arbitraryCompany } from '@sonae/register/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from './assess.ts';
import type { Assessment } from './result.ts';
import { examplePolicy, FEW_WORLDS, inputOf, OPTIONS } from './testing/input.ts';

/** Random companies; `SONAE_THOROUGH=1` plays a thousand, as `.ci/run` does. */
const COMPANIES = process.env.SONAE_THOROUGH ? 1_000 : 150;

const POLICY_SETS = [
  [],
  [examplePolicy('minato-cyber-std-2026')],
  [examplePolicy('harukaze-it-eo-2026'), examplePolicy('akebono-leak-wide-2026')],
];

const RETAILER: Company = {
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: {
    name: '試験商店',
    industry: 'ec',
    staff: 60,
    revenueYen: 3_000_000_000,
    onlineSalesShare: 0.9,
  },
  systems: [{ id: 'shop', name: '通販', kind: 'web_shop', internetFacing: 'yes' }],
  assets: [
    {
      id: 'customers',
      name: '顧客',
      kinds: ['name', 'address'],
      persons: 48_000,
      cards: 2100,
      systems: ['shop'],
    },
  ],
  partners: [{ id: 'mall', name: 'モール', role: 'mall' }],
  contracts: [
    {
      id: 'mall',
      partner: 'mall',
      title: '出店契約',
      side: 'we_supply',
      cap: { kind: 'amount', yen: 1_000_000 },
      penalty: { yen: 3_000_000, mode: 'adds' },
    },
  ],
};

/** Every rule of the picture: bars, parts and curves belong to the same years. */
function checkPicture(a: Assessment): void {
  const { gross, contract, insurance, retained } = a.waterfall;
  expect(gross - contract - insurance).toBe(retained);
  expect(Math.min(contract, insurance, retained)).toBeGreaterThanOrEqual(0);
  const sum = (values: readonly number[]) => values.reduce((x, y) => x + y, 0);
  expect(sum(a.heads.map((head) => head.gross))).toBe(gross);
  expect(sum(a.heads.map((head) => head.afterContract))).toBe(gross - contract);
  expect(sum(a.heads.map((head) => head.retained))).toBe(retained);
  expect(sum(a.scenarios.map((scenario) => scenario.gross))).toBe(gross);
  expect(sum(a.scenarios.map((scenario) => scenario.retained))).toBe(retained);
  expect(sum(a.kept.map((kept) => kept.yen))).toBe(retained);
  expect(sum(a.payers.map((payer) => payer.yen))).toBe(gross);
  const ordered = (values: readonly number[]) => values.every((v, i) => i === 0 || v <= values[i - 1]);
  expect(a.heads.filter((h) => !ordered([h.gross, h.afterContract, h.retained, 0]))).toEqual([]);
  const { gross: claimed, afterContract, retained: kept, withPremium } = a.curves;
  for (const [i, point] of kept.entries()) {
    const yen = [claimed[i].yen, afterContract[i].yen, point.yen];
    const before = i === 0 ? [0, 0, 0] : [claimed[i - 1].yen, afterContract[i - 1].yen, kept[i - 1].yen];
    const good =
      yen.every((amount, c) => Number.isSafeInteger(amount) && amount >= before[c]) &&
      ordered(yen) &&
      withPremium[i].yen === point.yen + a.premiumYen + a.controlCostYen;
    if (!good) expect.fail(`curves at ${point.probability}: ${yen}, with premium ${withPremium[i].yen}`);
  }
  expect([claimed.length, afterContract.length, withPremium.length]).toEqual(Array(3).fill(kept.length));
  for (const headline of Object.values(a.headlines)) {
    expect(Number.isSafeInteger(headline.yen)).toBe(true);
    expect(headline.low).toBeLessThanOrEqual(headline.high);
  }
}

describe('the picture', () => {
  test('A1 bars add up to the yen and curves are ordered for any company', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryCompany,
        fc.constantFrom(...POLICY_SETS),
        fc.nat(),
        async (company, policies, seed) => {
          const data = { ...FEW_WORLDS, worlds: 1, blockYears: 300 };
          checkPicture(await assess(inputOf(company, policies, data), { ...OPTIONS, years: 300, seed }));
        },
      ),
      { numRuns: COMPANIES },
    );
  });

  test('A1 contracts and insurance both carry something for the example shop', async () => {
    const a = await assess(inputOf(RETAILER, POLICY_SETS[1], { ...FEW_WORLDS, worlds: 20 }), {
      ...OPTIONS,
      years: 80_000,
    });
    checkPicture(a);
    expect(a.waterfall.contract).toBeGreaterThan(0);
    expect(a.waterfall.insurance).toBeGreaterThan(0);
  });

  test('A2 the same input gives the same bytes, another seed another figure', async () => {
    const input = inputOf(RETAILER, POLICY_SETS[1]);
    const run = async (seed: number, threads: number) =>
      JSON.stringify(await assess(input, { ...OPTIONS, seed, threads }));
    const first = await run(42, 1);
    expect(await run(42, 1)).toBe(first);
    expect(await run(42, 2)).toBe(first);
    expect(await run(43, 1)).not.toBe(first);
  });

  test('A3 rows of a table may stand in any order', async () => {
    const shuffled: Company = {
      ...RETAILER,
      assets: RETAILER.assets?.toReversed(),
      systems: RETAILER.systems?.toReversed(),
    };
    const strip = ({ command: _, ...rest }: Assessment) => rest;
    const run = async (company: Company) => strip(await assess(inputOf(company), OPTIONS));
    expect(await run(shuffled)).toEqual(await run(RETAILER));
  });

  test('A4 splitting an asset in two does not make the company more prone', async () => {
    const [customers] = RETAILER.assets ?? [];
    const halves = ['a', 'b'].map((id) => ({ ...customers, id, persons: 24_000, cards: 1050 }));
    const rate = async (company: Company) => {
      const a = await assess(inputOf(company), { ...OPTIONS, years: 8000 });
      return a.scenarios.filter((s) => s.cause !== 'operation_error').length;
    };
    // Twice as many scenarios, each with half the rate: the yearly number of events stays.
    expect(await rate({ ...RETAILER, assets: halves })).toBeGreaterThan(await rate(RETAILER));
    const { lossModel } = await import('@sonae/loss');
    const { companySubject } = await import('@sonae/loss');
    const shares = (company: Company) => {
      const { source } = lossModel(FEW_WORLDS, companySubject(company));
      return source.groups.map(({ id, rows }) => [id, rows.reduce((sum, row) => sum + row.inputs[0], 0)]);
    };
    for (const [i, [id, share]] of shares({ ...RETAILER, assets: halves }).entries()) {
      expect([id, Number(Number(share).toFixed(12))]).toEqual(
        shares(RETAILER).map(([a, b]) => [a, Number(Number(b).toFixed(12))])[i],
      );
    }
  });
});

describe('headlines', () => {
  test('A5 a policy never raises what stays, and a second one never either', async () => {
    const sets = [[], POLICY_SETS[1], [...POLICY_SETS[1], ...POLICY_SETS[2]]];
    const retained: number[][] = [];
    for (const policies of sets) {
      const a = await assess(inputOf(RETAILER, policies, { ...FEW_WORLDS, worlds: 10 }), {
        ...OPTIONS,
        years: 40_000,
      });
      retained.push(a.curves.retained.map((point) => point.yen));
    }
    for (let i = 1; i < retained.length; i++) {
      retained[i].forEach((yen, k) => {
        expect(yen).toBeLessThanOrEqual(retained[i - 1][k]);
      });
    }
  });

  test('A6 a company with nothing but a name gets figures, wide ones', async () => {
    const bare: Company = { sonae: 'company/1', taxBasis: 'excluded', organisation: { name: '名前だけ' } };
    const a = await assess(inputOf(bare, [], { ...FEW_WORLDS, worlds: 200 }), { ...OPTIONS, years: 8000 });
    checkPicture(a);
    expect(a.headlines['100'].high / Math.max(1, a.headlines['100'].low)).toBeGreaterThan(10);
    expect(a.nextQuestion?.narrowing).toBeGreaterThan(0.05);
    expect(['revenueYen', 'staff', 'industry']).toContain(a.nextQuestion?.id);
  });
});
