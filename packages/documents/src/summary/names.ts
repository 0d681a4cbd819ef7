import type { KeptFigure } from '@sonae/assessment';
import { REASON_NAMES } from '@sonae/assessment/reasons';
import type { Language, Text } from '@sonae/core';
import { CERTAINTY_LABELS, headOf, industryOf } from '@sonae/knowledge';

/**
 * Names of what an assessment calls by id, in the reader's language. An assessment carries names in the language it was
 * made in; where no list knows the id, that name stands.
 */
export type Names = {
  readonly head: (id: string, name: string) => string;
  readonly reason: (figure: KeptFigure) => string;
  readonly industry: (id: string) => string;
  readonly certainty: (certainty: string) => string;
};

export function namesIn(language: Language): Names {
  const labels: Readonly<Record<string, Text | undefined>> = CERTAINTY_LABELS;
  return {
    head: (id, name) => headOf(id)?.[language] ?? name,
    reason: ({ reason, name }) => REASON_NAMES[reason]?.[language] ?? name,
    industry: (id) => industryOf(id)?.[language] ?? id,
    certainty: (certainty) => labels[certainty]?.[language] ?? certainty,
  };
}
