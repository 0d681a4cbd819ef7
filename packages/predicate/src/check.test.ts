import { describe, expect, test } from 'vitest';
import { codesOf, sample } from '../test/sample.ts';
import { compilePredicate } from './index.ts';

const hintOf = (source: string) => compilePredicate(source, sample).issues[0]?.hint;

describe('names', () => {
  test.each([
    ['wra', 1, 'war'],
    ['war || statebacked', 8, 'stateBacked'],
    ['war && (persons > 10 || !significantImpairmant)', 26, 'significantImpairment'],
    ["duration('1h') < outag", 18, 'outage'],
  ])('P4 %s is refused', (source, column, near) => {
    expect(codesOf(source)).toEqual([`predicate.unknown-name 1:${column}`]);
    expect(hintOf(source)).toEqual({
      ja: `「${near}」の誤りではありませんか`,
      en: `did you mean '${near}'?`,
    });
  });

  test('P4 a name nothing is near to is refused with a list of what there is', () => {
    expect(hintOf('zzzzzz')?.en).toMatch(/^available: war, stateBacked, .*, …$/);
  });

  test('P4 names of JavaScript are not declared', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(codesOf(name)).toEqual(['predicate.unknown-name 1:1']);
      expect(codesOf(`asset.${name} == 'a'`)).toEqual(['predicate.unknown-name 1:7']);
    }
  });

  test("P4 names of CEL's types and of messages are not declared", () => {
    expect(codesOf('int == int')).toEqual(['predicate.unknown-name 1:1', 'predicate.unknown-name 1:8']);
    expect(codesOf('google.protobuf.Timestamp == 1')).toEqual(['predicate.unknown-name 1:1']);
  });

  test.each([
    ['asset.stat == "a"', 7, 'state'],
    ['asset . stat == "a"', 9, 'state'],
    ["asset['stat'] == 'a'", 6, 'state'],
    ['actors[0].rol == "staff"', 11, 'role'],
    ["actors.exists(a, a.rol in ['officer'] && a.intent)", 20, 'role'],
    ['actors.all(a, a.intnt)', 17, 'intent'],
    ['actors.exists_one(a, a.intnt)', 24, 'intent'],
    ['actors.filter(a, a.intnt).size() > 0', 20, 'intent'],
    ["actors.map(a, a.rol).exists(r, r == 'staff')", 17, 'role'],
    ["actors.map(a, a.intnt, a.role).exists(r, r == 'staff')", 17, 'intent'],
    ['actors.filter(a, a.intent).exists(b, b.intnt)', 40, 'intent'],
    ['has(asset.stat)', 11, 'state'],
    ['actors.exists(a, has(a.intnt))', 24, 'intent'],
    ['(war ? actors[0] : actors[1]).intnt', 31, 'intent'],
  ])('P5 %s is refused', (source, column, near) => {
    const { issues } = compilePredicate(source, sample);
    expect(issues.map(({ code }) => code)).toEqual(['predicate.unknown-name']);
    expect(issues[0].hint.en).toBe(`did you mean '${near}'?`);
    expect(issues[0].column).toBe(column);
  });

  test('P5 the variable of a macro is known only inside it, and hides a fact of its name', () => {
    expect(codesOf('actors.exists(a, a.intent) && a.intent')).toEqual(['predicate.unknown-name 1:31']);
    expect(codesOf('actors.exists(war, war.intent)')).toEqual([]);
  });

  test('P6 a function that is not offered is refused with the nearest', () => {
    expect(codesOf('actors.exist(a, a.intent)')).toEqual(['predicate.unknown-function 1:8']);
    expect(hintOf('actors.exist(a, a.intent)')?.en).toBe("did you mean 'exists'?");
    expect(codesOf("asset.state.startWith('a')")).toEqual(['predicate.unknown-function 1:13']);
    expect(codesOf('toString(war)')).toEqual(['predicate.unknown-function 1:1']);
    expect(codesOf('dyn(war)')).toEqual(['predicate.unknown-function 1:1']);
    expect(hintOf('has(war)')?.en).toBe('has() takes a field, e.g. has(asset.state)');
  });
});

