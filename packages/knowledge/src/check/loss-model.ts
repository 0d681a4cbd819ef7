import type { Loaded } from '../load/document.ts';
import type { Path } from '../load/place.ts';
import type { FileData } from '../schema/files.ts';
import type { Mention } from './mentions.ts';

/** The groups of scenarios, as a list that rows of the loss model refer to. */
export const SCENARIO_GROUPS = 'scenario groups';

/**
 * Every id the loss model mentions. A group that is misspelt would leave a head of loss out of the figures without a
 * word, so it is refused like any other id that leads nowhere.
 */
export function* lossModelMentions(doc: Loaded<FileData['loss-model']> | undefined): Generator<Mention> {
  if (!doc) return;
  const { data } = doc;
  const mention = (to: string, id: string, ...path: Path): Mention => ({ to, id, doc, path });
  for (const [key, row] of Object.entries(data.tables)) {
    for (const id of Object.keys(row.values)) yield mention('industries', id, 'tables', key, 'values', id);
  }
  for (const [key, { control }] of Object.entries(data.facts)) {
    if (control !== undefined) yield mention('controls', control, 'facts', key, 'control');
  }
  for (const [key, row] of Object.entries(data.groups)) {
    yield mention('tiers', row.tier, 'groups', key, 'tier');
    for (const id of Object.keys(row.causes)) yield mention('causes', id, 'groups', key, 'causes', id);
  }
  for (const list of ['row', 'event', 'claim', 'lines', 'claimLines', 'eventFacts'] as const) {
    for (const [i, { groups }] of data[list].entries()) {
      for (const [j, id] of groups?.entries() ?? []) yield mention(SCENARIO_GROUPS, id, list, i, 'groups', j);
    }
  }
  for (const list of ['row', 'event', 'claim'] as const) {
    for (const [i, { formula }] of data[list].entries()) {
      if (typeof formula === 'string') continue;
      for (const id of Object.keys(formula)) {
        if (id !== 'otherwise') yield mention(SCENARIO_GROUPS, id, list, i, 'formula', id);
      }
    }
  }
  for (const section of ['severe', 'outageHours', 'claimChoice'] as const) {
    for (const id of Object.keys(data[section])) yield mention(SCENARIO_GROUPS, id, section, id);
  }
  for (const list of ['lines', 'claimLines', 'notModelled'] as const) {
    for (const [i, { head }] of data[list].entries()) yield mention('heads', head, list, i, 'head');
  }
}
