import { controlOf, dataKindOf, headOf, industryOf } from '@sonae/knowledge';
import { describe, expect, test } from 'vitest';
import { knowledgeVocabulary } from './knowledge-vocabulary.ts';
import { testVocabulary } from './testing/vocabulary.ts';
import { lexiconOf } from './vocabulary.ts';

const lexicon = lexiconOf(testVocabulary);

test.each(['ec', 'EC', 'ネット通販', 'Online retail', '電子商取引', '　ネット 通販 '])(
  'R15 %s is read as ec',
  (word) => {
    expect(lexicon.idOf('industries', word)).toBe('ec');
  },
);

test('R15 a word nobody knows has a nearest entry, or none', () => {
  expect(lexicon.idOf('industries', 'ネット通版')).toBeUndefined();
  expect(lexicon.nearest('industries', 'ネット通版')?.id).toBe('ec');
  expect(lexicon.nearest('industries', '漁業')).toBeUndefined();
  expect(lexicon.idOf('industries', 'toString')).toBeUndefined();
});

describe('R15 the vocabulary of the product', () => {
  const vocabulary = knowledgeVocabulary();
  const product = lexiconOf(vocabulary);
  const lookups = { industries: industryOf, dataKinds: dataKindOf, heads: headOf, controls: controlOf };
  test.each(['industries', 'dataKinds', 'heads', 'controls'] as const)(
    'R15 %s answer as in @sonae/knowledge',
    (list) => {
      const names = vocabulary[list].flatMap(({ id, ja, en, aliases }) => [id, ja, en, ...(aliases ?? [])]);
      for (const name of names)
        expect([name, product.idOf(list, name)]).toEqual([name, lookups[list](name)?.id]);
    },
  );
});
