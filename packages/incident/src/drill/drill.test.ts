import { readFileSync } from 'node:fs';
import type { Company } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readCompanyYaml } from '@sonae/register/readers';
import { expect, test } from 'vitest';
import { actionType } from '../actions/index.ts';
import { type DrillAnswer, drillAnswers, readDrillLine } from './answers.ts';
import { compareDrills } from './compare.ts';
import { DRAFT_ITEMS } from './documents.ts';
import { openDrill, playDrill } from './drill.ts';
import { drillMoves } from './moves.ts';
import { TOLD } from './scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { scoreDrill } from './score.ts';
import { spoken, wordsOf } from './words.ts';

const START = Date.parse('2026-11-21T19:10:00Z');
const RANSOMWARE = SCENARIOS.find(({ id }) => id === 'ransomware')!;
const company = readCompanyYaml(
  readFileSync(new URL('../../../../examples/companies/retailer.yaml', import.meta.url)),
  'retailer.yaml',
  knowledgeVocabulary(),
).company as Company;

const read = (rows: readonly object[]): DrillAnswer[] => drillAnswers.parse({ answers: rows }).answers;

async function play(rows: readonly object[], scenario = RANSOMWARE) {
  const drill = openDrill(scenario, company, START);
  await playDrill(drill, read(rows));
  return { drill, score: scoreDrill(drill) };
}

const ISOLATE = {
  id: 'host.isolate',
  parameters: { host: 'orders' },
  waived: { memory: '道具がない', connections: '記録済み', logs: '集約済み' },
};
const GOOD = [
  { on: 'night', after: 12, declare: true, by: '花子' },
  { on: 'night', after: 25, action: { ...ISOLATE, approvedBy: ['花子', '太郎'] } },
  {
    on: 'night',
    after: 40,
    action: { id: 'log.hold', parameters: { resource: 'vpn' }, approvedBy: ['花子'] },
  },
  { on: 'vendor-offer', after: 10, tell: 'insurer' },
  { on: 'vendor-offer', after: 60, spend: { head: 'forensic', yen: 18_000_000 } },
  { on: 'backup', after: 5, fact: { id: 'exfiltrated', value: 'no' } },
  { on: 'backup', after: 300, draft: { document: 'regulator', items: DRAFT_ITEMS.regulator.slice(0, 6) } },
  { on: 'sample', after: 20, fact: { id: 'exfiltrated', value: 'yes' } },
  { on: 'sample', after: 30, fact: { id: 'persons', value: '48000' } },
];

