import { describe, expect, test } from 'vitest';
import { ask, codesOf, predicateOf, sample } from '../test/sample.ts';
import { compilePredicate, UNKNOWN } from './index.ts';

const day = 86_400_000;

describe('reading', () => {
  test.each([
    '',
    ' ',
    'war &&',
    "'",
    '(',
    '\u0000',
    '漏えい',
    'war = true',
    '"\\ud800"',
    '!'.repeat(1e5),
    '['.repeat(1e4),
  ])('P1 a source that cannot be read gives issues, not an exception: %j', (source) => {
    const { predicate, issues } = compilePredicate(source, sample);
    expect(predicate).toBeUndefined();
    for (const issue of issues) {
      expect(issue).toMatchObject({ severity: 'error', path: '', line: 1 });
      expect(issue.message.ja && issue.message.en && issue.hint.ja && issue.hint.en).toBeTruthy();
    }
    expect(issues.length).toBeGreaterThan(0);
  });

  test('P1 all issues of an expression are gathered in order of appearance', () => {
    expect(codesOf("wra ||\n  persons > '1' ||\n  cause == 'overlaod'")).toEqual([
      'predicate.unknown-name 1:1',
      'predicate.type 2:11',
      'predicate.unlisted-value 3:12',
    ]);
  });

  test('P2 issues are placed in the file the expression stands in', () => {
    const origin = { file: 'policy.yaml', line: 12, column: 9, path: 'exclusions[2].when' };
    const { issues } = compilePredicate('wra\n  || wrb', sample, origin);
    expect(issues).toMatchObject([
      { file: 'policy.yaml', path: 'exclusions[2].when', line: 12, column: 9 },
      { file: 'policy.yaml', path: 'exclusions[2].when', line: 13, column: 6 },
    ]);
  });

  test('P2 an expression in a workbook is placed at its cell', () => {
    const { issues } = compilePredicate('war || wra', sample, { file: 'a.xlsx', cell: '免責!C5' });
    expect(issues).toMatchObject([{ file: 'a.xlsx', cell: '免責!C5' }]);
    expect(issues[0]).not.toHaveProperty('line');
  });

  test.each([
    ['war = true', 5, '=='],
    ['war and stateBacked', 5, '&&'],
    ['war or stateBacked', 5, '||'],
    ['war & stateBacked', 5, '&&'],
    ['war <> stateBacked', 5, '!='],
    ['war ＆＆ stateBacked', 5, 'half-width'],
    ['cause == 漏えい', 7, "'…'"],
    ['漏えい == cause', 1, "'…'"],
    ['(war', 5, 'brackets'],
    ['if', 1, 'reserved'],
  ])('P3 %s: the place and how to mend it', (source, column, hint) => {
    const { issues } = compilePredicate(source, sample);
    expect(issues).toMatchObject([{ code: 'predicate.syntax', column }]);
    expect(issues[0].hint.en).toContain(hint);
  });
});

