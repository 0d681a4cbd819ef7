import { hasErrors, type Issue, say, sortIssues } from '@sonae/core';
import { headOf } from '@sonae/knowledge';
import type { Path } from '@sonae/register';
import { readYamlTrees } from '@sonae/register/yaml';
import * as z from 'zod';
import { instantOf } from '../instants.ts';
import { explain } from '../read/explain.ts';
import { type Report, reporter } from '../read/report.ts';
import type { LossEvent, Receipt } from './event.ts';
import { factsOf } from './facts.ts';
import { linesOf } from './lines.ts';
import { eventList, lossEvent } from './schema.ts';
import { noteUnlisted } from './unlisted.ts';

/** Events as read, or why there are none. */
export type EventReading = { readonly events?: readonly LossEvent[]; readonly issues: readonly Issue[] };

type Row = Record<string, unknown>;

/** Reads one event or the events of one period from YAML. All mistakes at once; with an error there are no events. */
export function readEvents(input: string | Uint8Array, file: string): EventReading {
  const found: Issue[] = [];
  const events: LossEvent[] = [];
  for (const { tree, source, issues } of readYamlTrees(input, file)) {
    found.push(...issues);
    if (tree === undefined) continue;
    const report = reporter('event', source, found);
    const known = withoutUnknown(tree);
    const schema = schemaFor(known);
    const parsed = schema.safeParse(known);
    if (!parsed.success) {
      explain(parsed.error, schema, report);
      continue;
    }
    for (const { row, path } of rowsOf(parsed.data)) {
      checkEvent(row, path, report);
      noteUnlisted(row, path, report);
      if (events.some((event) => event.id === row.id)) twice(row.id as string, path, report);
      if (!hasErrors(found)) events.push(eventOf(row, events.length));
    }
  }
  const issues = sortIssues(found);
  return hasErrors(issues) ? { issues } : { events, issues };
}

/** One event, a list, or a list with a name. */
function schemaFor(tree: unknown): z.ZodType {
  if (Array.isArray(tree)) return z.array(lossEvent).min(1);
  return typeof tree === 'object' && tree !== null && 'events' in tree ? eventList : lossEvent;
}

/** An event from its facts, ready for a policy. */
export function eventOf(row: Row, number = 0): LossEvent {
  const facts = factsOf(row);
  const id = (row.id as string | undefined) ?? `event-${number + 1}`;
  return {
    id,
    name: row.name as string | undefined,
    series: (row.series as string | undefined) ?? id,
    facts,
    lines: linesOf(facts),
    recoveries: receipts(facts.recoveries, 'amount'),
    otherPayments: receipts(facts.otherInsurance, 'paid'),
  };
}

function receipts(rows: unknown, amount: string): Receipt[] {
  return ((rows ?? []) as readonly Row[]).flatMap((row) =>
    row[amount] === undefined
      ? []
      : [
          {
            from: (row.from ?? row.insurer) as string | undefined,
            amount: row[amount] as number,
            heads: (row.heads as readonly string[] | undefined)?.map((head) => headOf(head)?.id ?? head),
          },
        ],
  );
}

/** `unknown` and `null` mean that nobody has stated the fact; a list of words of which one is unknown is unknown. */
function withoutUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => !isUnknown(inner) && !(Array.isArray(inner) && inner.some(isUnknown)))
      .map(([key, inner]) => [key, withoutUnknown(inner)]),
  );
}

const isUnknown = (value: unknown): boolean => value === null || value === 'unknown';

function rowsOf(parsed: unknown): { row: Row; path: Path }[] {
  if (Array.isArray(parsed)) return parsed.map((row, i) => ({ row, path: [i] }));
  const whole = parsed as Row;
  if (!('events' in whole)) return [{ row: whole, path: [] }];
  return (whole.events as Row[]).map((row, i) => ({ row, path: ['events', i] }));
}

/** Dates that exist, costs that are costs, claims that are there. */
function checkEvent(row: Row, at: Path, report: Report): void {
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) && Number.isNaN(instantOf(value)))
      report({
        code: 'date',
        path,
        message: say(`「${value}」という日時はありません。`, `There is no such instant as ${value}.`),
        hint: say('暦にある日時を書きます。', 'Write an instant of the calendar.'),
      });
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        visit(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  visit(row, at);
  const claims = ((row.claims ?? []) as readonly Row[]).flatMap((claim) => claim.id ?? []);
  ((row.costs ?? []) as readonly Row[]).forEach((cost, i) => {
    const head = headOf(cost.head as string);
    if (head?.party !== 'first')
      report({
        code: 'not-a-cost',
        path: [...at, 'costs', i, 'head'],
        message: say(`「${cost.head}」は費用ではなく請求です。`, `${cost.head} is claimed, not spent.`),
        hint: say('claims の components に書きます。', 'Write it among the components of a claim.'),
      });
    if (cost.claim !== undefined && !claims.includes(cost.claim as string))
      report({
        code: 'no-such-claim',
        path: [...at, 'costs', i, 'claim'],
        message: say(`請求「${cost.claim}」がありません。`, `There is no claim ${cost.claim}.`),
        hint: say('claims の id を書きます。', 'Write the id of a claim.'),
      });
  });
}

function twice(id: string, path: Path, report: Report): void {
  report({
    code: 'twice',
    path: [...path, 'id'],
    message: say(`事案「${id}」が二度あります。`, `Event ${id} stands twice.`),
    hint: say('id は事案ごとに変えます。', 'Give each event its own id.'),
  });
}
