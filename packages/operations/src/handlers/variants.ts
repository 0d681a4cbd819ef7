import { announce, schema, statement, type Tx } from '@sonae/store';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Json } from '../contract/base.ts';
import type { OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { refusal } from '../house/refusals.ts';
import { present as presentCompany } from './companies.ts';

const { variants: table } = schema;
type Row = typeof table.$inferSelect;

const authorOf = ({ principal }: OperationContext) =>
  principal.kind === 'user' ? principal.id : principal.kind;
const subject = (id: string) => ({ kind: 'variant', id });
const rowOf = ({ id, companyId, name, note, changes, version, updatedAt }: Row) => ({
  id,
  company: companyId,
  name,
  note,
  changes: changes as { path: string; value: Json }[],
  version,
  updatedAt,
});

async function present(context: OperationContext, tx: Tx, company: string, id: string): Promise<Row> {
  await presentCompany(context, tx, company);
  const [row] = await tx
    .select()
    .from(table)
    .where(and(eq(table.id, id), eq(table.companyId, company), isNull(table.deletedAt)));
  if (!row) throw refusal('NOT_FOUND');
  return row;
}

export const list = os.variants.list.handler(({ context, input }) =>
  context.inside(async (tx) => {
    await presentCompany(context, tx, input.company);
    const rows = await tx
      .select()
      .from(table)
      .where(and(eq(table.companyId, input.company), isNull(table.deletedAt)))
      .orderBy(asc(table.createdAt), asc(table.id));
    return { variants: rows.map(rowOf) };
  }),
);

const insert = statement(['organisation', 'company', 'name', 'note', 'changes', 'by'], (db, at) =>
  db
    .insert(table)
    .values({
      organisationId: at.organisation,
      companyId: at.company,
      name: at.name,
      note: at.note,
      changes: at.changes,
      updatedBy: at.by,
    })
    .returning(),
);

export const create = os.variants.create.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { company, name, note: remark, changes } = input;
    const { organisationId: organisation } = await presentCompany(context, tx, company);
    const by = authorOf(context);
    const [row] = await insert({ organisation, company, name, note: remark, changes, by }).in(tx);
    note({ subject: subject(row.id), detail: { paths: changes.map(({ path }) => path) } });
    await announce(tx, { organisation, kind: 'variant', id: row.id, version: 1, request: context.requestId });
    return rowOf(row);
  }),
);

export const put = os.variants.put.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { company, variant, version, ...values } = input;
    const before = await present(context, tx, company, variant);
    const [row] = await tx
      .update(table)
      .set({ ...values, version: version + 1, updatedBy: authorOf(context), updatedAt: context.now() })
      .where(and(eq(table.id, variant), eq(table.version, version)))
      .returning();
    if (!row) throw refusal('CONFLICT', { current: rowOf(before) });
    note({ subject: subject(row.id), detail: { version: row.version } });
    const { organisationId: organisation } = row;
    await announce(tx, {
      organisation,
      kind: 'variant',
      id: row.id,
      version: row.version,
      request: context.requestId,
    });
    return rowOf(row);
  }),
);

export const remove = os.variants.remove.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.company, input.variant);
    if (row.version !== input.version) throw refusal('CONFLICT', { current: rowOf(row) });
    const deletedAt = context.now();
    await tx.update(table).set({ deletedAt }).where(eq(table.id, row.id));
    note({ subject: subject(row.id) });
    await announce(tx, { organisation: row.organisationId, kind: 'variant', id: row.id });
    return { deletedAt };
  }),
);
