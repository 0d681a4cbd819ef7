import type { YearTrace } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { headText, PER_TEXTS, type Policy, REASON_TEXTS, stepText } from '@sonae/policy';

/** One step of the wording: what it found, what it left. */
export type ShownStep = {
  readonly step: string;
  /** What the step goes by: an amount in yen, a share, hours, days. */
  readonly value?: number;
  readonly valueKind: 'yen' | 'share' | 'hours' | 'days';
  readonly per?: string;
  readonly clause: string;
  readonly before: number;
  readonly after: number;
};

export type ShownPart = {
  readonly part: string;
  readonly paid: number;
  readonly steps: readonly ShownStep[];
};

export type ShownEvent = {
  readonly id: string;
  readonly scenario: string;
  readonly loss: number;
  readonly paid: number;
  readonly lines: readonly { readonly head: string; readonly loss: number; readonly paid: number }[];
  readonly parts: readonly ShownPart[];
};

/** A year through one policy for a screen: event by event, part by part, step by step. */
export type ShownTrace = {
  readonly policy: string;
  readonly rank: number;
  readonly events: readonly ShownEvent[];
  readonly kept: readonly { readonly reason: string; readonly clause: string; readonly yen: number }[];
};

/** The trace in the words of one language, with what the compiled programme paid of each event. */
export function shownTrace(
  { result, events, rank }: YearTrace,
  policy: Policy,
  language: Language,
): ShownTrace {
  const text = (words: { ja: string; en: string }) => words[language];
  const partName = (id: string) => policy.parts.find((part) => part.id === id)?.name ?? id;
  return {
    policy: policy.id,
    rank,
    events: events.map(({ id, scenario, paid }): ShownEvent => {
      const lines = result.parts.flatMap((part) => part.lines.filter((line) => line.event === id));
      const steps = result.trace.filter((step) => step.event === id);
      const parts = [...new Set(steps.map(({ part }) => part))];
      return {
        id,
        scenario,
        loss: result.events.find((event) => event.id === id)?.loss ?? 0,
        paid,
        lines: lines.map(({ head, loss, paid: of }) => ({ head: text(headText(head)), loss, paid: of })),
        parts: parts.map((part): ShownPart => {
          const own = steps.filter((step) => step.part === part);
          return {
            part: partName(part),
            paid: own.filter(({ step }) => step === 'pay').reduce((sum, { after }) => sum + after, 0),
            steps: own.map(({ step, clause, source, before, after, value, per }) => ({
              step: text(stepText(step)),
              value,
              valueKind: kindOf(step),
              per: per && PER_TEXTS[per] && text(PER_TEXTS[per]),
              clause: source
                ? [source.form, source.edition, source.clause].filter(Boolean).join(' ')
                : clause,
              before,
              after,
            })),
          };
        }),
      };
    }),
    kept: result.kept
      .map(({ reason, clause, yen }) => ({ reason: text(REASON_TEXTS[reason]), clause, yen }))
      .toSorted((a, b) => b.yen - a.yen),
  };
}

const kindOf = (step: string): ShownStep['valueKind'] =>
  step === 'pct' || step === 'add.defence'
    ? 'share'
    : step.startsWith('waiting')
      ? 'hours'
      : step === 'period'
        ? 'days'
        : 'yen';
