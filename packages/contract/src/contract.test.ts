import {
  addEvent,
  addLine,
  createAssembler,
  createEventTable,
  createInterpreter,
  LINE_FLAG,
} from '@sonae/engine';
import { SLOTS, slotOf } from '@sonae/loss';
import type { Company, Contract } from '@sonae/register';
import { describe, expect, test } from 'vitest';
import { liabilities } from './liability.ts';
import { contractTerms } from './terms.ts';

const FACTS = ['intent', 'gross_negligence'];

function company(...contracts: Partial<Contract>[]): Company {
  return {
    sonae: 'company/1',
    taxBasis: 'excluded',
    organisation: { name: '試験' },
    partners: [
      { id: 'client', name: '得意先', role: 'client' },
      { id: 'crowd', name: 'その他', role: 'client', count: 3 },
    ],
    contracts: contracts.map((contract, i) => ({
      id: `c${i}`,
      partner: 'client',
      title: '契約',
      side: 'we_supply' as const,
      ...contract,
    })),
  };
}

type Claim = { readonly actual: number; readonly profit?: number; readonly partner?: number };

/** Claims of partners in one event each; gross and what is owed, by event. */
function meet(of: Company, claims: readonly Claim[], facts: readonly string[] = []): [number, number][] {
  const partners = (of.partners ?? []).map(({ id, count }) => ({ id, count: count ?? 1 }));
  const terms = contractTerms(liabilities(of).byPartner, partners, (fact) => FACTS.indexOf(fact));
  const assembler = createAssembler({ slots: SLOTS, partners: terms.partners });
  terms.write(assembler);
  const table = createEventTable(1);
  for (const { actual, profit = 0, partner = 0 } of claims) {
    const e = addEvent(table, 0, 0);
    for (const fact of facts) table.flags[e] |= 1 << FACTS.indexOf(fact);
    addLine(table, slotOf('partner_actual_loss', 'client'), 16, partner, actual);
    addLine(table, slotOf('partner_lost_profit', 'client'), 16, partner, profit);
    addLine(table, slotOf('liquidated_damages', 'client'), 16, partner, 0, 0, LINE_FLAG.contractualOnly);
    // What data subjects claim in the same event is nobody's contract.
    addLine(table, slotOf('solatium', 'victim'), 1, -1, 7);
  }
  const n = claims.length;
  const outcome = { gross: new Float64Array(n), relieved: new Float64Array(n), paid: [] };
  const order = Int32Array.from({ length: n }, (_, i) => i);
  createInterpreter(assembler.programme()).runPeriod(table, { order, from: 0, to: n }, outcome);
  return [...outcome.gross].map((gross, e) => [gross - 7, gross - 7 - outcome.relieved[e]]);
}

