import { controls, dataKinds, heads, industries } from '@sonae/knowledge';
import type { Vocabulary } from './vocabulary.ts';

/** The vocabulary of the product, for everything in this package that asks for one. */
export function knowledgeVocabulary(): Vocabulary {
  return { industries, dataKinds, heads, controls };
}