describe('facts', () => {
  test.each([
    [
      'war || (stateBacked && significantImpairment)',
      { war: false, stateBacked: true, significantImpairment: true },
    ],
    ["cause == 'overload'", { cause: 'overload' }],
    ["component.kind in ['fee_refund', 'price_reduction']", { component: { kind: 'price_reduction' } }],
    ["reportedAt - discoveredAt <= duration('720h')", { discoveredAt: 0, reportedAt: 30 * day }],
    ["reportedAt - discoveredAt > duration('720h')", { discoveredAt: 0, reportedAt: 30 * day + 1 }],
    [
      'occurredAt < contract.deliveredPlusOneMonth',
      { occurredAt: 0, contract: { deliveredPlusOneMonth: 1 } },
    ],
    ['knownAt < policy.firstInception', { knownAt: -1, policy: { firstInception: 0 } }],
    ["occurredAt == timestamp('1969-12-31T23:59:59.999Z')", { occurredAt: -1 }],
    [
      "occurredAt >= timestamp('2026-04-01T00:00:00+09:00')",
      { occurredAt: Date.parse('2026-03-31T15:00:00Z') },
    ],
    ["occurredAt.getMonth('Asia/Tokyo') == 3", { occurredAt: Date.parse('2026-03-31T15:00:00Z') }],
    ['!(asset.state in impairedStates)', { asset: { state: 'sound' }, impairedStates: ['encrypted'] }],
    [
      "actors.exists(a, a.role in ['policyholder','officer'] && a.intent)",
      {
        actors: [
          { role: 'staff', intent: true },
          { role: 'officer', intent: true },
        ],
      },
    ],
    ['actors.all(a, a.intent)', { actors: [] }],
    ['actors.exists_one(a, a.intent)', { actors: [{ intent: true }, { intent: false }] }],
    ['actors.filter(a, a.intent).size() == 2', { actors: [{ intent: true }, { intent: true }] }],
    [
      "actors.map(a, a.intent, a.role) == ['staff']",
      { actors: [{ intent: true, role: 'staff' }, { intent: false }] },
    ],
    ["'officer' in actors.map(a, a.role)", { actors: [{ role: 'officer' }] }],
    ['actors[1].intent', { actors: [{}, { intent: true }] }],
    ["asset['state'] == 'sound'", { asset: { state: 'sound' } }],
    ['persons > 1000', { persons: 1001 }],
    ['persons > 1000.5', { persons: 1001 }],
    ['persons == 1000.0', { persons: 1000 }],
    ['persons * 2 == 9007199254740990', { persons: 4503599627370495 }],
    ['double(persons) * 1.5 > 2.9', { persons: 2 }],
    ['share > 0.5', { share: 0.75 }],
    ['share >= 1', { share: 1 }],
    ['persons > share', { persons: 1, share: 0.5 }],
    ["outage >= duration('8h') && outage.getHours() == 8", { outage: 8 * 3_600_000 }],
    ["outage == duration('-1.5s')", { outage: -1500 }],
    ['war ? persons > 1 : persons > 2', { war: true, persons: 2 }],
    ["asset.state.startsWith('暗号')", { asset: { state: '暗号化' } }],
    ['has(asset.state)', { asset: { state: '' } }],
  ])('P14 %s holds', (source, facts) => {
    expect(ask(source, facts)).toEqual({ truth: 'yes', deciding: [] });
    expect(ask(`!(${source})`, facts)).toEqual({ truth: 'no', deciding: [] });
  });

  test.each([undefined, null, UNKNOWN])('P15 a fact that is %s is not known, whatever its kind', (value) => {
    for (const [name, source] of [
      ['war', 'war'],
      ['cause', "cause == 'overload'"],
      ['persons', 'persons > 1'],
      ['share', 'share > 0.5'],
      ['outage', "outage > duration('1h')"],
      ['occurredAt', "occurredAt > timestamp('2026-04-01T00:00:00Z')"],
      ['actors', 'actors.exists(a, a.intent)'],
    ]) {
      expect(ask(source, { [name]: value })).toEqual({ truth: 'unknown', deciding: [name] });
    }
    const unknownState = { truth: 'unknown', deciding: ['asset.state'] };
    expect(ask("asset.state == 'a'", { asset: value })).toEqual(unknownState);
    expect(ask("asset.state == 'a'", { asset: { state: value } })).toEqual(unknownState);
    expect(ask('actors.exists(a, a.intent)', { actors: [value] }).deciding).toEqual(['actors[].intent']);
  });

  test('P15 a fact named like a type of CEL is unknown, not the type', () => {
    expect(ask('type', {}, { type: 'boolean' })).toEqual({ truth: 'unknown', deciding: ['type'] });
    expect(ask('list.exists(x, x)', {}, { list: { list: 'boolean' } }).deciding).toEqual(['list']);
  });

  test('P15 a list of plain values of which one is unknown is unknown as a whole', () => {
    const facts = { asset: { state: 'a' }, impairedStates: ['a', UNKNOWN] };
    expect(ask('asset.state in impairedStates', facts)).toEqual({
      truth: 'unknown',
      deciding: ['impairedStates'],
    });
  });

  test('P15 a list of objects has its length even where an object is unknown', () => {
    expect(ask('size(actors) == 2', { actors: [UNKNOWN, {}] }).truth).toBe('yes');
  });

  test('P15 facts beyond the schema, and facts the expression does not read, are not looked at', () => {
    expect(ask('war', { war: true, persons: 'many', other: Symbol('x') })).toEqual({
      truth: 'yes',
      deciding: [],
    });
  });

  test.each([
    ['war', { war: 'yes' }, 'war', 'fact-kind'],
    ['persons > 1', { persons: '12' }, 'persons', 'fact-kind'],
    ['persons > 1', { persons: 1.5 }, 'persons', 'fact-kind'],
    ['persons > 1', { persons: 2 ** 53 }, 'persons', 'fact-kind'],
    ['persons > 1', { persons: 12n }, 'persons', 'fact-kind'],
    ['share > 0.5', { share: Number.NaN }, 'share', 'fact-kind'],
    ['share > 0.5', { share: Number.POSITIVE_INFINITY }, 'share', 'fact-kind'],
    ['occurredAt < reportedAt', { occurredAt: '2026-04-01', reportedAt: 0 }, 'occurredAt', 'fact-kind'],
    ['occurredAt < reportedAt', { occurredAt: 0, reportedAt: 9e15 }, 'reportedAt', 'fact-kind'],
    ["cause == 'overload'", { cause: 'overlaod' }, 'cause', 'fact-value'],
    ["cause == 'overload'", { cause: 3 }, 'cause', 'fact-kind'],
    ['actors.exists(a, a.intent)', { actors: {} }, 'actors', 'fact-kind'],
    ['actors.exists(a, a.intent)', { actors: [{ intent: 1 }] }, 'actors[0].intent', 'fact-kind'],
    ["asset.state == 'a'", { asset: 'a' }, 'asset', 'fact-kind'],
    ["asset.state == 'a'", { asset: { state: 'a', tags: 'b' } }, 'asset.tags', 'fact-kind'],
  ])('P16 %s: a fact that is not of its kind is an error', (source, facts, path, code) => {
    const { truth, deciding, error } = ask(source, facts);
    expect({ truth, deciding }).toEqual({ truth: 'unknown', deciding: [] });
    expect(error).toMatchObject({ code: `predicate.${code}`, path, severity: 'error' });
    expect(error?.message.ja).toContain(path);
  });

  test('P16 it does not count where it cannot change the verdict', () => {
    expect(ask('war || persons > 1', { war: true, persons: 'many' })).toEqual({ truth: 'yes', deciding: [] });
    expect(ask('war || persons > 1', { persons: 'many' })).toEqual({ truth: 'unknown', deciding: ['war'] });
    expect(ask('war || persons > 1', { war: false, persons: 'many' }).error?.code).toBe(
      'predicate.fact-kind',
    );
  });
});

