/** The three figures of a result: key of the headline in an assessment, and of its words. */
export const FIGURES = [
  { headline: '20', words: 'y20' },
  { headline: '100', words: 'y100' },
  { headline: 'serious', words: 'serious' },
] as const;
