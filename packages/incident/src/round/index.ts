export { roundFeed } from './feed.ts';
export { KIND_NAMES, ROUND_KINDS, type RoundKind } from './kinds.ts';
export {
  type RoundItem,
  type RoundPolicy,
  type RoundRecord,
  type RoundState,
  yearlyRound,
} from './round.ts';
