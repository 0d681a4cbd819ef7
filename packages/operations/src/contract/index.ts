import { cases } from './cases.ts';
import { companies } from './companies.ts';
import { drills } from './drills.ts';
import {
  audit,
  expertLinks,
  invitations,
  live,
  members,
  organisations,
  session,
  settings,
  setup,
  system,
} from './people.ts';
import { casePlaybooks, playbooks } from './playbooks.ts';
import { pure } from './pure.ts';
import { push } from './push.ts';
import { round } from './round.ts';
import { policies, variants } from './terms.ts';

/** Every operation that has an HTTP face: schema, whom it is for, faces. No code of the server. */
export const contract = {
  system,
  setup,
  session,
  organisations,
  settings,
  members,
  invitations,
  expertLinks,
  companies,
  policies,
  variants,
  cases: { ...cases, playbooks: casePlaybooks },
  playbooks,
  drills,
  round,
  push,
  audit,
  live,
  ...pure,
};
export type Contract = typeof contract;
export type { LedgerJson, LiabilityJson } from './case-room.ts';
export type { CaseRoomJson, WrittenEvent } from './cases.ts';
export type { TransportInput } from './companies.ts';
export type { DrillChange, DrillLine, DrillScore, DrillView } from './drills.ts';
export type { Settings } from './people.ts';
export type { SaidToRun } from './playbooks.ts';
