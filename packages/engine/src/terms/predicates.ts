/**
 * Predicates of policies and contracts (exclusions, conditions) in the form the simulation needs: a truth table over
 * a few yes-or-no facts of an event, one table for each row of the model, because the cause and the other fixed
 * facts of a scenario are known when the policy is compiled.
 */
export type PredicateTable = {
  /** Bits of the facts the predicate reads, at most {@link MAX_FACTS}. */
  readonly facts: readonly number[];
  /** By row of the model: truth for each combination of the facts, the first fact the lowest bit. */
  readonly byRow: readonly Uint8Array[];
};

export const MAX_FACTS = 8;
/** Predicates stand in flag words 1 and up, 31 a word. */
export const PREDICATES_PER_WORD = 31;

/** Flag words needed for a number of predicates, the word of the facts included. */
export function flagWordsFor(predicates: number): number {
  return 1 + Math.ceil(predicates / PREDICATES_PER_WORD);
}

/** Where the flag of a predicate stands. */
export function predicateFlag(number: number): { word: number; mask: number } {
  return { word: 1 + Math.floor(number / PREDICATES_PER_WORD), mask: 1 << (number % PREDICATES_PER_WORD) };
}

/** Sets the predicate flags of an event from its facts. */
export function setPredicates(
  flags: Int32Array,
  at: number,
  predicates: readonly PredicateTable[],
  row: number,
): void {
  const facts = flags[at];
  for (let p = 0; p < predicates.length; p++) {
    const { facts: bits, byRow } = predicates[p];
    let combination = 0;
    for (let i = 0; i < bits.length; i++) if ((facts >> bits[i]) & 1) combination |= 1 << i;
    if (byRow[row][combination]) {
      flags[at + 1 + Math.floor(p / PREDICATES_PER_WORD)] |= 1 << (p % PREDICATES_PER_WORD);
    }
  }
}
