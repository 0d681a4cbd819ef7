/**
 * How sure a figure is.
 * - `verified`: read in the source named.
 * - `computed`: calculated here from verified figures.
 * - `judgement`: set by us, with the reason in the note.
 * - `unverified`: reported or recollected, not read; shown as 未確認 wherever it is used.
 */
export type Certainty = 'verified' | 'computed' | 'judgement' | 'unverified';

/** Where a fact comes from. */
export type Source = { readonly title: string; readonly url?: string };

/** What every fact carries: at least one source, the date it speaks of, and how sure it is. */
export type Provenance = {
  readonly sources: readonly Source[];
  /** The date or year the fact speaks of, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string;
  readonly certainty: Certainty;
  readonly note?: string;
};
