import type { Change, GapMap, Lever, LiveFigures, Settled } from '@sonae/assessment';
import { isRepriced } from '@sonae/assessment/changes';
import type { TransportInput } from '@sonae/operations/contract';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Estimator, startEstimator, threadsHere } from '../../engine/estimator.ts';
import { latestOnly } from '../../engine/latest.ts';
import type { Answers, Opened, PlayOptions } from '../../engine/messages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { type Observable, observable } from '../../parts/observable.ts';
import { samePlayed, withChange } from './views/levers-view.ts';

/** What the engine is about. */
export type Phase =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'playing'; readonly share: number }
  /** A lever is held. */
  | { readonly kind: 'moving' }
  | { readonly kind: 'settling' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly message: string; readonly path: string | undefined };

export type RunOptions = { readonly years: number; readonly seed: number; readonly returnPeriod: number };

type Step = {
  readonly changes: readonly Change[];
  readonly past: readonly (readonly Change[])[];
  readonly future: readonly (readonly Change[])[];
  /** The lever that was moved last: moved again, it is still the same step. */
  readonly lever?: string;
};

/** How long a key may rest before the figures are settled. */
const REST_MS = 500;

/** What a moving lever shows just now; undefined when none moves. It changes with every frame. */
export type LiveStore = Observable<LiveFigures | undefined>;

/** Name of the timings from a position of a lever to its figures; the detail is what the worker took. */
const LEVER_MEASURE = 'sonae-lever';

/** The command that gives the same figures, as the server writes it. */
export const commandOf = ({ years, seed, returnPeriod }: RunOptions): string =>
  `sonae assess company.yaml --years ${years} --seed ${seed} --return-period ${returnPeriod}`;

/** The engine of the page: the estimate, levers, their undo, and what is shown while one moves. */
export function useEstimate(input: TransportInput | undefined, run: RunOptions) {
  const language = useLanguage();
  const live = useMemo((): LiveStore => observable<LiveFigures | undefined>(undefined), []);
  const estimator = useRef<Estimator>(undefined);
  const [phase, setPhase] = useState<Phase>({ kind: 'waiting' });
  const [base, setBase] = useState<Opened>();
  const [shown, setShown] = useState<Settled>();
  const [gaps, setGaps] = useState<GapMap>();
  const [touched, setTouched] = useState<{ readonly path: string; readonly years: number }>();
  const [step, setStep] = useState<Step>({ changes: [], past: [], future: [] });
  /** Changes of the years that are played in the worker now. */
  const played = useRef<readonly Change[] | undefined>(undefined);
  const turn = useRef(0);
  const { years, seed, returnPeriod } = run;

  const fail = useCallback(
    (error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') return;
      live.set(undefined);
      const { message, path } = error as Error & { path?: string };
      setPhase({ kind: 'failed', message, path });
    },
    [live],
  );

  /** Brings the figures to some changes: settles them, or plays the years anew where that is needed. */
  const bring = useCallback(
    async (changes: readonly Change[], isBase = false) => {
      if (!input) return;
      turn.current += 1;
      const mine = turn.current;
      const isCurrent = () => mine === turn.current;
      try {
        estimator.current ??= startEstimator();
        const engine = estimator.current;
        let settled: Settled;
        if (!isBase && played.current && samePlayed(played.current, changes, isRepriced)) {
          setPhase({ kind: 'settling' });
          settled = await engine.ask({ kind: 'settle', changes });
        } else {
          setPhase({ kind: 'playing', share: 0 });
          played.current = undefined;
          const options: PlayOptions = {
            years,
            seed,
            returnPeriod,
            language,
            command: commandOf({ years, seed, returnPeriod }),
            threads: threadsHere(),
          };
          const opened = await engine.ask({ kind: 'open', input, changes, options }, (done, of) => {
            if (isCurrent()) setPhase({ kind: 'playing', share: done / of });
          });
          played.current = changes;
          if (isBase) setBase(opened);
          settled = opened;
        }
        if (!isCurrent()) return;
        setShown(settled);
        live.set(undefined);
        setPhase({ kind: 'ready' });
        const map = await engine.ask({ kind: 'gaps', changes });
        if (isCurrent()) setGaps(map);
      } catch (error) {
        if (isCurrent()) fail(error);
      }
    },
    [input, years, seed, returnPeriod, language, live, fail],
  );

  // Played anew when the input or the way of playing changes; the worker ends with the page.
  useEffect(() => {
    if (!input) return;
    setStep({ changes: [], past: [], future: [] });
    void bring([], true);
    return () => {
      turn.current += 1;
      estimator.current?.stop();
      estimator.current = undefined;
      played.current = undefined;
    };
  }, [input, bring]);

  const go = useCallback(
    (next: Step) => {
      setStep(next);
      void bring(next.changes);
    },
    [bring],
  );
  const change = (changes: readonly Change[], lever?: string) => {
    const isSameStep = lever !== undefined && lever === step.lever;
    go({ changes, past: isSameStep ? step.past : [...step.past, step.changes], future: [], lever });
  };

  const hand = useHand(estimator, step.changes, live.set, setTouched, fail);

  return {
    phase,
    base,
    shown,
    gaps,
    live,
    touched,
    changes: step.changes,
    run,
    canUndo: step.past.length > 0,
    canRedo: step.future.length > 0,
    /** Replaces all changes: a variant is opened. */
    change: (changes: readonly Change[]) => change(changes),
    undo: () =>
      go({
        changes: step.past.at(-1) ?? [],
        past: step.past.slice(0, -1),
        future: [step.changes, ...step.future],
      }),
    redo: () =>
      go({
        changes: step.future[0] ?? step.changes,
        past: [...step.past, step.changes],
        future: step.future.slice(1),
      }),
    /** A lever is about to be moved: its years are looked out. */
    take: hand.take,
    /** A lever is at a position now, and is still held. */
    move: (lever: Lever, value: number | null) => {
      setPhase((now) => (now.kind === 'moving' ? now : { kind: 'moving' }));
      hand.move(lever, value);
    },
    /** A lever has come to rest. */
    rest: (lever: Lever, value: number | null) => {
      hand.letGo();
      const next = withChange(step.changes, lever, value);
      // Back where it was: nothing to undo, but the bands have to come back.
      if (JSON.stringify(next) === JSON.stringify(step.changes)) void bring(step.changes);
      else change(next, lever.path);
    },
    stop: () => {
      turn.current += 1;
      estimator.current?.stop();
      estimator.current = undefined;
      played.current = undefined;
      setPhase({ kind: 'stopped' });
    },
    again: () => void bring(step.changes, step.changes.length === 0 || !base),
    restMs: REST_MS,
  };
}

