import type { Language } from '@sonae/core';
import { citationOf } from '@sonae/knowledge/citations';
import type { LossModelData } from '@sonae/loss';
import type { SourceFigure } from './result.ts';

/** Everything the figures of these groups and open facts rest on, each source once, in the order of their ids. */
export function sourcesOf(
  data: LossModelData,
  groups: readonly string[],
  openFacts: readonly string[],
  language: Language,
): SourceFigure[] {
  const refs = new Set<string>();
  const add = (src: readonly string[] | undefined) => {
    for (const ref of src ?? []) refs.add(ref);
  };
  const used = (row: { readonly groups?: readonly string[] }) =>
    row.groups === undefined || row.groups.some((group) => groups.includes(group));
  for (const row of [...data.row, ...data.event, ...data.claim]) if (used(row)) add(row.src);
  for (const row of data.world) add(row.src);
  for (const group of groups) add(data.groups[group].src);
  for (const fact of openFacts) add(data.facts[fact].src);
  return [...refs].sort().flatMap((ref): SourceFigure[] => {
    const citation = citationOf(ref);
    if (!citation) return [];
    const { sources, date, certainty, name, note } = citation;
    const title =
      certainty === 'judgement' && sources.length === 0 ? `${name[language]}: ${note}` : name[language];
    return [{ id: ref, title, publisher: sources[0]?.title, url: sources[0]?.url, date, certainty }];
  });
}
