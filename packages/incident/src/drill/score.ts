import type { Text } from '@sonae/core';
import { DRAFT_ITEMS } from './documents.ts';
import type { Drill, DrillEntry } from './drill.ts';
import { type PersonRole, spoken } from './words.ts';

/** How a drill went (採点). Times are minutes on the drill's clock; null where it never came to it. */
export type DrillScore = {
  readonly drill: true;
  readonly mark: '訓練';
  readonly scenario: string;
  readonly version: string;
  /** 0 to 100: the weight of what was done in time, of all that was asked. */
  readonly score: number;
  readonly timeToDeclare: number | null;
  /** When an action first had all its approvals and was carried out. */
  readonly firstApproval: number | null;
  readonly drafts: readonly {
    readonly document: string;
    readonly minutes: number;
    /** Share of the items it must hold. */
    readonly completeness: number;
    readonly missing: readonly string[];
  }[];
  readonly facts: {
    /** Wrong facts that were put into the record, and those of them put right before the end. */
    readonly wrong: number;
    readonly corrected: number;
    readonly rows: readonly {
      readonly fact: string;
      readonly recorded: string;
      readonly truth: string;
      readonly correctedAfter: number | null;
    }[];
  };
  /** Whether the insurer heard of it before the first yen was spent or promised; null where neither happened. */
  readonly insurerToldBeforeSpend: boolean | null;
  readonly expectations: readonly {
    readonly inject: string;
    readonly act: string;
    readonly due: number;
    readonly doneAt: number | null;
    readonly met: boolean;
  }[];
  readonly refusedActions: readonly {
    readonly action: string;
    readonly minute: number;
    readonly refusals: readonly string[];
  }[];
  readonly lessons: readonly Lesson[];
  /** Tables of the register that had nothing to draw from. */
  readonly registerGaps: readonly string[];
};

/** What is to be done about it: a task for somebody (教訓からの課題). */
export type Lesson = {
  readonly id: string;
  readonly task: Text;
  readonly owner: PersonRole;
  readonly dueDays: number;
};

type ActEntry = Extract<DrillEntry, { kind: 'act' }>;

/** Lessons that would have changed the outcome most are due first. */
const DUE_DAYS = { 3: 14, 2: 30, 1: 60 } as const;

export function scoreDrill({ scenario, log, words }: Drill): DrillScore {
  const acts = log.filter((entry): entry is ActEntry => entry.kind === 'act');
  const done = acts.filter((entry) => entry.done);
  const first = (holds: (entry: ActEntry) => boolean): number | null => done.find(holds)?.minute ?? null;
  const asked = scenario.injects.flatMap((inject) =>
    log.some((entry) => entry.kind === 'inject' && entry.id === inject.id)
      ? (inject.expects ?? []).map((expectation) => ({ inject, expectation }))
      : [],
  );
  const judged = asked.map(({ inject, expectation }) => {
    const due = inject.at + expectation.within;
    // A fact must be told after the news that changed it; what was done before counts for everything else.
    const doneAt = first(
      (entry) =>
        entry.act === expectation.act && (!expectation.act.startsWith('fact:') || entry.minute >= inject.at),
    );
    return { inject: inject.id, expectation, due, doneAt, met: doneAt !== null && doneAt <= due };
  });
  const weight = (rows: typeof judged) =>
    rows.reduce((sum, { expectation }) => sum + (expectation.weight ?? 1), 0);
  const whole = weight(judged);
  const facts = factsOf(acts, scenario.truth, words);
  const toldInsurer = first(({ act }) => act === 'tell:insurer');
  const spent = first(({ act }) => act === 'spend');
  const missed = new Map(
    judged.filter(({ met }) => !met).map(({ expectation }) => [expectation.act, expectation]),
  );
  return {
    drill: true,
    mark: '訓練',
    scenario: scenario.id,
    version: scenario.version,
    score: whole === 0 ? 100 : Math.round((100 * weight(judged.filter(({ met }) => met))) / whole),
    timeToDeclare: first(({ act }) => act === 'declare'),
    firstApproval: first(({ act }) => act.startsWith('action:')),
    drafts: draftsOf(done),
    facts,
    insurerToldBeforeSpend:
      spent === null ? (toldInsurer === null ? null : true) : toldInsurer !== null && toldInsurer <= spent,
    expectations: judged.map(({ inject, expectation, due, doneAt, met }) => ({
      inject,
      act: expectation.act,
      due,
      doneAt,
      met,
    })),
    refusedActions: acts.flatMap(({ action, minute }) =>
      action?.outcome === 'refused' ? [{ action: action.id, minute, refusals: action.refusals }] : [],
    ),
    lessons: [...missed.values()].map(({ act, lesson, owner, weight: heavy = 1 }) => ({
      id: `${scenario.id}:${act}`,
      task: lesson,
      owner,
      dueDays: DUE_DAYS[Math.min(3, heavy) as 1 | 2 | 3],
    })),
    registerGaps: words.missing,
  };
}

/** The first draft of each document, with its items as they stood in the last one. */
function draftsOf(acts: readonly ActEntry[]): DrillScore['drafts'] {
  const drafts = acts.flatMap(({ answer: { draft }, minute }) => (draft ? [{ ...draft, minute }] : []));
  return [...Map.groupBy(drafts, ({ document }) => document)].map(([document, versions]) => {
    const needed = DRAFT_ITEMS[document];
    const missing = needed.filter((item) => !versions.at(-1)!.items.includes(item));
    return {
      document,
      minutes: versions[0].minute,
      completeness: Math.round((100 * (needed.length - missing.length)) / needed.length) / 100,
      missing,
    };
  });
}

function factsOf(
  acts: readonly ActEntry[],
  truth: Readonly<Record<string, string>>,
  words: Drill['words'],
): DrillScore['facts'] {
  const told = acts.flatMap(({ answer: { fact }, minute }) => (fact ? [{ ...fact, minute }] : []));
  const rows = [...Map.groupBy(told, ({ id }) => id)].flatMap(([fact, versions]) => {
    if (truth[fact] === undefined) return [];
    const right = plain(spoken({ ja: truth[fact], en: truth[fact] }, words).en);
    const wrongAt = versions.findIndex(({ value }) => plain(value) !== right);
    if (wrongAt < 0) return [];
    const last = versions.at(-1)!;
    const corrected = versions.slice(wrongAt).find(({ value }) => plain(value) === right);
    const holds = plain(last.value) === right && corrected;
    return [
      {
        fact,
        recorded: versions[wrongAt].value,
        truth: right,
        correctedAfter: holds ? corrected.minute - versions[wrongAt].minute : null,
      },
    ];
  });
  return {
    wrong: rows.length,
    corrected: rows.filter(({ correctedAfter }) => correctedAfter !== null).length,
    rows,
  };
}

/** `1,200` and `1200` are one number. */
const plain = (value: string): string => value.replace(/(?<=\d),(?=\d{3})/g, '').trim();
