import type { DrillScore } from './score.ts';

/** A measure of this drill beside the last one. Lower is better for times, higher for everything else. */
export type DrillChange = {
  readonly measure: string;
  readonly before: number | null;
  readonly now: number | null;
  readonly verdict: 'better' | 'worse' | 'same' | 'new';
};

/** This drill beside the last of the same scenario; undefined where they cannot be compared. */
export function compareDrills(before: DrillScore, now: DrillScore): readonly DrillChange[] | undefined {
  if (before.scenario !== now.scenario || before.version !== now.version) return undefined;
  const documents = [...new Set([...before.drafts, ...now.drafts].map(({ document }) => document))].sort();
  const draft = ({ drafts }: DrillScore, document: string) => drafts.find((one) => one.document === document);
  return [
    change('score', before.score, now.score, 'higher'),
    change('timeToDeclare', before.timeToDeclare, now.timeToDeclare, 'lower'),
    change('firstApproval', before.firstApproval, now.firstApproval, 'lower'),
    ...documents.flatMap((document) => [
      change(
        `draft.${document}`,
        draft(before, document)?.minutes ?? null,
        draft(now, document)?.minutes ?? null,
        'lower',
      ),
      change(
        `completeness.${document}`,
        draft(before, document)?.completeness ?? null,
        draft(now, document)?.completeness ?? null,
        'higher',
      ),
    ]),
    change('wrongFactsLeft', left(before), left(now), 'lower'),
    change('insurerToldBeforeSpend', told(before), told(now), 'higher'),
  ];
}

const left = ({ facts }: DrillScore): number => facts.wrong - facts.corrected;
const told = ({ insurerToldBeforeSpend: yes }: DrillScore): number | null =>
  yes === null ? null : Number(yes);

/** What was not reached at all is worse than any figure. */
function change(
  measure: string,
  before: number | null,
  now: number | null,
  better: 'lower' | 'higher',
): DrillChange {
  if (before === now) return { measure, before, now, verdict: 'same' };
  if (before === null) return { measure, before, now, verdict: 'new' };
  if (now === null) return { measure, before, now, verdict: 'worse' };
  const improved = better === 'lower' ? now < before : now > before;
  return { measure, before, now, verdict: improved ? 'better' : 'worse' };
}
