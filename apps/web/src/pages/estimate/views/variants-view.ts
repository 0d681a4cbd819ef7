import type { Assessment, Change } from '@sonae/assessment';

/** Under this path a variant keeps what came out, and of which input, beside what it changes. */
const FIGURES = '@figures';

export type KeptFigures = {
  /** Digest of the input the figures belong to. */
  readonly of: string;
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  readonly headlines: Assessment['headlines'];
  /** The same figure without the changes. */
  readonly before: Assessment['headlines'];
};
type Entry = { readonly path: string; readonly value: unknown };

/** What a variant keeps: its changes, and the figures they gave. */
export const entriesOf = (changes: readonly Change[], figures: KeptFigures): Entry[] => [
  ...changes,
  { path: FIGURES, value: figures },
];

/** A kept variant read back; what is no change of ours is left out. */
export function readVariant(entries: readonly Entry[]): {
  changes: Change[];
  figures: KeptFigures | undefined;
} {
  const figures = entries.find(({ path }) => path === FIGURES)?.value;
  return {
    changes: entries.filter(
      (entry): entry is Change =>
        entry.path !== FIGURES && (entry.value === null || typeof entry.value === 'number'),
    ),
    figures: isFigures(figures) ? figures : undefined,
  };
}

function isFigures(value: unknown): value is KeptFigures {
  if (typeof value !== 'object' || value === null) return false;
  const { of, headlines, before } = value as Partial<KeptFigures>;
  return typeof of === 'string' && typeof headlines === 'object' && typeof before === 'object';
}
