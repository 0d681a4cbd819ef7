import { heads } from '@sonae/knowledge';
import { headOfSlot } from '@sonae/loss';
import type { LossEvent, LossLine } from '../event/event.ts';
import { claimantOfSlot } from './slots.ts';

/** What is fixed about the events of one row of the model when a policy is compiled. */
export type RowFacts = {
  /** Cause of the vocabulary and the code wordings use for it. */
  readonly cause: string;
  readonly policyCause: string;
  /** Whether the event comes from IT work for a client. */
  readonly fromItWork: boolean;
  /** Who acts where somebody does so on purpose. */
  readonly actor: 'employee' | 'partner_staff' | 'outsider';
};

/** Facts of an event the simulation draws and wordings ask for, in the order of the combination. */
export const DRAWN = ['intent', 'gross_negligence'] as const;

/** A simulated event as wordings see it: its row, and which of the drawn facts hold (bit by bit). */
export function simulatedEvent(row: RowFacts, combination: number): LossEvent {
  const intent = (combination & 1) !== 0;
  const grossNegligence = (combination & 2) !== 0;
  const insider = row.actor !== 'outsider';
  return {
    id: 'simulated',
    series: 'simulated',
    facts: {
      cause: row.policyCause,
      causeDetail: row.cause,
      fromItWork: row.fromItWork,
      war: false,
      actors: [
        { role: row.actor, intent: insider ? intent : true, grossNegligence: false },
        { role: 'employee', intent: false, grossNegligence },
      ],
    },
    lines: [],
    recoveries: [],
    otherPayments: [],
  };
}

/** A line of a slot as wordings see it, owed by law or only because it was promised. */
export function simulatedLine(slot: number, contractualOnly: boolean): LossLine {
  const head = heads[headOfSlot(slot)].id;
  const claimant = claimantOfSlot(slot);
  const common = { id: `slot-${slot}`, head, word: head, amount: 1, claim: 0, unit: 'person' } as const;
  if (claimant === undefined) return { ...common, kind: 'cost', facts: { cost: { head } } };
  const kind = head === 'liquidated_damages' ? 'liquidated_damages' : 'damage';
  const component = { head, kind, contractualOnly, liableWithoutContract: !contractualOnly };
  return { ...common, kind: 'component', claimant, facts: { component, claim: { claimant } } };
}
