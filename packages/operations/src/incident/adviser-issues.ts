import { type Issue, isCivilDate, type Text } from '@sonae/core';
import { type CaseEvent, caseRoom } from '@sonae/incident/case';
import { supportAreaOf } from '@sonae/knowledge';
import { schema, type Tx } from '@sonae/store';
import { and, eq } from 'drizzle-orm';
import { mistake } from '../house/refusals.ts';
import { entriesOf } from './case-log.ts';

type Adviser = Extract<CaseEvent, { kind: 'adviser' | 'adviser.left' }>;
const { expertLinks } = schema;

/** What is wrong with an entry about counsel or an expert: a word or a day that does not exist, a link of another case, nobody to leave. */
export async function adviserIssues(
  tx: Tx,
  of: { readonly organisation: string; readonly case: string },
  event: Adviser,
): Promise<Issue[]> {
  const issues: Issue[] = [];
  const day = event.kind === 'adviser' ? event.since : event.until;
  if (!isCivilDate(day)) issues.push(noDay(event.kind === 'adviser' ? 'event.since' : 'event.until', day));
  if (event.kind === 'adviser.left') {
    const { advisers } = caseRoom(await entriesOf(tx, of.case));
    if (!advisers.some(({ adviser, until }) => adviser === event.adviser && until === undefined))
      issues.push(wrong('adviser', 'event.adviser', NOBODY));
    return issues;
  }
  if (!supportAreaOf(event.area)) issues.push(wrong('area', 'event.area', noArea(event.area)));
  if (event.link !== undefined) {
    const [row] = await tx
      .select()
      .from(expertLinks)
      .where(and(eq(expertLinks.id, event.link), eq(expertLinks.organisationId, of.organisation)));
    if (!row?.cases?.includes(of.case)) issues.push(wrong('link', 'event.link', NO_LINK));
  }
  return issues;
}

type Words = readonly [message: Text, hint: Text];
const wrong = (code: string, path: string, [message, hint]: Words) =>
  mistake(`case.${code}`, path, message, hint);
const noDay = (path: string, day: string) =>
  wrong('date', path, [
    { ja: `「${day}」という日はありません。`, en: `There is no such day as ${day}.` },
    { ja: '暦にある日を書きます。', en: 'Write a day of the calendar.' },
  ]);
const noArea = (area: string): Words => [
  { ja: `「${area}」という役割はありません。`, en: `There is no area ${area}.` },
  { ja: '支援先の語彙から選びます。', en: 'Choose one of the areas of support.' },
];
const NO_LINK: Words = [
  { ja: 'この事案を読むリンクではありません。', en: 'It is no link to this case.' },
  { ja: 'この事案だけを読むリンクを作ってください。', en: 'Make a link that names this case.' },
];
const NOBODY: Words = [
  { ja: 'この事案にその人はいません。', en: 'Nobody of that id is of this case.' },
  { ja: '時系列で確かめてください。', en: 'See the timeline.' },
];
