export * from './compare/index.ts';
export * from './compile/gates.ts';
export * from './compile/simulated.ts';
export * from './compile/terms.ts';
export * from './draft/index.ts';
export * from './evaluate/gate.ts';
export { headFor } from './evaluate/match.ts';
export {
  type Kept,
  type PaidEvent,
  type PaidLine,
  type PaidPart,
  type PayResult,
  pay,
  prepare,
  presumed,
} from './evaluate/pay.ts';
export type { TraceStep } from './evaluate/work.ts';
export * from './event/event.ts';
export { type EventReading, eventOf, readEvents } from './event/read.ts';
export * from './heads.ts';
export { isMonotone } from './monotone.ts';
export { type Replay, replayCases } from './oasis/compare.ts';
export { importOed, type OedImport, type Rates } from './oed/import.ts';
export * from './rating/index.ts';
export type { RiderChange } from './read/apply-riders.ts';
export { type PolicyReading, readPolicies, readPolicyYaml } from './read/policy.ts';
export * from './retentions.ts';
export * from './riders.ts';
export * from './schema/index.ts';
export * from './texts.ts';
export * from './tree.ts';
