import { dateOf } from '@sonae/core';
import { type RoundRecord, roundFeed, yearlyRound } from '@sonae/incident/round';
import { schema, type Tx } from '@sonae/store';
import { asc, eq } from 'drizzle-orm';
import { type OperationContext, writerOf } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { companyFrom, policiesOf } from '../house/stored.ts';
import { renewalsOf } from '../round.ts';
import { present } from './companies.ts';

const { roundRecords: records } = schema;

async function roundOf(context: OperationContext, tx: Tx, id: string, asked: number | undefined) {
  const { document } = await present(context, tx, id);
  const { company } = companyFrom(document);
  const held = await policiesOf(tx, company);
  const rows = await tx
    .select()
    .from(records)
    .where(eq(records.companyId, id))
    .orderBy(asc(records.doneOn), asc(records.writtenAt));
  const today = dateOf(context.now().getTime());
  const year = asked ?? Number(today.slice(0, 4));
  // Who took part is for those who may see people.
  const shows = context.access.permissions.has('personal.read');
  const done = rows.map(
    ({ item, doneOn, people, content, evidence }): RoundRecord => ({
      item,
      on: doneOn,
      people: shows ? people : [],
      content,
      ...(evidence !== null && { evidence }),
    }),
  );
  const policies = renewalsOf(held.policies.map(({ policy }) => policy));
  return { year, today, items: yearlyRound(company, policies, year, today, done), issues: held.issues };
}

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
    const { items } = await roundOf(context, tx, company, Number(on.slice(0, 4)));
    await tx.insert(records).values({
      organisationId: organisation,
      companyId: company,
      item,
      doneOn: on,
      people,
      content,
      evidence: evidence ?? null,
      writtenBy: writerOf(context),
      writtenAt: context.now(),
    });
    note({ subject: { kind: 'company', id: company }, detail: { round: item, on } });
    return { items: items.length };
  }),
);

export const calendar = os.round.calendar.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { items, year } = await roundOf(context, tx, input.company, input.year);
    note({ subject: { kind: 'company', id: input.company } });
    const text = roundFeed(items, input.language, context.now().getTime());
    return new File([text], `sonae-${year}.ics`, { type: 'text/calendar; charset=utf-8' });
  }),
);