test('P28 a predicate tells the facts it reads, as paths', () => {
  const reads = (source: string) => predicateOf(source).reads;
  expect(reads('war || (stateBacked && !war)')).toEqual(['stateBacked', 'war']);
  expect(reads("asset.state == 'a' && asset['state'] != 'b'")).toEqual(['asset.state']);
  expect(reads("actors.exists(a, a.role in ['officer'] && a.intent)")).toEqual([
    'actors',
    'actors[].intent',
    'actors[].role',
  ]);
  expect(reads('actors.filter(a, a.intent).exists(b, has(b.role))')).toEqual(
    reads("actors.exists(a, a.role == 'staff' && a.intent)"),
  );
  expect(reads('size(actors) > 1')).toEqual(['actors']);
  expect(reads('(war ? actors[0] : actors[persons]).intent')).toEqual([
    'actors',
    'actors[].intent',
    'persons',
    'war',
  ]);
  expect(reads('asset.tags.exists(t, t == asset.state)')).toEqual(['asset.state', 'asset.tags']);
  expect(reads('true')).toEqual([]);
});

test('P29 evaluating changes nothing and remembers nothing', () => {
  const predicate = predicateOf('actors.exists(a, a.intent) || war');
  const facts = Object.freeze({ war: false, actors: Object.freeze([Object.freeze({ intent: true })]) });
  expect(predicate.evaluate(facts).truth).toBe('yes');
  expect(predicate.evaluate({}).deciding).toEqual(['actors', 'war']);
  expect(predicate.evaluate(facts).truth).toBe('yes');
});
