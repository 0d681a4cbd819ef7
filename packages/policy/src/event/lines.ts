import { settleYen, spreadYen } from '@sonae/core';
import { headGroups, headOf } from '@sonae/knowledge';
import type { Facts } from '@sonae/predicate';
import { HOUR } from '../instants.ts';
import type { LossLine, ProfileStep } from './event.ts';

type Row = { readonly [name: string]: unknown };

/** The money of an event, line by line, in the order of the file: claims first, then costs, then the loss of income. */
export function linesOf(facts: Facts): LossLine[] {
  const claims = (facts.claims ?? []) as readonly Row[];
  const costs = (facts.costs ?? []) as readonly Row[];
  const outage = facts.outage as Row | undefined;
  const profile = profileOf(outage);
  const lines = [
    ...claims.flatMap((claim, c) => componentLines(claim, c)),
    ...costs.map((cost, i) => costLine(cost, i, claims, profile)),
  ];
  const hasLostProfit = lines.some((line) => line.kind === 'cost' && line.head === 'lost_profit');
  const derived = hasLostProfit ? undefined : lostProfit(outage, profile);
  return [...lines, ...(derived ? [derived] : [])].flatMap(byStretch);
}

/** A loss that arises over hours as one line for each stretch: what one policy has paid of some hours, none pays again. */
function byStretch(line: LossLine): LossLine[] {
  const { profile } = line;
  if (profile === undefined || profile.length < 2) return [line];
  const amounts = spreadYen(
    line.amount,
    profile.map((step) => step.weight),
  );
  return profile.map((step, i) => ({ ...line, amount: amounts[i], profile: [step] }));
}

function componentLines(claim: Row, c: number): LossLine[] {
  const claimant = claim.claimant as string | undefined;
  const { components, ...claimFacts } = claim;
  return ((components ?? []) as readonly Row[]).map((component, i) => {
    const head = component.head as string | undefined;
    return {
      id: `claims[${c}].components[${i}]`,
      kind: 'component',
      head,
      word:
        (component.word as string | undefined) ?? head ?? (component.kind as string | undefined) ?? 'damages',
      amount: component.amount as number,
      claim: c + 1,
      claimant,
      claimMadeAt: claim.madeAt as number | undefined,
      claimForum: claim.forum as string | undefined,
      facts: { component, claim: claimFacts },
      unit: 'person',
    };
  });
}

function costLine(
  cost: Row,
  i: number,
  claims: readonly Row[],
  profile: readonly ProfileStep[] | undefined,
): LossLine {
  const head = cost.head as string;
  const claim = head === 'defence' || cost.claim !== undefined ? claimOfCost(cost, claims) : 0;
  return {
    id: `costs[${i}]`,
    kind: 'cost',
    head,
    word: (cost.word as string | undefined) ?? head,
    amount: cost.amount as number,
    claim,
    claimMadeAt: claim > 0 ? (claims[claim - 1].madeAt as number | undefined) : undefined,
    claimForum: claim > 0 ? (claims[claim - 1].forum as string | undefined) : undefined,
    facts: { cost },
    at: cost.at as number | undefined,
    units: cost.units as number | undefined,
    unit: (cost.unit as LossLine['unit'] | undefined) ?? 'person',
    consent: cost.consent as string | undefined,
    outsourced: cost.outsourced as boolean | undefined,
    asset: cost.asset as string | undefined,
    profile: head === 'lost_profit' ? profile : undefined,
  };
}

/** A cost of defence that names no claim belongs to the first claim of a data subject, else to the first claim. */
function claimOfCost(cost: Row, claims: readonly Row[]): number {
  const named = claims.findIndex((claim) => cost.claim !== undefined && claim.id === cost.claim);
  if (named >= 0) return named + 1;
  const byVictim = claims.findIndex((claim) => claim.claimant === 'victim');
  return Math.max(byVictim, claims.length > 0 ? 0 : -1) + 1;
}

/** Lost profit as the hours tell it: lost sales × gross margin − cost saved, 12.5m = 38.0m × 0.35 − 0.8m. */
function lostProfit(
  outage: Row | undefined,
  profile: readonly ProfileStep[] | undefined,
): LossLine | undefined {
  if (outage?.grossMargin === undefined || profile === undefined) return undefined;
  const amount = settleYen(profile.reduce((sum, step) => sum + step.weight, 0));
  if (amount <= 0) return undefined;
  const cost = { head: 'lost_profit', amount };
  return {
    id: 'outage.hourly',
    kind: 'cost',
    head: 'lost_profit',
    word: 'lost_profit',
    amount,
    claim: 0,
    facts: { cost },
    unit: 'person',
    profile,
  };
}

/** The hours of an outage with the loss that arises in each; evenly over the outage where nobody has counted. */
function profileOf(outage: Row | undefined): ProfileStep[] | undefined {
  if (outage === undefined) return undefined;
  const margin = (outage.grossMargin as number | undefined) ?? 1;
  const hourly = outage.hourly as readonly Row[] | undefined;
  if (hourly === undefined) {
    const hours = outageHours(outage);
    return hours === undefined || hours <= 0 ? undefined : [{ fromHour: 0, toHour: hours, weight: 1 }];
  }
  let hour = 0;
  return hourly.map((row) => {
    const fromHour = hour;
    hour += (row.hours as number | undefined) ?? 1;
    const lost = ((row.standardSales as number) ?? 0) - ((row.actualSales as number) ?? 0);
    return { fromHour, toHour: hour, weight: Math.max(0, lost * margin - ((row.savedCost as number) ?? 0)) };
  });
}

/** Hours an outage lasted, where both ends are known. */
export function outageHours(outage: Row | undefined): number | undefined {
  if (outage?.start === undefined || outage.end === undefined) return undefined;
  return Math.max(0, ((outage.end as number) - (outage.start as number)) / HOUR);
}

/** What a client claims under a head of one's own costs, in the words of the vocabulary. */
const CLAIMED_BY_CLIENT: Readonly<Record<string, string>> = {
  lost_profit: 'partner_lost_profit',
  data_restore: 'partner_data_restoration',
  overtime: 'partner_overtime_outsourcing',
};

/** The head of the vocabulary a component speaks of; a group (`damages`) goes by who claims. */
export function componentHead(word: string | undefined, claimant: string | undefined): string | undefined {
  const party = claimant === 'victim' || claimant === 'card_issuer' ? claimant : 'client';
  if (word === undefined) return undefined;
  if (headGroups.some((group) => group.id === word))
    return { victim: 'damages_individual', card_issuer: 'card_recourse', client: 'partner_actual_loss' }[
      party
    ];
  const head = headOf(word);
  if (head?.party !== 'first') return head?.id;
  if (party === 'victim') return 'damages_individual';
  if (party === 'card_issuer') return 'card_recourse';
  return CLAIMED_BY_CLIENT[head.id] ?? 'partner_actual_loss';
}
