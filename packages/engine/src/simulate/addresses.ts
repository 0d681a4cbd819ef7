import { hashId } from '@sonae/core';

/**
 * Where luck lives. A draw is addressed by (index, owner, block, slot); this file is the whole map, so that no two
 * uses meet and none depends on threads, order or the length of other lists.
 *
 * | use | index | owner | block | slot |
 * |---|---|---|---|---|
 * | world draws | world | WORLD | all ones | draw |
 * | year factors | pair of years | YEAR | block | 0 |
 * | number of events of a row | all ones | row | block | 0 |
 * | when an event happens | event | row | block | 0 |
 * | draws of an event | event | row | block | 1 + draw |
 * | number and choice of claims | event | row × partner | block | CLAIM_COUNT |
 * | draws of a claim | event | row × partner × ordinal | block | CLAIM_DRAW + draw |
 */
export const ALL_ONES = -1;
export const WORLD_OWNER = hashId('world');
export const YEAR_OWNER = hashId('year');
export const EVENT_SLOT = 1;
export const CLAIM_COUNT_SLOT = 0x20000;
export const CLAIM_DRAW_SLOT = 0x20001;

/** The owner of a claim's luck: scenario, partner and ordinal mixed. */
export function claimOwner(row: number, partner: number, ordinal: number): number {
  let h = Math.imul(row ^ Math.imul(partner, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(ordinal + 1, 0xc2b2ae35), 0x27d4eb2f);
  return h ^ (h >>> 13);
}