export type Estimate = ReturnType<typeof useEstimate>;

/** The hand on a lever: takes hold once, then asks for the latest position only. */
function useHand(
  estimator: { readonly current: Estimator | undefined },
  changes: readonly Change[],
  show: (figures: Answers['move']['figures'] | undefined) => void,
  setTouched: (touched: { readonly path: string; readonly years: number }) => void,
  fail: (error: unknown) => void,
) {
  const held = useRef<{ readonly path: string; readonly of: readonly Change[] }>(undefined);
  const send = useMemo(
    () =>
      latestOnly(
        async (value: number | null) => {
          const engine = estimator.current;
          if (!engine || !held.current) return undefined;
          const start = performance.now();
          const answer = await engine.ask({ kind: 'move', value });
          // For whoever looks at the timings of the browser: from the position to its figures.
          performance.measure(LEVER_MEASURE, { start, detail: answer.ms });
          return answer;
        },
        (answer) => {
          if (answer && held.current) show(answer.figures);
        },
        fail,
      ),
    [estimator, show, fail],
  );
  const take = (lever: Lever) => {
    const engine = estimator.current;
    if (!engine || !lever.repriced || (held.current?.path === lever.path && held.current.of === changes))
      return;
    held.current = { path: lever.path, of: changes };
    const { path, steps } = lever;
    engine
      .ask({ kind: 'grip', changes, path, low: steps[0], high: steps.at(-1) ?? null })
      .then(({ touched }) => setTouched({ path, years: touched }), fail);
  };
  return {
    take,
    move: (lever: Lever, value: number | null) => {
      if (!lever.repriced) return;
      take(lever);
      send(value);
    },
    letGo: () => {
      held.current = undefined;
    },
  };
}
