import { type Assessment, assess } from '@sonae/assessment';
import { hasErrors, type Issue, type Language } from '@sonae/core';
import { formInput } from '@sonae/operations/answers-input';

// Answers become figures here, on this device: nothing of them leaves it.

export type Job = {
  readonly id: number;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly language: Language;
  readonly years: number;
  /** Worlds of not-knowing; as many as the loss model asks for where it is left out. */
  readonly worlds?: number;
};

export type Said =
  | { readonly id: number; readonly kind: 'progress'; readonly share: number }
  | { readonly id: number; readonly kind: 'result'; readonly assessment: Assessment }
  | { readonly id: number; readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly id: number; readonly kind: 'failed'; readonly reason: string };

const SEED = 42;
const RETURN_PERIOD = 100;
const MOST_THREADS = 4;
const place = globalThis as unknown as {
  onmessage: (event: MessageEvent<Job>) => void;
  postMessage(said: Said): void;
};

let running = new AbortController();

// The latest question counts: an older one is not worked on any more.
place.onmessage = ({ data: job }) => {
  running.abort();
  running = new AbortController();
  void answer(job, running.signal);
};

async function answer({ id, answers, language, years, worlds }: Job, signal: AbortSignal): Promise<void> {
  try {
    const { input, issues } = await formInput(answers, language);
    if (!input || hasErrors(issues)) return place.postMessage({ id, kind: 'refused', issues });
    const data = { ...input.data, worlds: worlds ?? input.data.worlds };
    const assessment = await assess(
      { ...input, data },
      {
        years,
        seed: SEED,
        returnPeriod: RETURN_PERIOD,
        threads: worlds === undefined ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1,
        language,
        command: `sonae check --answers answers.yaml --years ${years} --seed ${SEED}`,
        signal,
        onProgress: ({ done, of }) => place.postMessage({ id, kind: 'progress', share: done / of }),
      },
    );
    place.postMessage({ id, kind: 'result', assessment });
  } catch (error) {
    if (!signal.aborted) place.postMessage({ id, kind: 'failed', reason: String(error) });
  }
}
