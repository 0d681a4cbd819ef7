import type { Issue } from '@sonae/core';
import { sortIssues } from '@sonae/core';
import * as z from 'zod';
import type { Loaded, Reading } from '../load/document.ts';
import { loadDocument } from '../load/document.ts';
import type { Path } from '../load/place.ts';
import { problem } from './docs.ts';

type Section = { readonly [key: string]: unknown };

const anything = z.record(z.string(), z.unknown());

/**
 * Reads `loss-model.yaml`, which is written by hand in a form of its own. Checked is one thing: in a section whose
 * entries name their sources (`src`), every entry does. A section with one `src` for all of it is fine as it is.
 */
export function readLossModel(text: string, file: string): Reading<Section> {
  const reading = loadDocument(text, file, anything);
  if (!reading.loaded) return reading;
  const { loaded } = reading;
  const issues = Object.entries(loaded.data).flatMap(([key, section]) =>
    checkSection(loaded, [key], section),
  );
  return issues.length > 0 ? { loaded, issues: sortIssues(issues) } : reading;
}

function checkSection(doc: Loaded<Section>, path: Path, section: unknown): Issue[] {
  if (!isSection(section) || hasSource(section)) return [];
  const entries = Object.entries(section).filter((entry): entry is [string, Section] => isSection(entry[1]));
  if (!entries.some(([, entry]) => hasSource(entry))) return [];
  return entries.flatMap(([key, entry]) => {
    if (mentionsSource(entry)) return [];
    const message = { ja: `${key} に src がありません。`, en: `${key} has no src.` };
    const hint = {
      ja: 'src に cal:・case:・x: の id か、judgement: と理由を書いてください。',
      en: 'Give src: ids with cal:, case: or x:, or judgement: and the reason.',
    };
    return [problem('no-source', doc, [...path, key], message, hint)];
  });
}

const isSection = (value: unknown): value is Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasSource = (section: Section) => Object.hasOwn(section, 'src');

/** A source of its own or, for an entry made of parts, in one of them. */
function mentionsSource(entry: Section): boolean {
  if (hasSource(entry)) return true;
  return Object.values(entry).some((part) => isSection(part) && mentionsSource(part));
}