describe('kinds', () => {
  test.each([
    ['persons', 1],
    ['cause', 1],
    ['actors', 1],
    ['persons + 1', 9],
    ['war && persons', 8],
    ['!persons', 2],
    ['cause || war', 1],
    ['persons ? war : war', 1],
    ['actors.exists(a, a.role)', 20],
    ['actors.filter(a, a.role).size() > 0', 20],
  ])('P7 %s is no boolean where one is needed', (source, column) => {
    expect(codesOf(source)).toEqual([`predicate.not-boolean 1:${column}`]);
  });

  test.each([
    ["war == 'yes'", 5],
    ["persons == '1000'", 9],
    ["occurredAt < '2026-04-01'", 12],
    ["reportedAt - discoveredAt <= '720h'", 27],
    ['outage > 3600', 8],
    ["persons in ['a']", 9],
    ['cause in war', 7],
    ['asset == asset', 7],
    ['actors == actors', 8],
    ['[asset].exists(x, x == asset)', 21],
    ['impairedStates == [1]', 16],
    ['persons * 1.5 > 2.0', 9],
    ['share + 1 > 2.0', 7],
    ['size(persons) > 1', 1],
    ['persons.x == 1', 9],
    ['actors.role == "staff"', 8],
    ["impairedStates['a'] == 'a'", 15],
    ['actors[war].intent', 7],
    ['war.exists(a, a)', 5],
    ['asset.exists(a, a == "state")', 7],
    ["[1, 'a'].size() > 0", 5],
    ["(war ? 1 : 'a') == 1", 12],
    ['(impairedStates + [1]).size() > 0', 17],
    ['timestamp(persons) < occurredAt', 1],
  ])('P8 %s is refused', (source, column) => {
    expect(codesOf(source)).toEqual([`predicate.type 1:${column}`]);
  });

  test('P8 the hint says how to write what was meant', () => {
    expect(hintOf("occurredAt < '2026-04-01'")?.ja).toContain("timestamp('2026-04-01T00:00:00+09:00')");
    expect(hintOf('outage > 3600')?.ja).toContain("duration('720h')");
    expect(hintOf('persons * 1.5 > 2.0')?.ja).toContain('double(x)');
  });

  test('P8 one mistake is reported once, not again by everything around it', () => {
    expect(codesOf("wra == 1 && [wrb] == ['a'] && wrc.x.y > 3 && size(wrd) > 1")).toEqual([
      'predicate.unknown-name 1:1',
      'predicate.unknown-name 1:14',
      'predicate.unknown-name 1:31',
      'predicate.unknown-name 1:51',
    ]);
  });

  test('P9 a text that is not in the closed list is a warning, and the predicate stands', () => {
    const { predicate, issues } = compilePredicate("cause == 'overlaod'", sample);
    expect(issues).toMatchObject([{ code: 'predicate.unlisted-value', severity: 'warning', column: 10 }]);
    expect(issues[0].hint.ja).toBe('「overload」の誤りではありませんか');
    expect(predicate?.evaluate({ cause: 'overload' }).truth).toBe('no');
  });

  test.each([
    ["'overlaod' != cause", 1],
    ["cause in ['overload', 'ransomwear']", 23],
    ["actors.exists(a, a.role in ['offcer'])", 29],
    ["'offcer' in actors.map(a, a.role)", 1],
  ])('P9 %s is warned of', (source, column) => {
    expect(codesOf(source)).toEqual([`predicate.unlisted-value 1:${column}`]);
  });

  test.each([
    ["cause == 'unknown'", 10],
    ["asset.state in ['a', 'unknown']", 22],
    ["'unknown' in impairedStates", 1],
  ])('P10 %s is refused', (source, column) => {
    expect(codesOf(source)).toEqual([`predicate.compares-unknown 1:${column}`]);
  });

  test.each([
    ["outage > duration('30d')", 10],
    ["occurredAt < timestamp('2026-13-01T00:00:00Z')", 14],
    ["occurredAt < timestamp('2026-04-01')", 14],
    ["asset.state.matches('[')", 13],
    ["occurredAt.getMonth('Asia/Tokio') == 3", 12],
    ["int('x') == persons", 1],
    ['9223372036854775807 + 1 > persons', 21],
  ])('P11 %s is refused', (source, column) => {
    expect(codesOf(source)).toEqual([`predicate.constant 1:${column}`]);
  });

  test('P12 dividing integers and counting in UTC are warned of', () => {
    expect(codesOf('persons / 3 > 2')).toEqual(['predicate.integer-division 1:9']);
    expect(codesOf('double(persons) / 3.0 > 0.5')).toEqual([]);
    expect(codesOf('occurredAt.getMonth() == 3')).toEqual(['predicate.no-time-zone 1:12']);
    expect(codesOf("occurredAt.getMonth('Asia/Tokyo') == 3")).toEqual([]);
    expect(codesOf('outage.getHours() > 3')).toEqual([]);
  });

  test.each([
    ['war == null', 'unsupported 1:8'],
    ["asset.state == b'a'", 'unsupported 1:16'],
    ['persons > 1u', 'unsupported 1:11'],
    ["{'a': 1}.size() > 0", 'unsupported 1:1'],
    ['google.protobuf.Duration{seconds: 1} == outage', 'unsupported 1:1'],
  ])('P13 %s is refused', (source, code) => {
    expect(codesOf(source)).toEqual([`predicate.${code}`]);
  });

  test('P13 nesting that would end the stack is refused', () => {
    expect(codesOf(`${'('.repeat(5000)}war${')'.repeat(5000)}`)).toEqual(['predicate.too-deep 1:1']);
    expect(codesOf(`${'(war || '.repeat(200)}war${')'.repeat(200)}`)[0]).toMatch(/^predicate\.too-deep/);
    expect(codesOf(Array(5000).fill('war').join(' || '))).toEqual([]);
  });
});
