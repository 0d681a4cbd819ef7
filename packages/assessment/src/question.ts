import { log, quantileOfSorted } from '@sonae/engine';

/** How much the band would narrow, by fact: 0 nothing, 1 to a point. */
export type Narrowing = { readonly fact: string; readonly narrowing: number };

/** Groups a continuous answer is cut into. */
const GROUPS = 5;
/** Fewer worlds than this in a group say nothing about its band. */
const FEWEST_WORLDS = 30;
const SHUFFLES = 16;

/**
 * What each open fact is worth: in every world the fact was drawn from what is usual, so grouping the worlds by the
 * answer shows the band that would remain. The narrowing is 1 − (mean width within groups) / (width of all), width
 * being the log ratio of the 95 % to the 5 % world, less what a shuffled answer pretends to narrow.
 *
 * @param answers by open fact: what is true in each world
 * @param worldAmounts the amount of the headline in each world
 */
export function narrowings(
  answers: ReadonlyMap<string, Float64Array>,
  worldAmounts: Float64Array,
): Narrowing[] {
  // Too few worlds for two groups: nothing can be said of any fact.
  if (answers.size === 0 || worldAmounts.length < 2 * FEWEST_WORLDS) return [];
  const logs = Array.from(worldAmounts, (yen) => log(Math.max(1, yen)));
  const whole = width(logs.toSorted((a, b) => a - b));
  return [...answers]
    .map(([fact, byWorld]) => ({
      fact,
      narrowing: whole > 0 ? narrowingOf(groupsOf(byWorld), logs, whole) : 0,
    }))
    .sort((a, b) => b.narrowing - a.narrowing || (a.fact < b.fact ? -1 : 1));
}

function narrowingOf(groups: readonly number[][], logs: readonly number[], whole: number): number {
  if (groups.length < 2) return 0;
  const seen = 1 - meanWidth(groups, logs) / whole;
  let pretended = 0;
  for (let shuffle = 1; shuffle <= SHUFFLES; shuffle++) {
    pretended += 1 - meanWidth(groups, shuffled(logs, shuffle)) / whole;
  }
  return Math.max(0, seen - pretended / SHUFFLES);
}

/** Worlds by answer: each value of a choice, or fifths of a number. */
function groupsOf(answers: Float64Array): number[][] {
  const sorted = answers.toSorted();
  const distinct = new Set(sorted);
  const cuts = Array.from({ length: GROUPS - 1 }, (_, i) => quantileOfSorted(sorted, (i + 1) / GROUPS));
  const groups = new Map<number, number[]>();
  answers.forEach((answer, world) => {
    const key = distinct.size <= 2 * GROUPS ? answer : cuts.filter((cut) => answer > cut).length;
    const group = groups.get(key);
    if (group) group.push(world);
    else groups.set(key, [world]);
  });
  return [...groups.values()].filter((worlds) => worlds.length >= FEWEST_WORLDS);
}

function meanWidth(groups: readonly number[][], logs: readonly number[]): number {
  let worlds = 0;
  let sum = 0;
  for (const group of groups) {
    const sorted = group.map((world) => logs[world]).sort((a, b) => a - b);
    sum += width(sorted) * group.length;
    worlds += group.length;
  }
  return sum / worlds;
}

function width(sorted: readonly number[]): number {
  return quantileOfSorted(sorted, 0.95) - quantileOfSorted(sorted, 0.05);
}

/** A fixed shuffle by a linear congruence on the positions: no luck of its own, no agreement with any answer. */
function shuffled(values: readonly number[], number: number): number[] {
  const n = values.length;
  let step = Math.floor(n * 0.38196601125) + 2 * number + 1;
  while (gcd(step, n) !== 1) step += 1;
  return values.map((_, i) => values[(i * step + number * 7919) % n]);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
