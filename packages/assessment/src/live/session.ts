import { holdBetween, type KeptYears, sortedFromZero } from '@sonae/engine';
import type { LossModel } from '@sonae/loss';
import { isMonotone } from '@sonae/policy';
import { type AssessmentInput, type AssessmentOptions, measure, playAll } from '../assess.ts';
import { type GapMap, gapMap } from '../gap-map/gap-map.ts';
import type { PlayedYears } from '../played-years/play.ts';
import type { Assessment } from '../result.ts';
import { createTerms } from '../task.ts';
import { applyChanges, type Change, isRepriced } from './changes.ts';
import { figuresOfHold, hundredOf, type LiveFigures } from './live-figures.ts';
import { termsBetween } from './positions.ts';
import { ranked } from './ranked.ts';

/** A full assessment with what only the page shows. */
export type Settled = {
  readonly assessment: Assessment;
  readonly hundred: readonly number[];
};

/** A lever taken hold of. */
export type Grip = {
  /** Years, of all, that some position of the lever changes. */
  readonly touched: number;
  /** The figures with the lever at a value, to the yen; null is no cap. */
  at(value: number | null): LiveFigures;
};

/** Years that stay, to be priced again and again. */
export type LiveSession = {
  /** The input as it was played. */
  readonly input: AssessmentInput;
  readonly first: Settled;
  /** Takes hold of one lever between two positions, with other changes in place. */
  grip(changes: readonly Change[], path: string, low: number | null, high: number | null): Grip;
  /**
   * The assessment under changes of contracts and policies: what `assess` gives for the changed input, to the byte.
   *
   * @throws ChangeError for a change that needs the years played anew, or that leads nowhere
   */
  settle(changes: readonly Change[], command?: string): Promise<Settled>;
  /** What policies leave, by cause and head, of the years kept. */
  gaps(changes: readonly Change[]): GapMap;
  close(): void;
};

const isOfContract = ({ path }: Change): boolean => path.startsWith('contracts.');

/** Stands for no cap where a number is needed: no liability is larger. */
const NO_CAP = 1e13;

/** Plays an input and keeps its years. Rejects with the reason of the signal when stopped. */
export async function openSession(input: AssessmentInput, options: AssessmentOptions): Promise<LiveSession> {
  const played = await playAll(input, options, true);
  const { model, task, simulation, periods } = played;
  const { kept } = simulation;
  if (!kept) throw new Error('the years were not kept');
  const inputWith = (changes: readonly Change[]): AssessmentInput => {
    const needsPlaying = changes.find((change) => !isRepriced(change));
    if (needsPlaying) throw new RangeError(`${needsPlaying.path} needs the years played anew`);
    return applyChanges(input, changes);
  };
  const termsOf = ({ liabilities, policies }: AssessmentInput) =>
    createTerms(
      model,
      liabilities,
      policies.map(({ policy }) => policy),
    );
  const settledOf = async (
    given: AssessmentInput,
    simulated: typeof simulation,
    command?: string,
  ): Promise<Settled> => ({
    assessment: await measure(
      given,
      { ...options, command: command ?? options.command },
      {
        model,
        task: simulated === simulation ? task : { ...task, ...termsOf(given) },
        simulation: simulated,
        periods,
      },
    ),
    hundred: hundredOf(
      ranked(sortedFromZero(simulated.retained), new Float64Array(0)),
      simulated.retained.length,
    ),
  });

  let still: { readonly gross: Float64Array; readonly owed: Float64Array } | undefined;
  /** What is claimed and owed of all years, sorted: policies change neither. */
  const stillOf = () => {
    still ??= { gross: sortedFromZero(simulation.gross), owed: sortedFromZero(simulation.owed) };
    return still;
  };
  // The threads explain for one asker after the other.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };

  return {
    input,
    first: await settledOf(input, simulation),
    grip: (changes, path, low, high) => {
      const others = changes.filter((change) => change.path !== path);
      const compile = (value: number | null) => termsOf(inputWith([...others, { path, value }]));
      const ends = [low, high].map((value) => ({ value: value ?? NO_CAP, terms: compile(value ?? NO_CAP) }));
      const { policies, company, controlCostYen } = inputWith(changes);
      const hold = holdBetween(
        kept.pooled,
        ends[0].terms,
        ends[1].terms,
        isMonotone(policies.map(({ policy }) => policy))
          ? []
          : [compile(Math.round((ends[0].value + ends[1].value) / 2))],
      );
      const figures = figuresOfHold(hold, {
        periods,
        returnPeriod: options.returnPeriod,
        toleranceYen: company.toleranceYen,
        still: isOfContract({ path, value: null }) || others.some(isOfContract) ? undefined : stillOf(),
        yearlyCost: controlCostYen + policies.reduce((sum, { premiumYen }) => sum + premiumYen, 0),
      });
      const terms = termsBetween(ends[0], ends[1], compile);
      return { touched: hold.years.length, at: (value) => figures(hold.at(terms(value ?? NO_CAP))) };
    },
    settle: async (changes, command) => {
      const given = inputWith(changes);
      return inTurn(() =>
        settledOf(given, changes.length === 0 ? simulation : simulation.under(termsOf(given)), command),
      );
    },
    gaps: (changes) => {
      const given = inputWith(changes);
      return gapMap(
        playedYears(model, kept.pooled),
        given.liabilities,
        given.policies.map(({ policy }) => policy),
        // Policies have no hand in what contracts leave.
        { ...options, owed: changes.some(isOfContract) ? undefined : simulation.owed },
      );
    },
    close: simulation.close,
  };
}

/** Kept years in the form in which policies are compared. */
function playedYears(
  model: LossModel,
  { years, small, open, firstOfYear, table, row }: KeptYears,
): PlayedYears {
  const firsts = new Int32Array(years + 1);
  open.forEach((year, i) => {
    firsts[year + 1] = firstOfYear[i + 1];
  });
  for (let year = 0; year < years; year++) firsts[year + 1] = Math.max(firsts[year], firsts[year + 1]);
  return { model, years, small, table, row, firstOfYear: firsts };
}
