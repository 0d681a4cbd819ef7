/** A small generator of random numbers for tests (mulberry32): the same seed, the same case, on every machine. */
export type Dice = {
  /** A whole number from 0 to below n. */
  below(n: number): number;
  pick<T>(from: readonly T[]): T;
  /** True with a chance of one in n. */
  oneIn(n: number): boolean;
  /** A list in random order. */
  shuffled<T>(list: readonly T[]): T[];
  /** Some of a list, at least one. */
  some<T>(list: readonly T[]): T[];
};

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const dice: Dice = {
    below: (n) => Math.floor(next() * n),
    pick: (from) => from[dice.below(from.length)],
    oneIn: (n) => dice.below(n) === 0,
    shuffled: (list) => {
      const rest = [...list];
      return list.map(() => rest.splice(dice.below(rest.length), 1)[0]);
    },
    some: (list) => {
      const chosen = list.filter(() => dice.oneIn(2));
      return chosen.length > 0 ? chosen : [dice.pick(list)];
    },
  };
  return dice;
}
