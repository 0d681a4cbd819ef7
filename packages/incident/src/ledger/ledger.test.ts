import { readFileSync } from 'node:fs';
import { type LossEvent, type Policy, pay, readEvents, readPolicies } from '@sonae/policy';
import { diceOf, randomHistory, randomPolicy } from '@sonae/policy/testing';
import { readYamlTrees } from '@sonae/register/yaml';
import { expect, test } from 'vitest';
import { countedYen } from './event.ts';
import type { ClaimLine, CostLine, Ledger, LedgerLine } from './line.ts';
import { positionOf } from './position.ts';
import { foresee, ledgerWarnings } from './warn.ts';

const example = (file: string) =>
  readFileSync(new URL(`../../../../examples/${file}`, import.meta.url), 'utf8');
const MINATO = readPolicies(example('policies/minato-cyber-std-2026.yaml'), 'minato')[0].policy!;
const ASAHI = example('events/asahi-leak.yaml');

type Row = Record<string, never>;

/** The worked example as a bookkeeper would write it down. */
function asahi(): Ledger {
  const { claims, costs, id, name, fictional, ...facts } = readYamlTrees(ASAHI, 'asahi')[0].tree as Record<
    string,
    unknown
  >;
  const base = { state: 'incurred', taxBasis: 'exempt' } as const;
  return {
    case: id as string,
    counts: 'excluded',
    facts: { ...facts, name, fictional },
    lines: [
      ...(costs as Row[]).map(
        ({ consent, ...cost }, i): CostLine =>
          ({ ...base, ...(cost as object), kind: 'cost', id: `k${i}`, consent: { kind: consent } }) as never,
      ),
      ...(claims as Row[]).flatMap(({ components, ...claim }) =>
        (components as Row[]).map(({ kind, ...component }, i): ClaimLine => {
          const { id: name, claimant, forum, madeAt } = claim as never as ClaimLine;
          return {
            ...base,
            ...(component as object),
            kind: 'claim',
            id: `${name}-${i}`,
            claim: name,
            claimant,
            forum,
            madeAt,
            componentKind: kind,
          } as never;
        }),
      ),
    ],
  };
}

test('LE1 the worked example: 81,700,000, to the yen and line by line as the evaluator says', () => {
  const { events } = readEvents(ASAHI, 'asahi');
  const direct = pay([MINATO], events!);
  const position = positionOf(asahi(), [MINATO]);
  expect(position.insurer).toBe(81_700_000);
  expect(position.result.total).toBe(direct.total);
  expect(position.result.kept).toEqual(direct.kept);
  expect(position.range).toEqual(direct.range);
  expect(position.stays).toBe(direct.loss - direct.total);
  const paid = (head: string) =>
    position.lines.find(
      ({ id }) => id === asahi().lines.find((line) => 'head' in line && line.head === head)!.id,
    )!;
  expect(paid('ransom')).toMatchObject({ insurer: 0, stays: 5_000_000 });
  expect(paid('legal_advice').cover).toMatchObject({
    part: 'expense',
    sharePpm: 900_000,
    subLimit: { node: 'h_advice', amount: 10_000_000 },
    inWindow: 'yes',
    windowEnds: '2027-09-03',
  });
});

/** A history told as a ledger: what the generator made of an event, taken apart again. */
function ledgerOf(event: LossEvent): Ledger {
  const iso = (at: number) => new Date(at).toISOString();
  const { claims, costs, recoveries, outage, occurredAt, discoveredAt, reportedAt, ...rest } =
    event.facts as Record<string, never>;
  const hours = outage as { start: number; end: number; hourly: object[] };
  const lines = event.lines.flatMap((line): LedgerLine[] => {
    const base = { id: line.id, state: 'incurred', amount: line.amount, taxBasis: 'exempt' } as const;
    if (line.kind === 'cost')
      return [
        {
          ...base,
          kind: 'cost',
          head: line.word,
          at: iso(line.at!),
          consent: { kind: line.consent as 'none' },
          units: line.units,
          ...(line.claim > 0 && { claim: `c${line.claim - 1}` }),
        } as CostLine,
      ];
    const component = line.facts.component as { contractualOnly: boolean; kind: string };
    return [
      {
        ...base,
        kind: 'claim',
        claim: `c${line.claim - 1}`,
        claimant: line.claimant as 'victim',
        forum: line.claimForum,
        madeAt: iso(line.claimMadeAt!),
        head: line.word,
        contractualOnly: component.contractualOnly,
        componentKind: component.kind,
      } as ClaimLine,
    ];
  });
  // A loss that arises over hours stands in the event as one line for each stretch; a ledger has it once.
  const whole = [...Map.groupBy(lines, ({ id }) => id).values()].map((same) => ({
    ...same[0],
    amount: same.reduce((sum, { amount }) => sum + amount, 0),
  }));
  return {
    case: event.id,
    counts: 'excluded',
    facts: {
      ...rest,
      series: event.series,
      occurredAt: iso(occurredAt),
      discoveredAt: iso(discoveredAt),
      reportedAt: iso(reportedAt),
      outage: { ...hours, start: iso(hours.start), end: iso(hours.end) },
    },
    lines: whole,
  };
}

