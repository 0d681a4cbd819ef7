import { hasErrors, type Issue, isCivilDate } from '@sonae/core';
import { type RoundItem, type RoundPolicy, type RoundRecord, yearlyRound } from '@sonae/incident/round';
import type { Policy } from '@sonae/policy';
import * as z from 'zod';
import type { Files } from './ports.ts';
import { type Reading, readBytes, readCompanyWithPolicies } from './read-company.ts';

export { KIND_NAMES, type RoundItem, roundFeed } from '@sonae/incident/round';

/** When policies end, for the round. */
export const renewalsOf = (policies: readonly Policy[]): RoundPolicy[] =>
  policies.map(({ id, insurer, product, period }) => {
    const to = period === undefined ? Number.NaN : Date.parse(String(period.to));
    return { id, name: `${insurer} ${product ?? id}`, ...(Number.isFinite(to) && { to }) };
  });

const recordList = z.array(
  z.strictObject({
    item: z.string().min(1),
    on: z.string().refine(isCivilDate),
    people: z.array(z.string()).default([]),
    content: z.string().default(''),
    evidence: z.string().optional(),
  }),
);

export type RoundFile = Reading & { readonly items?: readonly RoundItem[] };

/** The yearly round of a register and a file of records (`sonae round`). */
export async function roundOfFiles(
  files: Files,
  path: string,
  order: { readonly year: number; readonly today: string; readonly records?: string },
): Promise<RoundFile> {
  const read = await readCompanyWithPolicies(files, path);
  const said = order.records === undefined ? [] : await recordsOf(files, order.records);
  const issues = Array.isArray(said) ? read.issues : [...read.issues, said as Issue];
  if (!read.company || hasErrors(issues)) return { ...(read.unreadable && { unreadable: true }), issues };
  const policies = renewalsOf(read.policies.map(({ policy }) => policy));
  const items = yearlyRound(read.company, policies, order.year, order.today, said as readonly RoundRecord[]);
  return { issues, items };
}

/** A list in YAML or JSON: item, on, people, content, evidence. */
async function recordsOf(files: Files, path: string): Promise<RoundRecord[] | Issue> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const { readYamlTree } = await import('@sonae/register/yaml');
  const { tree, issues } = readYamlTree(bytes, path);
  if (hasErrors(issues)) return issues[0];
  const parsed = recordList.safeParse(tree);
  return parsed.success ? parsed.data : noRecords(path, parsed.error.issues[0]?.path.join('.') ?? '');
}

function noRecords(file: string, path: string): Issue {
  return {
    code: 'round.records',
    severity: 'error',
    path,
    file,
    message: { ja: '記録の一覧として読めません。', en: 'This is no list of records.' },
    hint: {
      ja: 'item（予定の id）・on（日付）・people・content・evidence を持つ行を並べてください。',
      en: 'List rows with item (the id of the series), on (a date), people, content, evidence.',
    },
  };
}