describe('reading', () => {
  test('T1 a contract in which we buy limits what the partner owes, not what we owe', () => {
    expect(liabilities(company({ side: 'we_buy', cap: { kind: 'amount', yen: 1 } })).byPartner.size).toBe(0);
  });

  test.each([
    [{ cap: { kind: 'amount', yen: 500 } }, 500, []],
    [{ cap: { kind: 'fee' }, yearlyFeeYen: 1200 }, 1200, []],
    [{ cap: { kind: 'fee_multiple', times: 0.5 }, yearlyFeeYen: 1201 }, 600, []],
    [{ cap: { kind: 'none' } }, undefined, []],
    [{ cap: { kind: 'fee' } }, undefined, ['fee-unknown']],
    [{ cap: { kind: 'unknown' } }, undefined, ['cap-unknown']],
    [{}, undefined, ['cap-unknown']],
  ] as const)('T2 %j caps at %s', (contract, cap, notes) => {
    const read = liabilities(company(contract));
    expect(read.byPartner.get('client')?.capPerClaim).toBe(cap);
    expect(read.notes.map((note) => note.code)).toEqual(notes);
  });

  test('T3 a consumer contract is broken by intent and gross negligence', () => {
    const read = liabilities(company({ consumer: 'yes', cap: { kind: 'amount', yen: 500 } }));
    expect(read.byPartner.get('client')?.brokenBy).toEqual(['gross_negligence', 'intent']);
    expect(read.notes.map((note) => note.code)).toEqual(['consumer']);
  });

  test('T4 of several contracts the least protective counts', () => {
    const low = { cap: { kind: 'amount', yen: 100 }, excludedHeads: ['partner_lost_profit'] } as const;
    const high = { cap: { kind: 'amount', yen: 900 }, brokenBy: ['intent' as const] } as const;
    const two = liabilities(
      company({ ...low, excludedHeads: ['partner_lost_profit'] }, { ...high, brokenBy: ['intent'] }),
    );
    expect(two.byPartner.get('client')).toMatchObject({
      capPerClaim: 900,
      excludedHeads: [],
      brokenBy: ['intent'],
    });
    expect(
      liabilities(company({ cap: low.cap }, { cap: { kind: 'none' } })).byPartner.get('client')?.capPerClaim,
    ).toBeUndefined();
  });

  test.each([
    ['beside a contract without a penalty it is but a minimum', { mode: 'replaces' }, undefined, 'minimum'],
    ['the mode that relieves least', { mode: 'replaces' }, { mode: 'adds' }, 'adds'],
    ['both replace', { mode: 'replaces' }, { mode: 'replaces' }, 'replaces'],
  ] as const)('T4 penalties of two contracts: %s', (_, a, b, mode) => {
    const cap = { kind: 'none' } as const;
    const first = { cap, penalty: { yen: 5, ...a } };
    const second = b ? { cap, penalty: { yen: 3, ...b } } : { cap };
    expect(liabilities(company(first, second)).byPartner.get('client')?.penalty).toEqual({ yen: 5, mode });
  });
});

describe('terms', () => {
  test.each([
    ['replaces, below', 'replaces', 300, 500, [500, 300]],
    ['replaces, above', 'replaces', 800, 500, [800, 800]],
    ['minimum, below', 'minimum', 300, 500, [500, 500]],
    ['minimum, above', 'minimum', 800, 500, [800, 800]],
    ['adds', 'adds', 300, 500, [800, 800]],
  ] as const)('T5 a penalty that %s', (_, mode, yen, actual, expected) => {
    expect(meet(company({ cap: { kind: 'none' }, penalty: { yen, mode } }), [{ actual }])).toEqual([
      expected,
    ]);
  });

  test('T5 nobody claims a penalty without a claim', () => {
    expect(
      meet(company({ cap: { kind: 'none' }, penalty: { yen: 300, mode: 'adds' } }), [{ actual: 0 }]),
    ).toEqual([[0, 0]]);
  });

  test('T6 an excluded head is not owed, unless the cap is broken', () => {
    const of = company({
      cap: { kind: 'none' },
      excludedHeads: ['partner_lost_profit'],
      brokenBy: ['gross_negligence'],
    });
    expect(meet(of, [{ actual: 500, profit: 200 }])).toEqual([[700, 500]]);
    expect(meet(of, [{ actual: 500, profit: 200 }], ['gross_negligence'])).toEqual([[700, 700]]);
    expect(meet(of, [{ actual: 500, profit: 200 }], ['intent'])).toEqual([[700, 500]]);
  });

  test('T1 a cap binds its own partner only, never data subjects', () => {
    const of = company({ cap: { kind: 'amount', yen: 100 } });
    expect(meet(of, [{ actual: 500 }, { actual: 500, partner: 1 }])).toEqual([
      [500, 100],
      [500, 500],
    ]);
  });

  test('T7 a yearly cap is shared by the claims of a year, a cap per claim is not', () => {
    const claims = [{ actual: 80 }, { actual: 80 }];
    expect(meet(company({ cap: { kind: 'amount', yen: 100, per: 'year' } }), claims)).toEqual([
      [80, 80],
      [80, 20],
    ]);
    expect(meet(company({ cap: { kind: 'amount', yen: 100, per: 'claim' } }), claims)).toEqual([
      [80, 80],
      [80, 80],
    ]);
  });

  test('T7 firms of one row have a yearly cap each', () => {
    const of = company({ partner: 'crowd', cap: { kind: 'amount', yen: 100, per: 'year' } });
    const claims = [
      { actual: 180, partner: 1 },
      { actual: 80, partner: 1 },
    ];
    expect(meet(of, claims)).toEqual([
      [180, 100],
      [80, 80],
    ]);
  });
});