test('LE1 random ledgers: totals, ranges and reasons equal the evaluator’s, and lines add up to them', () => {
  let paying = 0;
  for (let seed = 0; seed < 60; seed++) {
    const dice = diceOf(seed);
    const policies: Policy[] = [
      randomPolicy(dice, 'p1'),
      ...(dice.oneIn(3) ? [randomPolicy(dice, 'p2')] : []),
    ];
    const { events } = randomHistory(dice);
    const direct = pay(policies, events);
    const last = events.at(-1)!;
    const position = positionOf(ledgerOf(last), policies, events.slice(0, -1));
    const own = direct.events.at(-1)!;
    expect(position.insurer, `seed ${seed}`).toBe(own.total);
    expect(position.range, `seed ${seed}`).toEqual(own.range);
    expect(position.result.kept, `seed ${seed}`).toEqual(direct.kept);
    expect(position.counted - position.recovered - position.insurer).toBe(position.stays);
    const lines = position.lines.reduce((sum, { insurer }) => sum + insurer, 0);
    expect(lines, `seed ${seed}`).toBe(own.total);
    for (const line of position.lines) expect(line.insurer + line.stays).toBe(line.counted);
    if (own.total > 0) paying += 1;
  }
  // A test of nothing but zeros would prove nothing.
  expect(paying).toBeGreaterThan(24);
});

const LINE: CostLine = {
  id: 'x',
  kind: 'cost',
  head: 'forensic',
  state: 'considered',
  amount: 1_100_000,
  taxBasis: 'included',
  taxPpm: 100_000,
  at: '2026-10-01',
  consent: { kind: 'none' },
  outsourced: true,
};
const bare = (lines: readonly LedgerLine[] = []): Ledger => ({ ...asahi(), lines });

test('LE2 tax: the same paper counts with or without it, by the side of the ledger', () => {
  expect(countedYen(LINE, 'excluded')).toBe(1_000_000);
  expect(countedYen(LINE, 'included')).toBe(1_100_000);
  expect(countedYen({ ...LINE, taxBasis: 'excluded', amount: 1_000_000 }, 'included')).toBe(1_100_000);
  expect(countedYen({ ...LINE, taxBasis: 'exempt' }, 'excluded')).toBe(1_100_000);
  expect(() => countedYen({ ...LINE, taxPpm: undefined }, 'excluded')).toThrow(RangeError);
});

test('LE3 a claim counts as settled, else as assessed, else as claimed; recourse counts once received', () => {
  const claim: ClaimLine = {
    id: 'c',
    kind: 'claim',
    claim: 'a',
    claimant: 'victim',
    forum: 'JP',
    madeAt: '2026-10-01',
    head: 'damages',
    state: 'incurred',
    amount: 9_000_000,
    taxBasis: 'exempt',
    contractualOnly: false,
    componentKind: 'damage',
  };
  const insurer = (line: LedgerLine, ...more: LedgerLine[]) =>
    positionOf(bare([line, ...more]), [MINATO]).insurer;
  const quiet = insurer({ ...claim, amount: 0 });
  expect(insurer(claim) - quiet).toBe(8_500_000);
  expect(insurer({ ...claim, assessed: 5_000_000 }) - quiet).toBe(4_500_000);
  const consent = { kind: 'prior_written' } as const;
  expect(
    insurer({ ...claim, assessed: 5_000_000, settled: { amount: 3_000_000, at: '2026-12-01', consent } }) -
      quiet,
  ).toBe(2_500_000);
  const recourse = {
    id: 'r',
    kind: 'recourse',
    party: '委託先',
    heads: ['damages_individual'],
    amount: 4_000_000,
    taxBasis: 'exempt',
  } as const;
  expect(insurer(claim, { ...recourse, state: 'promised' }) - quiet).toBe(8_500_000);
  const received = positionOf(bare([claim, { ...recourse, state: 'paid' }]), [MINATO]);
  expect(received.recovered).toBe(4_000_000);
  expect(received.insurer - quiet).toBe(4_500_000);
});

