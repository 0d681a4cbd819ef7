import { expect, test } from 'vitest';
import { SCHEMAS } from '../schema/files.ts';
import { brief, COST } from '../testing/files.ts';
import { loadDocument } from './document.ts';

const load = (text: string) => loadDocument(text, 'f.yaml', SCHEMAS.facts);
const row = (change: (cost: string) => string) => load(`facts:\n  - ${change(COST)}\n`);

test('K2 text that is no YAML is reported where it breaks', () => {
  const { issues, loaded } = load('facts:\n  - {id: a\n');
  expect(loaded).toBeUndefined();
  expect(issues[0]).toMatchObject({ code: 'knowledge.yaml', line: 3, column: 1 });
});

test('K2 a key given twice is refused', () => {
  expect(brief(load('facts: []\nfacts: []\n').issues)).toEqual(['f.yaml:2:1 knowledge.yaml']);
});

test('K3 a key nobody knows is refused at the key', () => {
  const text = `facts:\n  - ${COST.slice(0, -1)}, souces: [report]}\n`;
  expect(load(text).issues).toMatchObject([
    { code: 'knowledge.unknown-key', line: 2, column: COST.length + 6, path: 'facts[0].souces' },
  ]);
});

test('K3 a comma inside a text without quotes is caught as a key nobody knows', () => {
  const { issues } = row((cost) => cost.replace('en: Notice', 'en: Notice, by mail'));
  expect(issues.map(({ code }) => code)).toContain('knowledge.unknown-key');
});

test.each(['2024', '2024-02', '2024-02-29'])('K7 %s is a date', (date) => {
  const { loaded } = row((cost) => cost.replace('date: 2024', `date: ${date}`));
  expect(loaded?.data.facts[0]?.date).toBe(date);
});

test.each(['24', '2024-13', '2023-02-29', 'recent', '令和6年'])('K7 %s is no date', (date) => {
  const { issues } = row((cost) => cost.replace('date: 2024', `date: ${date}`));
  expect(issues).toMatchObject([{ code: 'knowledge.schema', path: 'facts[0].date', line: 2 }]);
  expect(issues[0]?.message.ja).toContain('2024-02');
});

test('K2 messages of the schema come in both languages', () => {
  const { issues } = row((cost) => cost.replace('kind: unit_cost', 'kind: price'));
  expect(issues[0]?.message.ja).toMatch(/[ぁ-ん]/);
  expect(issues[0]?.message.en).not.toMatch(/[ぁ-ん]/);
});

test('K1 a source without a title is refused', () => {
  const { issues } = row((cost) => cost.replace('[report]', '[{url: "https://example.com"}]'));
  expect(issues).toMatchObject([{ code: 'knowledge.schema', path: 'facts[0].sources[0]' }]);
});

test('K2 an alias is read as what it stands for, and placed where it is used', () => {
  const text = `facts:\n  - &a ${COST}\n  - *a\n`;
  const { loaded } = load(text);
  expect(loaded?.data.facts[1]?.id).toBe('cost.dm');
  expect(loaded?.at(['facts', 1])).toEqual({ line: 3, column: 5 });
});
