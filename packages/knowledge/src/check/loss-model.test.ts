import { expect, test } from 'vitest';
import { bundle } from '../bundle.ts';
import { brief, issuesWith, minimalFiles } from '../testing/files.ts';

const check = (text: string) => issuesWith({ 'loss-model.yaml': text });

test('K13 where one entry of a section names its source, all do', () => {
  const text = 'heads:\n  forensic: {med: 1, src: [cal:cost.dm]}\n  gift: {med: 2}\n';
  expect(brief(check(text))).toEqual(['loss-model.yaml:3:9 knowledge.no-source']);
});

test('K13 a section with one source for all of it is fine, and so is one without entries', () => {
  expect(check('sectors:\n  it: {gm: 0.6}\n  src: "judgement: order"\nversion: 1\nlist: [1]\n')).toEqual([]);
});

test('K13 an entry made of parts has its sources in the parts', () => {
  expect(check('heads:\n  a: {src: x}\n  b: {low: {src: y}, high: {src: z}}\n')).toEqual([]);
});

test('K13 a source that leads nowhere is a warning', () => {
  const issues = check('heads:\n  a: {src: [cal:cost.dm, cal:cost.none, "judgement: so"], p_src: x:none}\n');
  expect(issues.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
    'warning heads.a.src[1]',
    'warning heads.a.p_src',
  ]);
});

test('K13 the file passes through as it is; without it the module is null', () => {
  const files = minimalFiles();
  expect(bundle(files).modules?.['loss-model']).toBeNull();
  expect(bundle(files.set('loss-model.yaml', 'a: {b: [1, x]}')).modules?.['loss-model']).toEqual({
    a: { b: [1, 'x'] },
  });
});