const codes = (line: LedgerLine, ledger = bare()) =>
  foresee(ledger, line, [MINATO]).warnings.map(({ code }) => code);

test('LE4 before money is promised: what lacks consent says what it costs', () => {
  const gift: CostLine = {
    ...LINE,
    head: 'gift',
    amount: 20_000_000,
    taxBasis: 'exempt',
    units: 48_000,
    unit: 'person',
  };
  const seen = foresee(bare(), gift, [MINATO]);
  expect(seen).toMatchObject({ insurer: 0, withConsent: 20_000_000, stays: 20_000_000 });
  expect(seen.warnings.map(({ code }) => code)).toEqual(['ledger.consent']);
  expect(seen.warnings[0].message.ja).toContain('20,000,000 円');
  expect(codes({ ...gift, consent: { kind: 'prior' } })).toEqual(['ledger.consent']);
  expect(codes({ ...gift, consent: { kind: 'prior_written' } })).toEqual([]);
  expect(codes(LINE)).toEqual([]);
});

test('LE4 what no policy lists, comes too late, or no limit has room for, is told before', () => {
  expect(codes({ ...LINE, head: 'ransom' })).toEqual(['ledger.not-covered']);
  expect(codes({ ...LINE, at: '2028-01-01' })).toEqual(['ledger.window']);
  const full = foresee(bare(), { ...LINE, amount: 44_000_000 }, [MINATO]);
  expect(full.warnings.map(({ code }) => code)).toEqual(['ledger.limit']);
  expect(full.insurer).toBe(30_000_000);
  const { discoveredAt, ...facts } = bare().facts;
  expect(codes(LINE, { ...bare(), facts })).toContain('ledger.window-unknown');
});

test('LE4 a settlement without the insurer’s consent is told; only what is not yet spent is warned of', () => {
  const claim: ClaimLine = {
    id: 's',
    kind: 'claim',
    claim: 'a',
    claimant: 'victim',
    forum: 'JP',
    madeAt: '2026-10-01',
    head: 'damages',
    state: 'promised',
    amount: 1_000_000,
    taxBasis: 'exempt',
    contractualOnly: false,
    componentKind: 'damage',
    settled: { amount: 900_000, at: '2026-12-01', consent: { kind: 'none' } },
  };
  expect(codes(claim)).toContain('ledger.settled-without-consent');
  const ransom: CostLine = { ...LINE, id: 'y', head: 'ransom' };
  expect(ledgerWarnings(bare([ransom]), [MINATO]).map(({ line }) => line)).toEqual(['y']);
  expect(ledgerWarnings(bare([{ ...ransom, state: 'paid' }]), [MINATO])).toEqual([]);
});

test('LE5 the room of a sub-limit is what the evaluator would still pay', () => {
  const used = positionOf(bare([{ ...LINE, amount: 11_000_000 }]), [MINATO]).lines[0];
  expect(used.cover?.subLimit).toEqual({ node: 'h_response', amount: 30_000_000, room: 20_000_000 });
  const advice = positionOf(bare([{ ...LINE, head: 'legal_advice', amount: 11_000_000 }]), [MINATO]).lines[0];
  expect(advice).toMatchObject({ insurer: 9_000_000, stays: 1_000_000 });
  expect(advice.cover?.subLimit?.room).toBe(1_000_000);
});

test('LE6 in or out of the response period is what the evaluator says: it closes at its end, and the day of discovery is within', () => {
  const cost = (id: string, at: string): CostLine => ({
    id,
    kind: 'cost',
    state: 'incurred',
    head: 'forensic',
    amount: 1_000_000,
    taxBasis: 'exempt',
    at,
    consent: { kind: 'prior_written' },
  });
  const lines = [cost('same', '2026-09-03'), cost('last', '2027-09-03'), cost('late', '2027-09-04')];
  const position = positionOf({ ...asahi(), lines }, [MINATO]);
  expect(position.lines.map(({ cover }) => cover?.inWindow)).toEqual(['yes', 'yes', 'no']);
  expect(position.lines.map(({ insurer }) => insurer > 0)).toEqual([true, true, false]);
  const { warnings } = foresee({ ...asahi(), lines: [] }, cost('same', '2026-09-03'), [MINATO]);
  expect(warnings).toEqual([]);
});
