/**
 * Where the luck of a portfolio lives: a draw of Philox is addressed by (index, owner, block, stream).
 *
 * | use | index | owner | stream |
 * |---|---|---|---|
 * | number of events (or clusters) of a scenario | all ones | scenario | COUNT |
 * | sizes: events 16h + 4j + lane, word j of counter 4h + lane | 4h + lane | scenario | SIZE |
 * | years: events 32h + 16s + 4j + lane, half s of word j | 4h + lane | scenario | YEAR |
 * | year and size of a cluster of the negative binomial | cluster | scenario | CLUSTER |
 * | heads: two pairs of normals a draw, the last words left over give the year | event | scenario | HEADS + draw |
 */
export const STREAM = { count: 0, size: 1, year: 2, cluster: 3, heads: 16 } as const;

/** Normals, or the words for them, that one draw of Philox yields. */
export const WORDS_A_DRAW = 4;

/** Draws an event with heads needs: normals in pairs, and one more word for its year. */
export function headDraws(normals: number): { readonly draws: number; readonly yearWord: number } {
  const words = 2 * Math.ceil(normals / 2);
  return { draws: Math.floor(words / WORDS_A_DRAW) + 1, yearWord: words };
}
