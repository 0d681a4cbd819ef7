import { UNKNOWN } from '../fields.ts';
import { SUGGESTED } from '../nearest.ts';
import type { Finding } from '../problem.ts';
import { unknownWord } from '../problems/value.ts';
import { mayBeUnknown, type Shape } from '../shape.ts';
import type { Lexicon } from '../vocabulary.ts';
import { mapLeaves } from './leaves.ts';

/** Takes the word `unknown` out of fields that can be left out but do not keep it: both mean that nobody has stated it. */
export function dropUnknown(shape: Shape, value: unknown): unknown {
  return mapLeaves(shape, value, (leaf, word) =>
    word === UNKNOWN && !leaf.knowable && mayBeUnknown(leaf) ? undefined : word,
  );
}

/**
 * Replaces names and aliases of the vocabulary by ids (「ネット通販」 becomes `ec`), and reports words it does not know
 * with the nearest one.
 */
export function resolveWords(shape: Shape, value: unknown, lexicon: Lexicon) {
  const findings: Finding[] = [];
  const resolved = mapLeaves(shape, value, (leaf, word, path) => {
    const list = leaf.meta.vocabulary;
    if (list === undefined || typeof word !== 'string' || word.trim() === '') return word;
    if (leaf.knowable && word === UNKNOWN) return word;
    const id = lexicon.idOf(list, word);
    if (id === undefined) {
      const suggestion = findings.length < SUGGESTED ? lexicon.nearest(list, word) : undefined;
      findings.push({ path, problem: unknownWord(list, word, suggestion) });
    }
    return id ?? word;
  });
  return { value: resolved, findings };
}
