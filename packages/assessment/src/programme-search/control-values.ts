import type { Liability } from '@sonae/contract';
import type { Truth } from '@sonae/core';
import type { OnProgress } from '@sonae/engine';
import { controls } from '@sonae/knowledge';
import type { LossModelData, Subject } from '@sonae/loss';
import type { Policy } from '@sonae/policy';
import { playYears } from '../played-years/play.ts';
import { byYear, keptOfEvent, runTerms } from '../played-years/run.ts';
import { createTerms } from '../task.ts';
import { withControls } from './candidates.ts';
import { tailYears } from './tail.ts';

export type ControlValuesInput = {
  readonly data: LossModelData;
  readonly subject: Subject;
  readonly liabilities: ReadonlyMap<string, Liability>;
  /** The policies in force: what they pay is no gain of a control. */
  readonly policies: readonly Policy[];
  /** Status by control; what is missing is unknown. */
  readonly status: Readonly<Record<string, Truth>>;
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  readonly onProgress?: OnProgress;
};

/** What one control is worth by itself, all else as it is; whole yen a year. */
export type ControlValue = {
  readonly id: string;
  /** `gain`: what introducing it would take off; `saving`: what giving it up would add. */
  readonly kind: 'gain' | 'saving';
  /** Mean retained with the control less than without it, and the mean of the worst 1/returnPeriod of the years. */
  readonly meanYen: number;
  readonly tailYen: number;
  /** Standard error of `meanYen` from the finite number of years. */
  readonly errorYen: number;
};

/**
 * What each control of the loss model is worth, over one and the same luck. Controls without a cited effect are not in
 * it: nothing is known of what they are worth, which is not that they are worth nothing.
 */
export function controlValues(input: ControlValuesInput): ControlValue[] {
  const { data, subject, status, onProgress, returnPeriod } = input;
  const modelled = controls.map(({ id }) => id).filter((id) => data.facts[id]?.control === id);
  const asIs = keptByYear(input, data, subject);
  onProgress?.({ done: 1, of: modelled.length + 1 });
  return modelled.map((id, i): ControlValue => {
    const held = status[id] === 'yes';
    const other = held
      ? keptByYear(input, data, without(subject, id))
      : keptByYear(input, ...pair(withControls(data, subject, [id])));
    const [more, less] = held ? [other, asIs] : [asIs, other];
    onProgress?.({ done: i + 2, of: modelled.length + 1 });
    const { mean, error } = meanOfDifference(more, less);
    const tailYen = Math.round(tailOf(more, returnPeriod) - tailOf(less, returnPeriod));
    const kind = held ? 'saving' : 'gain';
    return { id, kind, meanYen: Math.round(mean), tailYen, errorYen: Math.ceil(error) };
  });
}

const pair = (one: { data: LossModelData; subject: Subject }): [LossModelData, Subject] => [
  one.data,
  one.subject,
];

const without = (subject: Subject, id: string): Subject => ({
  ...subject,
  stated: { ...subject.stated, [id]: 0 },
});

function keptByYear(input: ControlValuesInput, data: LossModelData, subject: Subject): Float64Array {
  const played = playYears(data, subject, { years: input.years, seed: input.seed });
  const outcome = runTerms(played, createTerms(played.model, input.liabilities, input.policies));
  return byYear(played, (event) => keptOfEvent(outcome, event), played.small);
}

/** The years are the same in both, so what is random in both falls out of the difference. */
function meanOfDifference(more: Float64Array, less: Float64Array): { mean: number; error: number } {
  const n = more.length;
  let [sum, squares] = [0, 0];
  for (let year = 0; year < n; year++) {
    const difference = more[year] - less[year];
    sum += difference;
    squares += difference * difference;
  }
  const mean = sum / n;
  return { mean, error: Math.sqrt(Math.max(0, squares / n - mean * mean) / n) };
}

function tailOf(kept: Float64Array, returnPeriod: number): number {
  const worst = kept.toSorted().reverse().slice(0, tailYears(kept.length, returnPeriod));
  return worst.reduce((a, b) => a + b, 0) / worst.length;
}
