import { readFileSync } from 'node:fs';
import path from 'node:path';
import { playYears, traceYear, wordingReport } from '@sonae/assessment';
import { liabilities } from '@sonae/contract';
import { lossModel } from '@sonae/knowledge/loss-model';
import { companySubject, type LossModelData } from '@sonae/loss';
import { type Policy, readPolicyYaml } from '@sonae/policy';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readCompanyYaml } from '@sonae/register/readers';
import { expect, test } from 'vitest';
import { shownTrace } from './trace.ts';
import { policyLabels, quoteOf, shownAxes, termText } from './wording.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../../../../../examples');
const policy = (id: string): Policy => {
  const { policy: read } = readPolicyYaml(readFileSync(path.join(EXAMPLES, `policies/${id}.yaml`)), id);
  if (!read) throw new Error(id);
  return read;
};
const MINATO = policy('minato-cyber-std-2026');
const report = wordingReport([MINATO, policy('hinode-leak-only-2026')], [], { language: 'ja' });

test('N1 only what differs is shown, or all nineteen axes in their usual order', () => {
  const different = shownAxes(report.axes, true);
  expect(different.length).toBeGreaterThan(5);
  expect(different.every(({ differs }) => differs)).toBe(true);
  expect(shownAxes(report.axes, false).map(({ number }) => number)).toEqual(
    Array.from({ length: 19 }, (_, i) => i + 1),
  );
});

test('N2 a cell quotes form, edition and clause, or the place in the file where it names none', () => {
  expect(
    quoteOf({ path: 'limits.policy', form: 'CYBER-CLAUSE', edition: '2026-01', clause: '4(1)' }),
  ).toEqual({
    text: 'CYBER-CLAUSE 2026-01 4(1)',
    isClause: true,
  });
  expect(quoteOf({ path: 'limits.policy' })).toEqual({ text: 'limits.policy', isClause: false });
  expect(quoteOf(null)).toBeUndefined();
  const stated = report.axes.flatMap(({ cells }) => cells).filter(({ state }) => state !== 'not_stated');
  expect(stated.filter(({ source }) => quoteOf(source)).length).toBeGreaterThan(stated.length / 2);
});

test('N3 a year is told event by event, part by part, step by step, and its payments are those of the year', () => {
  const file = path.join(EXAMPLES, 'companies/retailer.yaml');
  const { company } = readCompanyYaml(readFileSync(file), file, knowledgeVocabulary());
  if (!company) throw new Error('retailer');
  const data = lossModel as LossModelData;
  const { byPartner } = liabilities(company);
  const played = playYears(data, companySubject(company), { years: 2_000, seed: 42 });
  const shown = shownTrace(traceYear(played, byPartner, MINATO, 1), MINATO, 'ja');
  expect(shown.events.length).toBeGreaterThan(0);
  for (const { parts, paid, lines, loss } of shown.events) {
    expect(parts.reduce((sum, part) => sum + part.paid, 0)).toBe(paid);
    expect(lines.reduce((sum, line) => sum + line.paid, 0)).toBe(paid);
    expect(paid).toBeLessThanOrEqual(loss);
    for (const { steps } of parts) {
      expect(steps.at(-1)?.step).toBe('支払い');
      expect(steps.every(({ step }) => /[ぁ-んァ-ヶ一-龠]/.test(step))).toBe(true);
    }
  }
});

test('N4 changed terms in words', () => {
  expect([termText(null), termText(30_000_000), termText(['a', 'b']), termText({ a: 1 })]).toEqual([
    '',
    '30,000,000',
    'a、b',
    '{"a":1}',
  ]);
});

test('N5 two editions of one policy are told apart; others are called by their insurer', () => {
  const labels = policyLabels([
    { id: 'a-2026', insurer: '甲損保', product: '総合' },
    { id: 'a-2027', insurer: '甲損保', product: '総合' },
    { id: 'a-leak', insurer: '甲損保', product: '漏えい' },
    { id: 'b', insurer: '乙海上' },
  ]);
  expect([...labels.values()]).toEqual([
    { long: '甲損保 総合（a-2026）', short: 'a-2026' },
    { long: '甲損保 総合（a-2027）', short: 'a-2027' },
    { long: '甲損保 漏えい', short: '漏えい' },
    { long: '乙海上', short: '乙海上' },
  ]);
});
