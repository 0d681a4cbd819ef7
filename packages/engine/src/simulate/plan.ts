/**
 * Which years are played. Every world plays the same number of years (one more for the first few where they do not
 * divide evenly), in blocks of `blockYears`. The first block of a world is always played in full: the whole
 * of it tells how this world differs from the others, the years asked for go into the pooled figures.
 */
export type Plan = {
  readonly years: number;
  readonly worlds: number;
  readonly blockYears: number;
  readonly blocks: number;
};

export type PlannedBlock = {
  readonly block: number;
  readonly world: number;
  /** Whether the block stands for its world in the band. */
  readonly first: boolean;
  /** Years of the block that are pooled, and the number of the first of them among all pooled years. */
  readonly pooled: number;
  readonly offset: number;
};

export function planYears(years: number, worlds: number, blockYears: number): Plan {
  const most = Math.ceil(years / worlds);
  return { years, worlds, blockYears, blocks: worlds * Math.max(1, Math.ceil(most / blockYears)) };
}

/** Block b plays world b mod worlds; the numbers of the pooled years run world by world. */
export function blockOf(plan: Plan, block: number): PlannedBlock {
  const world = block % plan.worlds;
  const chunk = Math.floor(block / plan.worlds);
  const base = Math.floor(plan.years / plan.worlds);
  const extra = plan.years % plan.worlds;
  const ofWorld = base + (world < extra ? 1 : 0);
  return {
    block,
    world,
    first: chunk === 0,
    pooled: Math.max(0, Math.min(plan.blockYears, ofWorld - chunk * plan.blockYears)),
    offset: world * base + Math.min(world, extra) + chunk * plan.blockYears,
  };
}

/** The block and the year within it of a pooled year. */
export function placeOfYear(plan: Plan, year: number): { block: number; yearOfBlock: number } {
  const base = Math.floor(plan.years / plan.worlds);
  const extra = plan.years % plan.worlds;
  const long = extra * (base + 1);
  const world = year < long ? Math.floor(year / (base + 1)) : extra + Math.floor((year - long) / base);
  const within = year - (world * base + Math.min(world, extra));
  return {
    block: world + Math.floor(within / plan.blockYears) * plan.worlds,
    yearOfBlock: within % plan.blockYears,
  };
}
