import { expect, test } from 'vitest';
import { brief, issuesWith, minimalFiles } from '../testing/files.ts';

const jnsa = (from: string, to: string) =>
  issuesWith({ 'jnsa.yaml': minimalFiles().get('jnsa.yaml')!.replace(from, to) });

test('K12 an item stands in the cell its row gives it', () => {
  expect(brief(jnsa('x: 1, y: 1', 'x: 2, y: 1'))).toEqual(['jnsa.yaml:6:5 knowledge.jnsa-cell']);
});

test('K12 no label of the row is missing among the items', () => {
  const issues = jnsa("'1,1': [氏名]", "'1,1': [氏名, 住所]");
  expect(issues).toMatchObject([{ code: 'knowledge.jnsa-cell', path: 'facts[0].value' }]);
  expect(issues[0]?.message.ja).toContain('住所');
});
