/** What is known of the running case so far, in the words of the loss model (事案の事実). What is absent is unknown. */
export type CaseFacts = {
  /** Ids of causes of the vocabulary that are still possible; all where nobody knows. */
  readonly causes?: readonly string[];
  /** Id of the information asset of the register that is concerned. */
  readonly asset?: string;
  /** Data subjects whose data may be out. */
  readonly persons?: { readonly atLeast: number; readonly atMost: number };
  /** Facts as policies ask for them: times, cause, actors … (the same words as the ledger's). */
  readonly event: Readonly<Record<string, unknown>>;
};

/** A band: one in ten lies below the low end, one in ten above the high one. Whole yen. */
export type Band = { readonly low: number; readonly median: number; readonly high: number };

/** The band of a list of amounts. */
export function bandOf(amounts: readonly number[]): Band {
  const sorted = [...amounts].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { low: at(0.1), median: at(0.5), high: at(0.9) };
}
