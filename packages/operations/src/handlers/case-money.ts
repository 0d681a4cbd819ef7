import type { Text } from '@sonae/core';
import { caseRoom, EVENT_FACT } from '@sonae/incident/case';
import { foresee, positionOf } from '@sonae/incident/ledger';
import { type LiveLiability, liabilityFacts, type OpenQuestion } from '@sonae/incident/liability';
import { causeOf, headOf } from '@sonae/knowledge';
import { eventFactOf } from '@sonae/knowledge/event-facts';
import { digestOf } from '@sonae/store';
import type { LiabilityJson } from '../contract/index.ts';
import { Busy, type OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { recent } from '../house/recent.ts';
import { invalid, refusal } from '../house/refusals.ts';
import { MOST_KEPT } from '../house/stored.ts';
import { YES_NO } from '../house/words.ts';
import { type CaseCompany, companyOf } from '../incident/case-company.ts';
import { ledgerOf, ledgerView, withName } from '../incident/case-ledger.ts';
import { entriesOf, present, subject } from '../incident/case-log.ts';
import { lineIssues } from '../incident/line-issues.ts';

/** The case with its company, at one moment. */
const readCase = (context: OperationContext, id: string) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, id);
    note({ subject: subject(row.id) });
    return { row, room: caseRoom(await entriesOf(tx, row.id)), company: await companyOf(tx, row) };
  });

const named = (company: CaseCompany | undefined) =>
  company
    ? {
        id: company.id,
        name: company.name,
        policies: company.policies.length,
        assets: (company.register.assets ?? []).map(({ id, name }) => ({ id, name: name ?? id })),
      }
    : null;

/** The same facts, register and policies give the same figures: they are worked out once. */
const worked = recent<LiveLiability>(MOST_KEPT);

export const liability = os.cases.liability.handler(async ({ context, input }) => {
  const { row, room, company } = await readCase(context, input.case);
  const answer = { version: row.version, company: named(company), issues: [...(company?.issues ?? [])] };
  if (!company) return { ...answer, liability: null };
  const question = {
    company: company.register,
    policies: company.policies,
    facts: liabilityFacts(room, company.register),
  };
  const digest = digestOf({ programme: context.programme, ...question });
  try {
    const live = await worked(digest, () => context.liability(question));
    return { ...answer, liability: inWords(live) };
  } catch (error) {
    throw error instanceof Busy ? refusal('BUSY') : error;
  }
});

const inWords = ({ heads, questions, ...live }: LiveLiability): LiabilityJson => ({
  ...live,
  heads: heads.map((row) => ({ ...row, title: wordOf(headOf(row.head), row.head) })),
  questions: questions.map(({ fact, worth, answers }) => ({
    key: OF_THE_CASE.has(fact) ? fact : `${EVENT_FACT}${fact}`,
    title: TITLES[fact] ?? eventFactOf(fact)?.question ?? { ja: fact, en: fact },
    worth,
    answers: answers.map((answer) => ({ ...answer, label: labelOf(fact, answer) })),
  })),
});

const OF_THE_CASE = new Set(['persons', 'cause']);
const TITLES: Readonly<Record<string, Text>> = {
  persons: { ja: '何人分の情報ですか。', en: 'How many persons are concerned?' },
  cause: { ja: '原因は何ですか。', en: 'What was the cause?' },
};
const labelOf = (fact: string, { value }: OpenQuestion['answers'][number]): Text | null =>
  fact === 'persons' ? null : (YES_NO[value] ?? wordOf(causeOf(value), value));
const wordOf = (word: Text | undefined, id: string): Text =>
  word ? { ja: word.ja, en: word.en } : { ja: id, en: id };

export const ledger = os.cases.ledger.handler(async ({ context, input }) => {
  const { row, room, company } = await readCase(context, input.case);
  return {
    version: row.version,
    company: named(company),
    ...ledgerView(room, company),
    issues: [...(company?.issues ?? [])],
  };
});

export const ledgerCheck = os.cases.ledgerCheck.handler(async ({ context, input: { case: id, line } }) => {
  const issues = lineIssues(line, 'line');
  if (issues.length > 0) throw invalid(issues);
  const { room, company } = await readCase(context, id);
  const policies = company?.policies ?? [];
  const kept = ledgerOf(room, company);
  const lines = [...kept.lines.filter((other) => other.id !== line.id), line];
  const position = positionOf({ ...kept, lines }, policies).lines.find((own) => own.id === line.id)!;
  return { foresight: foresee(kept, line, policies), position: withName(position, policies) };
});
