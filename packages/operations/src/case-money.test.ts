import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GRANTS, ROLES } from './access/roles.ts';
import { type CaseRoom, COST, caseRoom } from './testing/case-room.ts';
import { type TestHouse, testHouse } from './testing/house.ts';

describe.each(testServers())('the money of a case on $name', (server) => {
  let house: TestHouse;
  let security: CaseRoom['security'];
  let opened: CaseRoom['opened'];
  let leak: CaseRoom['leak'];
  beforeAll(async () => {
    house = await testHouse(server);
    ({ security, opened, leak } = caseRoom(house));
  });
  afterAll(() => house.close());

  test('P27 the liability of a case follows its facts: a band by head, what questions are worth, what a late notice costs', async () => {
    const id = await leak();
    const before = await security.cases.liability({ case: id });
    expect(before.company).toMatchObject({ policies: 1 });
    const live = before.liability!;
    expect(live.stays.high).toBeLessThanOrEqual(live.gross.high);
    expect(live.heads[0].title.ja).toMatch(/[ぁ-龠]/);
    expect(live.lateNotice!.days).toBeGreaterThan(0);
    const worths = live.questions.map(({ worth }) => worth);
    expect(worths).toEqual([...worths].sort((a, b) => b - a));
    const persons = live.questions.find(({ key }) => key === 'persons')!;
    expect(persons.answers.map(({ value }) => value)).toEqual(['1000', '40000']);
    // Asked again with nothing new, it is what was worked out.
    expect((await security.cases.liability({ case: id })).liability).toEqual(live);
    await security.cases.facts({ case: id, facts: [{ key: 'persons', value: 1_000 }] });
    const after = (await security.cases.liability({ case: id })).liability!;
    expect(after.questions.map(({ key }) => key)).not.toContain('persons');
    expect(after.gross.median).toBeLessThan(live.gross.high);
    const { id: bare } = await opened();
    expect(await security.cases.liability({ case: bare })).toMatchObject({ company: null, liability: null });
  });

  test('P29 a line is warned of before it is promised, kept once, and the totals are the evaluator’s', async () => {
    const id = await leak();
    const checked = await security.cases.ledgerCheck({ case: id, line: COST });
    expect(checked.foresight.warnings.map(({ code }) => code)).toContain('ledger.consent');
    expect(checked.foresight.withConsent).toBeGreaterThan(checked.foresight.insurer);
    expect(checked.position.cover).toMatchObject({ part: 'expense', consentNeeded: 'prior' });
    expect(checked.position.coverName).toContain('みなと');
    expect((await security.cases.ledger({ case: id })).lines).toEqual([]);
    const event = { kind: 'ledger' as const, line: COST };
    await security.cases.record({ case: id, event, key: 'device-1-line-1' });
    await security.cases.record({ case: id, event, key: 'device-1-line-1' });
    const withConsent = { ...COST, state: 'promised' as const, consent: { kind: 'prior_written' as const } };
    const before = await security.cases.ledger({ case: id });
    await security.cases.record({ case: id, event: { kind: 'ledger', line: withConsent } });
    const after = await security.cases.ledger({ case: id });
    expect([before.lines.length, after.lines.length]).toEqual([1, 1]);
    expect(before.warnings.map(({ line }) => line)).toEqual(['l1']);
    expect([before.position.insurer, after.position.insurer]).toEqual([
      checked.foresight.insurer,
      checked.foresight.withConsent,
    ]);
    const { counted, insurer, stays, lines } = after.position;
    expect(counted).toBe(3_000_000);
    expect(insurer + stays).toBe(counted);
    expect(lines.reduce((sum, line) => sum + line.insurer, 0)).toBe(insurer);
    const { entries } = await security.cases.timeline({ case: id });
    expect(entries.filter((entry) => entry.event.kind === 'ledger')).toHaveLength(2);
    await security.cases.record({
      case: id,
      event: { kind: 'ledger.withdrawn', line: 'l1', reason: '見送り' },
    });
    expect((await security.cases.ledger({ case: id })).position.counted).toBe(0);
  });

  test('P30 a line with a word or a day that does not exist, or a tax without a rate, is refused with every mistake', async () => {
    const id = await leak();
    const line = { ...COST, head: 'lawyerr', at: '2026-02-30', taxPpm: undefined };
    for (const work of [
      security.cases.ledgerCheck({ case: id, line }),
      security.cases.record({ case: id, event: { kind: 'ledger', line } }),
    ]) {
      const error = await work.catch((e) => e);
      expect(error.data.issues.map(({ code }: { code: string }) => code).sort()).toEqual([
        'ledger.date',
        'ledger.head',
        'ledger.tax',
      ]);
    }
    expect((await security.cases.ledger({ case: id })).lines).toEqual([]);
  });

  test('P34 whoever reads cases may read the registers, policies and estimates that the money of a case shows', () => {
    for (const role of ROLES.filter((one) => GRANTS[one].includes('case.read')))
      for (const permission of ['company.read', 'policy.read', 'assessment.read'] as const)
        expect(GRANTS[role], role).toContain(permission);
  });
});
