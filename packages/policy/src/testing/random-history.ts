import { addEvent, addLine, createEventTable, type EventTable, LINE_FLAG } from '@sonae/engine';
import { slotOf } from '@sonae/loss';
import type { RowFacts } from '../compile/simulated.ts';
import type { LossEvent } from '../event/event.ts';
import { eventOf } from '../event/read.ts';
import type { Dice } from './random.ts';

/** Facts of simulated events by bit, in the order tests give them. */
export const FACTS = ['unclaimed', 'uninsured', 'intent', 'gross_negligence'];

/** The same events told twice: as facts a person states, and as a table a simulation plays. */
export type History = {
  readonly events: readonly LossEvent[];
  readonly rows: readonly RowFacts[];
  /** Row of each event. */
  readonly rowOf: readonly number[];
  table(flagWords: number): EventTable;
};

const ROWS: readonly RowFacts[] = [
  { cause: 'ransomware', policyCause: 'malware', fromItWork: false, actor: 'outsider' },
  { cause: 'insider', policyCause: 'intrusion', fromItWork: false, actor: 'employee' },
  { cause: 'defect', policyCause: 'defect', fromItWork: true, actor: 'outsider' },
  { cause: 'lost_device', policyCause: 'loss', fromItWork: false, actor: 'outsider' },
];

/** Own costs by the word of a policy and the head of the vocabulary. */
const COSTS: Readonly<Record<string, string>> = {
  shutdown: 'first_response',
  forensic: 'forensic',
  legal_advice: 'legal_advice',
  call_centre: 'call_centre',
  gift: 'gift',
  data_restore: 'data_restore',
  regulator_response: 'regulator_response',
  ransom: 'ransom',
  mitigation: 'mitigation',
  extra_expense: 'extra_expense',
};
const COMPONENTS = {
  victim: ['solatium', 'claimant_attorney_fee', 'damages_individual'],
  card_issuer: ['card_recourse'],
  client: ['partner_actual_loss', 'partner_lost_profit', 'liquidated_damages'],
} as const;

type Claim = {
  readonly claimant: keyof typeof COMPONENTS;
  readonly components: readonly { head: string; amount: number; contractualOnly: boolean }[];
};
type Told = {
  readonly row: number;
  readonly intent: boolean;
  readonly grossNegligence: boolean;
  readonly series: number;
  readonly claims: readonly Claim[];
  readonly costs: readonly { word: string; amount: number; units: number }[];
  readonly defence: number;
  readonly outage: readonly { hours: number; lost: number }[];
};

/** A few random events of one period, in the order of their dates. */
export function randomHistory(dice: Dice): History {
  const told: Told[] = [];
  const count = 1 + dice.below(4);
  for (let e = 0; e < count; e++) told.push(randomEvent(dice, e, told.at(-1)));
  return {
    events: told.map(asFacts),
    rows: ROWS,
    rowOf: told.map(({ row }) => row),
    table: (flagWords) => asTable(told, flagWords),
  };
}

function randomEvent(dice: Dice, e: number, before: Told | undefined): Told {
  const claims = dice.oneIn(3) ? [] : dice.some(['victim', 'card_issuer', 'client'] as const);
  return {
    row: dice.below(ROWS.length),
    intent: dice.oneIn(2),
    grossNegligence: dice.oneIn(3),
    // Events of one series are of one date: a claim made later counts as made with the first.
    series: before && dice.oneIn(4) ? before.series : e,
    claims: claims.map((claimant) => ({
      claimant,
      components: dice.some(COMPONENTS[claimant]).map((head) => ({
        head,
        amount: dice.below(20_000),
        contractualOnly: head === 'liquidated_damages' || dice.oneIn(5),
      })),
    })),
    costs: dice.oneIn(4)
      ? []
      : dice
          .some(Object.keys(COSTS))
          .map((word) => ({ word, amount: dice.below(15_000), units: dice.below(40) })),
    defence: claims.length > 0 && dice.oneIn(2) ? dice.below(8_000) : 0,
    outage: dice.oneIn(2)
      ? []
      : Array.from({ length: 1 + dice.below(3) }, () => ({
          hours: 1 + dice.below(40),
          lost: dice.below(6_000),
        })),
  };
}

const dateOf = (e: number): string => `2026-0${5 + e}-10T10:00+09:00`;

function asFacts(told: Told, e: number): LossEvent {
  const row = ROWS[told.row];
  const insider = row.actor !== 'outsider';
  const at = dateOf(told.series);
  const hours = told.outage.reduce((sum, stretch) => sum + stretch.hours, 0);
  const lost = told.outage.reduce((sum, stretch) => sum + stretch.lost, 0);
  return eventOf({
    id: `e${e}`,
    series: `s${told.series}`,
    occurredAt: at,
    discoveredAt: at,
    reportedAt: at,
    cause: row.policyCause,
    fromItWork: row.fromItWork,
    war: false,
    knownBefore: false,
    suspicionOnly: false,
    places: ['JP'],
    actors: [
      { role: row.actor, intent: insider ? told.intent : true, grossNegligence: false },
      { role: 'employee', intent: false, grossNegligence: told.grossNegligence },
    ],
    claims: told.claims.map(({ claimant, components }, c) => ({
      id: `c${c}`,
      claimant,
      forum: 'JP',
      madeAt: at,
      components: components.map((one) => ({
        ...one,
        kind: one.head === 'liquidated_damages' ? 'liquidated_damages' : 'damage',
      })),
    })),
    costs: [
      ...told.costs.map(({ word, amount, units }) => ({
        head: word,
        amount,
        units,
        at,
        consent: 'prior_written',
      })),
      ...(told.defence > 0
        ? [{ head: 'defence', amount: told.defence, claim: 'c0', at, consent: 'prior_written' }]
        : []),
      ...(lost > 0 ? [{ head: 'lost_profit', amount: lost, at, units: 1, consent: 'prior_written' }] : []),
    ],
    outage: {
      start: at,
      end: hours > 0 ? new Date(Date.parse(at) + hours * 3_600_000).toISOString() : at,
      hourly: told.outage.map((stretch) => ({
        hours: stretch.hours,
        standardSales: stretch.lost,
        actualSales: 0,
      })),
    },
  });
}

function asTable(told: readonly Told[], flagWords: number): EventTable {
  const table = createEventTable(flagWords);
  told.forEach((event, e) => {
    const hours = event.outage.reduce((sum, stretch) => sum + stretch.hours, 0);
    addEvent(table, e, hours);
    table.series[e] = event.series;
    const bit = (fact: string, holds: boolean) => (holds ? 1 << FACTS.indexOf(fact) : 0);
    table.flags[e * flagWords] = bit('intent', event.intent) | bit('gross_negligence', event.grossNegligence);
    const own = (head: string, amount: number, units: number, claim = 0) =>
      addLine(table, slotOf(head, 'own'), claim, -1, amount, units);
    for (const { word, amount, units } of event.costs) own(COSTS[word], amount, units);
    let hour = 0;
    for (const { hours: length, lost } of event.outage) {
      const line = own('lost_profit', lost, 1);
      table.fromHour[line] = hour;
      hour += length;
      table.toHour[line] = hour;
    }
    event.claims.forEach(({ claimant, components }, c) => {
      for (const { head, amount, contractualOnly } of components)
        addLine(
          table,
          slotOf(head, claimant),
          c + 1,
          -1,
          amount,
          0,
          contractualOnly ? LINE_FLAG.contractualOnly : 0,
        );
      if (c === 0 && event.defence > 0) own('defence', event.defence, 0, 1);
    });
  });
  return table;
}
