import { ID_PATTERN } from '@sonae/core';
import * as z from 'zod';
import { DRAFT_ITEMS } from './documents.ts';
import { TOLD } from './scenario.ts';

const minutes = z.number().min(0).max(100_000);
const word = z.string().regex(ID_PATTERN);

/** What a participant does. Exactly one of the acts. */
const deed = {
  declare: z.literal(true).optional().meta({ title: '事案を宣言する' }),
  tell: z.enum(TOLD).optional().meta({ title: '伝える相手' }),
  spend: z
    .strictObject({ head: word, yen: z.int().min(1) })
    .optional()
    .meta({ title: '支出・発注・約束' }),
  draft: z
    .strictObject({
      document: z.enum(Object.keys(DRAFT_ITEMS) as [string, ...string[]]),
      items: z.array(word),
    })
    .optional()
    .meta({ title: '文書の下書きと、書けた項目' }),
  fact: z
    .strictObject({ id: word, value: z.string().min(1) })
    .optional()
    .meta({ title: '事実の記録・訂正' }),
  action: z
    .strictObject({
      id: z.string(),
      parameters: z.record(z.string(), z.string()).default({}),
      captured: z.record(z.string(), z.string()).default({}),
      waived: z.record(z.string(), z.string()).default({}),
      approvedBy: z.array(z.string().min(1)).default([]),
    })
    .optional()
    .meta({ title: '措置' }),
};

const DEEDS = Object.keys(deed) as (keyof typeof deed)[];

/** One answer: at a minute of the drill, or some minutes after a piece of news. */
export const drillAnswer = z
  .strictObject({
    at: minutes.optional(),
    on: word.optional().meta({ title: '状況付与の id' }),
    after: minutes.optional().meta({ title: 'その何分後か' }),
    by: z.string().min(1).optional(),
    ...deed,
  })
  .refine((row) => (row.at === undefined) !== (row.on === undefined), { error: 'at-or-on' })
  .refine((row) => DEEDS.filter((name) => row[name] !== undefined).length === 1, { error: 'one-deed' });
export type DrillAnswer = z.infer<typeof drillAnswer>;

export const drillAnswers = z.strictObject({ scenario: word.optional(), answers: z.array(drillAnswer) });
export type DrillAnswers = z.infer<typeof drillAnswers>;

/**
 * One line of a person at the keyboard as an answer: `declare`, `tell insurer`, `spend forensic 3000000`,
 * `draft regulator outline,cause`, `fact persons 1200`, `do host.isolate 花子,太郎 host=server1`. Undefined where it is none.
 */
export function readDrillLine(line: string, minute: number): DrillAnswer | undefined {
  const [verb, first, second, ...rest] = line.trim().split(/\s+/);
  const list = (text = '') => text.split(',').filter((part) => part !== '');
  const pairs = () => Object.fromEntries(rest.map((pair) => pair.split('=', 2)));
  const deeds: Readonly<Record<string, () => object>> = {
    declare: () => ({ declare: true }),
    tell: () => ({ tell: first }),
    spend: () => ({ spend: { head: first, yen: Number(second) } }),
    draft: () => ({ draft: { document: first, items: list(second) } }),
    fact: () => ({ fact: { id: first, value: [second, ...rest].join(' ') } }),
    do: () => ({ action: { id: first, approvedBy: list(second), parameters: pairs() } }),
  };
  const made = Object.hasOwn(deeds, verb)
    ? drillAnswer.safeParse({ at: minute, ...deeds[verb]() })
    : undefined;
  return made?.success ? made.data : undefined;
}
