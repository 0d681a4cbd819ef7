export { assumptionsOf } from './assumptions.ts';
export { type Completeness, completenessOf, type ItemState } from './completeness.ts';
export { type Counted, count } from './counting.ts';
export { compareDuties, compareLaws, type DutyChange, type LawChange } from './diff.ts';
export { type Duty, type DutyOptions, type DutyState, dutiesOf } from './duties.ts';
export {
  type Facts,
  JURISDICTIONS,
  type Jurisdiction,
  type NoticeTerm,
  type Persons,
  REPORT_TEXTS,
  SECTORS,
} from './facts.ts';
export { type PrintedDuty, printDuty } from './print.ts';
export type { Reason } from './reasons.ts';
export {
  type Counting,
  currentLaw,
  type LawSnapshot,
  type Lift,
  type Rule,
  type Sector,
  type Trigger,
  type Urgency,
} from './snapshot.ts';
export { type Step, stepText } from './steps.ts';
