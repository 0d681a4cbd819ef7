import { eventFacts } from '@sonae/knowledge/event-facts';
import type { LossModelData } from '@sonae/loss';
import type { Policy } from '@sonae/policy';
import type { Company } from '@sonae/register';
import { type Band, bandOf, type CaseFacts } from './facts.ts';
import { answersOf, paidOf, someOf } from './insured.ts';
import { type Course, coursesOf, type Sample } from './sample.ts';

export type LiveInput = {
  readonly company: Company;
  readonly policies: readonly Policy[];
  readonly data: LossModelData;
  readonly facts: CaseFacts;
};

export type LiveOptions = { readonly courses?: number; readonly seed?: number; readonly lateDays?: number };

/** What an answer to an open question would change. */
export type OpenQuestion = {
  readonly fact: string;
  readonly answers: readonly { readonly value: string; readonly stays: Band }[];
  /** Yen between the answers, by the median of what stays: what it is worth to know. */
  readonly worth: number;
};

/** The liability of the running case (進行中の事案の責任額). */
export type LiveLiability = {
  readonly courses: number;
  /** See {@link Sample}. */
  readonly wide: boolean;
  readonly gross: Band;
  readonly insurer: Band;
  readonly stays: Band;
  readonly heads: readonly { readonly head: string; readonly share: number; readonly band: Band }[];
  readonly questions: readonly OpenQuestion[];
  /** What telling the insurer so many days after discovery would cost, at the median: presumed, and if everything unknown went against us. */
  readonly lateNotice: { readonly days: number; readonly presumed: number; readonly worst: number } | null;
};

const COURSES = 100;
const SEED = 20_261_122;
/** Twice the 30 days that Japanese wordings commonly allow. */
const LATE_DAYS = 60;
/** Courses that are asked for the range over what nobody knows. */
const ASKED = 8;
const DAY = 86_400_000;

/** Conditions the loss model on the facts. The same facts give the same figures. */
export function liveLiability(input: LiveInput, options: LiveOptions = {}): LiveLiability {
  const { courses: count = COURSES, seed = SEED, lateDays = LATE_DAYS } = options;
  const sample = coursesOf(input.company, input.data, input.facts, { count, seed });
  const paid = paidOf(sample.courses, input.policies, input.facts);
  const asked = answersOf(someOf(sample.courses, ASKED), input.policies, input.facts);
  const unknown = [...new Set(asked.flatMap((answer) => answer.unknown))].sort();
  return {
    courses: sample.courses.length,
    wide: sample.wide,
    gross: bandOf(sample.courses.map(({ gross }) => gross)),
    insurer: bandOf(paid),
    stays: bandOf(sample.courses.map(({ gross }, i) => gross - paid[i])),
    heads: headsOf(sample.courses),
    questions: [
      ...personsQuestion(input, count, seed),
      ...causeQuestion(sample, paid),
      ...policyQuestions(input, sample, unknown),
    ].sort((a, b) => b.worth - a.worth || (a.fact < b.fact ? -1 : 1)),
    lateNotice: lateNotice(input, sample, lateDays),
  };
}

/** By head: the band over the courses, and in how many of them it arises; the dearest first. */
function headsOf(courses: readonly Course[]): LiveLiability['heads'] {
  const names = [...new Set(courses.flatMap(({ lines }) => lines.map(({ head }) => head)))];
  const rows = names.map((head) => {
    const amounts = courses.map(({ lines }) =>
      lines.reduce((sum, line) => sum + (line.head === head ? line.amount : 0), 0),
    );
    return {
      head,
      share: amounts.filter((amount) => amount > 0).length / courses.length,
      band: bandOf(amounts),
    };
  });
  return rows.sort((a, b) => b.band.high - a.band.high || (a.head < b.head ? -1 : 1));
}

function staysBand({ courses }: Sample, input: LiveInput, facts: CaseFacts): Band {
  const paid = paidOf(courses, input.policies, facts);
  return bandOf(courses.map(({ gross }, i) => gross - paid[i]));
}

function question(fact: string, answers: OpenQuestion['answers']): OpenQuestion[] {
  const medians = answers.map(({ stays }) => stays.median);
  const worth = Math.max(...medians) - Math.min(...medians);
  return answers.length > 1 && worth > 0 ? [{ fact, answers, worth }] : [];
}

/** The ends of what is possible: the fewest persons and the most. */
function personsQuestion(input: LiveInput, count: number, seed: number): OpenQuestion[] {
  const { persons } = input.facts;
  if (persons === undefined || persons.atLeast === persons.atMost) return [];
  const answers = [persons.atLeast, persons.atMost].map((number) => {
    const facts = { ...input.facts, persons: { atLeast: number, atMost: number } };
    return {
      value: String(number),
      stays: staysBand(coursesOf(input.company, input.data, facts, { count, seed }), input, facts),
    };
  });
  return question('persons', answers);
}

/** Causes that are still possible, from the same courses. */
function causeQuestion({ courses }: Sample, paid: readonly number[]): OpenQuestion[] {
  const byCause = Map.groupBy(
    courses.map((course, i) => ({ cause: course.cause, stays: course.gross - paid[i] })),
    ({ cause }) => cause,
  );
  const answers = [...byCause]
    .filter(([, rows]) => rows.length >= 10)
    .map(([value, rows]) => ({ value, stays: bandOf(rows.map(({ stays }) => stays)) }));
  return question('cause', answers);
}

/**
 * Facts that a policy asks for and nobody has stated, where they can be answered yes or no. One whose answers pay the same in a spread quarter of
 * the courses moves no median and is not looked at further.
 */
function policyQuestions(input: LiveInput, sample: Sample, unknown: readonly string[]): OpenQuestion[] {
  const answered = (fact: string, value: boolean): CaseFacts => ({
    ...input.facts,
    event: { ...input.facts.event, [fact]: value },
  });
  const few = someOf(sample.courses, Math.ceil(sample.courses.length / 4));
  const matters = (fact: string) => {
    const [yes, no] = [true, false].map((value) => paidOf(few, input.policies, answered(fact, value)));
    return yes.some((paid, i) => paid !== no[i]);
  };
  return unknown
    .filter((fact) => eventFacts.some(({ id, type }) => id === fact && type === 'boolean') && matters(fact))
    .flatMap((fact) =>
      question(
        fact,
        [true, false].map((value) => {
          return { value: value ? 'yes' : 'no', stays: staysBand(sample, input, answered(fact, value)) };
        }),
      ),
    );
}

function lateNotice(input: LiveInput, sample: Sample, days: number): LiveLiability['lateNotice'] {
  const discovered = Date.parse(String(input.facts.event.discoveredAt));
  if (Number.isNaN(discovered) || sample.courses.length === 0) return null;
  const told = (after: number): CaseFacts => ({
    ...input.facts,
    event: { ...input.facts.event, reportedAt: new Date(discovered + after * DAY).toISOString() },
  });
  const loss = (then: readonly number[], now: readonly number[]) =>
    bandOf(then.map((paid, i) => paid - now[i])).median;
  const paid = (after: number) => paidOf(sample.courses, input.policies, told(after));
  const few = someOf(sample.courses, ASKED);
  const worst = (after: number) => answersOf(few, input.policies, told(after)).map(({ range }) => range[0]);
  return { days, presumed: loss(paid(0), paid(days)), worst: loss(worst(0), worst(days)) };
}