test('DR1 six scenarios: whatever they expect can be done, whatever they say can be filled in', () => {
  expect(SCENARIOS.map(({ id }) => id)).toEqual([
    'mis-sent-mail',
    'cloud-misconfiguration',
    'processor-breach',
    'ransomware',
    'insider',
    'lost-device',
  ]);
  for (const scenario of SCENARIOS) {
    const ids = scenario.injects.map(({ id }) => id);
    expect(new Set(ids).size, scenario.id).toBe(ids.length);
    for (const inject of scenario.injects) {
      expect(inject.at, inject.id).toBeLessThan(scenario.minutes);
      if (inject.says) expect(Object.keys(scenario.truth)).toContain(inject.says.fact);
      for (const words of [wordsOf(company), wordsOf(undefined)])
        expect(JSON.stringify(spoken(inject.text, words))).not.toMatch(/\{[a-z]/i);
      for (const { act } of inject.expects ?? []) {
        const [kind, name] = act.split(':');
        const known = {
          declare: () => true,
          tell: () => (TOLD as readonly string[]).includes(name),
          draft: () => name in DRAFT_ITEMS,
          fact: () => name in scenario.truth || name === 'persons',
          action: () => actionType(name) !== undefined,
        };
        expect(known[kind as keyof typeof known]?.(), `${scenario.id} ${act}`).toBe(true);
      }
    }
  }
});

test('DR9 whatever can be chosen in a drill has its words, and every fact a scenario knows can be stated', () => {
  const { told, documents, facts, actions, heads } = drillMoves();
  const named = [
    ...told,
    ...documents.flatMap((one) => [one, ...one.items]),
    ...facts.flatMap((one) => [one, ...(one.values ?? [])]),
    ...actions.flatMap((one) => [one, ...one.parameters, ...one.preserve]),
    ...heads,
  ];
  for (const { id, name } of named) expect(name?.ja && name.en, id).toBeTruthy();
  for (const { id, truth, begins } of SCENARIOS) {
    expect(Number.isNaN(Date.parse(begins)), id).toBe(false);
    for (const [fact, value] of Object.entries(truth)) {
      const known = facts.find((one) => one.id === fact);
      expect(known, `${id} ${fact}`).toBeDefined();
      if (known?.values) expect(known.values.map((one) => one.id)).toContain(value);
      else expect(value).toMatch(/^\{[a-zA-Z]+\}$/);
    }
  }
});

test('DR2 injects speak with the company’s own register; what it lacks is named', () => {
  const { words, missing } = wordsOf(company);
  expect(words.asset.ja).toBe('通販の会員情報');
  expect(words.persons.ja).toBe('48,000');
  expect(words.staffAsset.ja).toBe('従業員・応募者の情報');
  expect(missing).not.toContain('assets');
  expect(wordsOf(undefined).missing).toEqual([
    'organisation',
    'assets',
    'assets.persons',
    'assets.my_number',
    'contracts',
    'contracts.noticeHours',
    'partners.processor',
    'systems',
    'contacts.insurer',
  ]);
});

test('DR3 the clock is the drill’s own: same answers, same bytes, and 72 hours take no time', async () => {
  const [one, two] = [await play(GOOD), await play(GOOD)];
  expect(JSON.stringify(one.drill.log)).toBe(JSON.stringify(two.drill.log));
  expect(one.drill.log[0]).toMatchObject({
    minute: 0,
    at: '2026-11-22T04:10:00+09:00',
    kind: 'inject',
    id: 'night',
  });
  const minutes = one.drill.log.map(({ minute }) => minute);
  expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
});

test('DR3 waiting is the caller’s: it is told from when to when, up to the end', async () => {
  const drill = openDrill(RANSOMWARE, company, START);
  let last = 0;
  await playDrill(drill, read(GOOD), async (from, to) => {
    expect(from).toBe(last);
    last = Math.max(last, to);
  });
  expect(last).toBe(RANSOMWARE.minutes);
});

test('DR4 everything that would leave the house goes into a sink, marked as a drill', async () => {
  const { drill } = await play(GOOD);
  expect(drill.sinks.host.map(({ order }) => order)).toEqual(['check', 'arm', 'apply']);
  expect(drill.sinks.sheets).toHaveLength(1);
  for (const entry of drill.log)
    if (entry.kind === 'inject')
      expect(entry.text.ja.startsWith('【訓練】') && entry.text.en.startsWith('[DRILL]')).toBe(true);
});

test('DR4 actions are judged by the engine of the real case: one approver, or nothing captured, is refused', async () => {
  const { score } = await play([
    { at: 5, action: { ...ISOLATE, approvedBy: ['花子'] } },
    { at: 6, action: { ...ISOLATE, approvedBy: ['花子', '花子'] } },
    { at: 7, action: { ...ISOLATE, waived: {}, approvedBy: ['花子', '太郎'] } },
    { at: 8, action: { id: 'rm', approvedBy: ['花子', '太郎'] } },
  ]);
  expect(score.refusedActions.map(({ refusals }) => refusals)).toEqual([
    ['respond.approvals'],
    ['respond.same-person', 'respond.approvals'],
    ['respond.preserve'],
    ['respond.no-such-action'],
  ]);
  expect(score.firstApproval).toBeNull();
});

test('DR5 the story branches: who isolates in time is spared the spread', async () => {
  const ids = ({ log }: Awaited<ReturnType<typeof play>>['drill']) =>
    log.flatMap((entry) => (entry.kind === 'inject' ? [entry.id] : []));
  expect(ids((await play(GOOD)).drill)).not.toContain('spread');
  expect(ids((await play([])).drill)).toContain('spread');
});

test('DR6 score: times, drafts, facts put right, insurer before money', async () => {
  const { score } = await play(GOOD);
  expect(score).toMatchObject({
    timeToDeclare: 12,
    firstApproval: 25,
    insurerToldBeforeSpend: true,
    facts: {
      wrong: 1,
      corrected: 1,
      rows: [{ fact: 'exfiltrated', recorded: 'no', truth: 'yes', correctedAfter: 855 }],
    },
    drafts: [
      {
        document: 'regulator',
        minutes: 540,
        completeness: 0.67,
        missing: ['publication', 'prevention', 'other'],
      },
    ],
  });
  const met = score.expectations.filter((one) => one.met).map(({ act }) => act);
  expect(met).toEqual([
    'declare',
    'action:host.isolate',
    'action:log.hold',
    'tell:insurer',
    'draft:regulator',
    'fact:exfiltrated',
    'fact:persons',
  ]);
  // 3 + 3 + 2 + 3 + 2 + 2 + 2 = 17 of 31: counsel, police, persons in time, individuals, partner, board and press were missed.
  expect(score.score).toBe(Math.round((100 * 17) / 31));
});

test('DR6 nobody did anything: nothing is met, and every miss is a task for somebody', async () => {
  const { score } = await play([]);
  expect(score).toMatchObject({
    score: 0,
    timeToDeclare: null,
    firstApproval: null,
    drafts: [],
    insurerToldBeforeSpend: null,
  });
  expect(score.expectations.every(({ met }) => !met)).toBe(true);
  expect(new Set(score.lessons.map(({ id }) => id)).size).toBe(score.lessons.length);
  expect(score.lessons.find(({ id }) => id === 'ransomware:declare')).toMatchObject({
    owner: 'incident_lead',
    dueDays: 14,
  });
});

test('DR6 money before the insurer is told, facts left wrong, drafts too late', async () => {
  const early = await play([
    { at: 160, spend: { head: 'forensic', yen: 1 } },
    { at: 170, tell: 'insurer' },
  ]);
  expect(early.score.insurerToldBeforeSpend).toBe(false);
  expect((await play([{ at: 160, spend: { head: 'forensic', yen: 1 } }])).score.insurerToldBeforeSpend).toBe(
    false,
  );
  const relapse = [
    { at: 250, fact: { id: 'exfiltrated', value: 'no' } },
    { at: 260, fact: { id: 'exfiltrated', value: 'yes' } },
    { at: 270, fact: { id: 'exfiltrated', value: 'no' } },
  ];
  expect((await play(relapse)).score.facts).toMatchObject({ wrong: 1, corrected: 0 });
  expect((await play([{ at: 1, fact: { id: 'persons', value: '48,000' } }])).score.facts.wrong).toBe(0);
  const late = await play([{ at: 31, declare: true }]);
  expect(late.score.expectations[0]).toMatchObject({ act: 'declare', due: 30, doneAt: 31, met: false });
});

test('DR7 beside the last drill: better, worse, new; another scenario cannot be compared', async () => {
  const [before, now] = [(await play([{ at: 50, declare: true }])).score, (await play(GOOD)).score];
  const verdicts = Object.fromEntries(
    compareDrills(before, now)!.map(({ measure, verdict }) => [measure, verdict]),
  );
  expect(verdicts).toMatchObject({
    score: 'better',
    timeToDeclare: 'better',
    firstApproval: 'new',
    'draft.regulator': 'new',
    insurerToldBeforeSpend: 'new',
    wrongFactsLeft: 'same',
  });
  expect(compareDrills(now, before)!.find(({ measure }) => measure === 'firstApproval')?.verdict).toBe(
    'worse',
  );
  expect(compareDrills(now, { ...now, scenario: 'insider' })).toBeUndefined();
});

test('DR8 what a person types is an answer, or is refused', () => {
  expect(readDrillLine('declare', 3)).toMatchObject({ at: 3, declare: true });
  expect(readDrillLine('spend forensic 3000000', 3)?.spend).toEqual({ head: 'forensic', yen: 3_000_000 });
  expect(readDrillLine('draft regulator outline,cause', 3)?.draft?.items).toEqual(['outline', 'cause']);
  expect(readDrillLine('do host.isolate 花子,太郎 host=web1', 3)?.action).toMatchObject({
    approvedBy: ['花子', '太郎'],
    parameters: { host: 'web1' },
  });
  for (const bad of ['', 'x', 'tell nobody', 'spend a b', 'constructor', 'fact persons'])
    expect(readDrillLine(bad, 3), bad).toBeUndefined();
  for (const bad of [
    { declare: true },
    { at: 1, on: 'x', declare: true },
    { at: 1 },
    { at: 1, declare: true, tell: 'police' },
  ])
    expect(drillAnswers.safeParse({ answers: [bad] }).success).toBe(false);
});
