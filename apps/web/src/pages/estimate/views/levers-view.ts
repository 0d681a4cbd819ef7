import type { Assessment, Change, Lever } from '@sonae/assessment';

/** How many sliders stand open; the others are a click away. */
const MAIN = { policies: 3, others: 1, controls: 2 };

/** The levers that matter most stand open: those behind what is kept now, the largest stock of data, two controls. */
export function mainLevers(levers: readonly Lever[], { kept }: Assessment): { main: Lever[]; more: Lever[] } {
  const weight = ({ path, kind }: Lever): number =>
    kept.reduce((sum, { reason, policy, part, clause, yen }) => {
      const [, id, , place] = path.split('.');
      const matches =
        policy === id &&
        ((kind === 'limit' && reason === 'limit' && clause === place) ||
          (kind === 'retention' && reason === 'deductible' && part === place) ||
          (kind === 'waiting' && reason === 'waiting' && part === place));
      return matches ? sum + yen : sum;
    }, 0);
  const take = (wanted: readonly Lever['kind'][], most: number, by: (lever: Lever) => number): Lever[] =>
    levers
      .filter(({ kind }) => wanted.includes(kind))
      .map((lever, place) => ({ lever, place, weight: by(lever) }))
      .sort((a, b) => b.weight - a.weight || a.place - b.place)
      .slice(0, most)
      .map(({ lever }) => lever);
  const main = [
    ...take(['limit'], MAIN.policies - 1, weight),
    ...take(['retention', 'waiting'], 1, weight),
    ...take(['contract'], MAIN.others, ({ value }) => (value === null ? 0 : 1)),
    ...take(['records'], MAIN.others, ({ value }) => value ?? 0),
    ...take(['control'], MAIN.controls, ({ value }) => (value === 1 ? 0 : 1)),
  ];
  return { main, more: levers.filter((lever) => !main.includes(lever)) };
}

/** The changes with one more; a lever back where it was is no change. */
export function withChange(changes: readonly Change[], lever: Lever, value: number | null): Change[] {
  const others = changes.filter(({ path }) => path !== lever.path);
  return value === lever.value ? others : [...others, { path: lever.path, value }];
}

export const leverValue = (changes: readonly Change[], lever: Lever): number | null | undefined => {
  const change = changes.find(({ path }) => path === lever.path);
  return change ? change.value : lever.value;
};

/** Whether two sets of changes need the same years played. */
export function samePlayed(
  a: readonly Change[],
  b: readonly Change[],
  isRepriced: (change: Change) => boolean,
): boolean {
  const key = (changes: readonly Change[]) =>
    changes
      .filter((change) => !isRepriced(change))
      .map(({ path, value }) => `${path}=${value}`)
      .sort()
      .join('\n');
  return key(a) === key(b);
}
