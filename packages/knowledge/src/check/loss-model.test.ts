import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { bundle } from '../bundle.ts';
import { brief, issuesWith, minimalFiles, minimalLossModel, realFiles } from '../testing/files.ts';

/** The smallest loss model with some sections replaced, each on the line it would have in a file. */
const check = (sections: Readonly<Record<string, string>>) =>
  issuesWith({ 'loss-model.yaml': minimalLossModel(sections) });

const SRC = 'src: ["judgement: so"]';
const GROUP = `{ja: 侵入, scope: asset, tier: severe, yearFactor: true, causes: {}, ${SRC}}`;

test('K13 every table, fact, parameter and group names its source, and a head it does not price says why', () => {
  const issues = check({
    tables: '{margin: {index: industry, values: {}, otherwise: 0.3}}',
    facts: '{revenue: {ja: 売上, prior: "1"}}',
    world: '[{name: price, ja: 単価, formula: "1"}]',
    notModelled: '[{head: brand, why: {ja: 無い, en: none}}]',
  });
  expect(issues.filter(({ code }) => code === 'knowledge.no-source').map(({ path }) => path)).toEqual([
    'tables.margin.src',
    'facts.revenue.src',
    'world[0].src',
    'notModelled[0].src',
  ]);
  expect(issues[0].hint.en).toContain('cal:');
});

test('K13 a source is an id with its kind, or a judgement with its reason', () => {
  const withSource = (src: string) =>
    check({ world: `[{name: price, ja: 単価, formula: "1", src: [${src}]}]` }).map(({ code }) => code);
  expect(withSource('cal:cost.dm, "judgement: two sources of one thing"')).toEqual([]);
  for (const wrong of ['"judgement:"', 'somewhere', '"cal: cost.dm"'])
    expect(withSource(wrong), wrong).toEqual(['knowledge.schema']);
});

test('K13 a source that leads nowhere is a warning', () => {
  const issues = check({
    world: '[{name: price, ja: 単価, formula: "1", src: [cal:cost.dm, cal:none, x:none]}]',
  });
  expect(issues.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
    'warning world[0].src[1]',
    'warning world[0].src[2]',
  ]);
});

test('K13 a key nobody knows is refused at the key', () => {
  const text = minimalLossModel({ event: '\n  - {name: n, formla: "1"}' });
  const line = text.split('\n').findIndex((row) => row.includes('formla')) + 1;
  expect(brief(issuesWith({ 'loss-model.yaml': text }))).toContain(
    `loss-model.yaml:${line}:15 knowledge.unknown-key`,
  );
});

test('K13 a group, head, cause, tier, control or industry that does not exist is refused', () => {
  const issues = check({
    tables: `{margin: {index: industry, values: {shop: 1}, otherwise: 0, ${SRC}}}`,
    facts: `{mfa: {ja: 多要素, control: mfaa, prior: "1", ${SRC}}}`,
    groups: `{web: ${GROUP.replace('causes: {}', 'causes: {hole: 1}')}}`,
    event: '[{name: n, formula: {webb: "1", otherwise: "0"}, groups: [web]}]',
    lines: '[{head: forensics, party: own, amount: "n", groups: [web, wbe]}]',
    severe: '{ransom: n}',
  });
  expect(issues.map(({ code, path }) => `${code.replace('knowledge.', '')} ${path}`).toSorted()).toEqual([
    'unknown-id event[0].formula.webb',
    'unknown-id facts.mfa.control',
    'unknown-id groups.web.causes.hole',
    'unknown-id groups.web.tier',
    'unknown-id lines[0].groups[1]',
    'unknown-id lines[0].head',
    'unknown-id severe.ransom',
    'unknown-id tables.margin.values.shop',
  ]);
});

test('K13 the file passes through with every value; without it the module is null', () => {
  expect(bundle(minimalFiles()).modules?.['loss-model']).toBeNull();
  const files = realFiles();
  const text = files.get('loss-model.yaml')!;
  expect(bundle(files).modules?.['loss-model']).toEqual(parse(text));
  // What is built is what stands there, so it can be written and read again.
  expect(bundle(files.set('loss-model.yaml', stringify(parse(text)))).issues).toEqual([]);
});
