import { dateOf } from '@sonae/core';
import { type RoundRecord, roundFeed, yearlyRound } from '@sonae/incident/round';
import { announce, schema, type Tx } from '@sonae/store';
import { and, asc, eq, or } from 'drizzle-orm';
import { type OperationContext, writerOf } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';
import { companyFrom, policiesOf } from '../house/stored.ts';
import { renewalsOf } from '../round.ts';
import { present } from './companies.ts';

const { roundRecords: records } = schema;

/** The round of a company: today, what stands in the way, and the dates of any year. */
async function keptRound(context: OperationContext, tx: Tx, id: string) {
  const { document } = await present(context, tx, id);
  const { company } = companyFrom(document);
  const held = await policiesOf(tx, company);
  const rows = await tx
    .select()
    .from(records)
    .where(eq(records.companyId, id))
    .orderBy(asc(records.doneOn), asc(records.writtenAt));
  const today = dateOf(context.now().getTime());
  // Who took part is for those who may see people.
  const shows = context.access.permissions.has('personal.read');
  const withdrawn = new Set(rows.map(({ withdraws }) => withdraws));
  const done = rows.flatMap(
    ({
      id: record,
      item,
      doneOn,
      people,
      content,
      evidence,
      withdraws,
      writtenBy,
      writtenAt,
    }): RoundRecord[] =>
      withdraws !== null || withdrawn.has(record)
        ? []
        : [
            {
              item,
              on: doneOn,
              people: shows ? people : [],
              content,
              ...(evidence !== null && { evidence }),
              id: record,
              writtenBy,
              writtenAt: writtenAt.getTime(),
            },
          ],
  );
  const policies = renewalsOf(held.policies.map(({ policy }) => policy));
  return {
    today,
    issues: held.issues,
    itemsOf: (year: number) => yearlyRound(company, policies, year, today, done),
  };
}

async function roundOf(context: OperationContext, tx: Tx, id: string, asked: number | undefined) {
  const { today, issues, itemsOf } = await keptRound(context, tx, id);
  const year = asked ?? yearOf(today);
  return { year, today, items: itemsOf(year), issues };
}

const yearOf = (date: string): number => Number(date.slice(0, 4));

export const get = os.round.get.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    note({ subject: { kind: 'company', id: input.company } });
    return roundOf(context, tx, input.company, input.year);
  }),
);

export const record = os.round.record.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation } = context.access;
    const { company, item, on, people, content, evidence } = input;
    const { itemsOf } = await keptRound(context, tx, company);
    const year = yearOf(on);
    const items = itemsOf(year);
    // Something may be done a year early or late; what belongs to nothing would never be seen again.
    const isKnown = [items, itemsOf(year - 1), itemsOf(year + 1)].flat().some((one) => one.item === item);
    if (!isKnown) throw invalid([NO_SERIES]);
    const [{ id }] = await tx
      .insert(records)
      .values({
        organisationId: organisation,
        companyId: company,
        item,
        doneOn: on,
        people,
        content,
        evidence: evidence ?? null,
        ...written(context),
      })
      .returning({ id: records.id });
    await tell(tx, context, company);
    note({ subject: { kind: 'company', id: company }, detail: { round: item, on } });
    return { items: items.length, record: id };
  }),
);

export const withdraw = os.round.withdraw.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation } = context.access;
    const { company, record: id } = input;
    const { items } = await roundOf(context, tx, company, undefined);
    const rows = await tx
      .select()
      .from(records)
      .where(and(eq(records.companyId, company), or(eq(records.id, id), eq(records.withdraws, id))));
    const row = rows.find((one) => one.id === id && one.withdraws === null);
    if (!row) throw refusal('NOT_FOUND');
    note({ subject: { kind: 'company', id: company }, detail: { round: row.item, withdrawn: id } });
    // Nothing that was recorded is changed; said twice, it counts once.
    if (rows.length > 1) return { items: items.length };
    const { item, doneOn } = row;
    await tx
      .insert(records)
      .values({
        organisationId: organisation,
        companyId: company,
        item,
        doneOn,
        people: [],
        content: '',
        withdraws: id,
        ...written(context),
      })
      .onConflictDoNothing();
    await tell(tx, context, company);
    return { items: items.length };
  }),
);

const written = (context: OperationContext) => ({
  writtenBy: writerOf(context),
  writtenAt: context.now(),
});

const tell = (tx: Tx, { access: { organisation }, requestId }: OperationContext, company: string) =>
  announce(tx, { organisation, kind: 'round', id: company, request: requestId });

export const calendar = os.round.calendar.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { items, year } = await roundOf(context, tx, input.company, input.year);
    note({ subject: { kind: 'company', id: input.company } });
    const text = roundFeed(items, input.language, context.now().getTime());
    return new File([text], `sonae-${year}.ics`, { type: 'text/calendar; charset=utf-8' });
  }),
);

const NO_SERIES = mistake(
  'round.item',
  'item',
  {
    ja: 'この会社の年間の点検に、その予定はありません。',
    en: 'The round of this company has no such series.',
  },
  { ja: 'round.get の item を使ってください。', en: 'Use an item of round.get.' },
);
