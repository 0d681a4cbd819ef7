import { hasErrors, type Issue } from '@sonae/core';
import type { Policy } from '@sonae/policy';
import { announce, digestOf, schema, statement, type Tx } from '@sonae/store';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';
import { policyName } from '../house/stored.ts';

const { policies: table } = schema;
type Row = typeof table.$inferSelect;

const authorOf = ({ principal }: OperationContext) =>
  principal.kind === 'user' ? principal.id : principal.kind;
const subject = (id: string) => ({ kind: 'policy', id });
const rowOf = ({ id, file, name, version, digest, updatedAt }: Row) => ({
  id,
  file,
  name,
  version,
  digest,
  updatedAt,
});

async function reading(source: string, file: string) {
  const { readPolicyYaml } = await import('@sonae/policy/read');
  return readPolicyYaml(source, file);
}

/** The policy in a source; throws every mistake where it is none. */
async function policyFrom(
  source: string,
  file: string,
): Promise<{ policy: Policy; issues: readonly Issue[] }> {
  const { policy, issues } = await reading(source, file);
  if (!policy) throw invalid(issues);
  return { policy, issues };
}

const valuesOf = (policy: Policy, source: string) => ({
  name: policyName(policy),
  source,
  digest: digestOf(source),
});

async function present(context: OperationContext, tx: Tx, id: string): Promise<Row> {
  const { organisation } = context.access;
  const [row] = await tx
    .select()
    .from(table)
    .where(and(eq(table.id, id), eq(table.organisationId, organisation), isNull(table.deletedAt)));
  if (!row) throw refusal('NOT_FOUND');
  return row;
}

// Not the sources themselves: a list has no use for them.
const { id, file, name, version, digest, updatedAt } = table;
const all = statement(['organisation'], (db, at) =>
  db
    .select({ id, file, name, version, digest, updatedAt })
    .from(table)
    .where(and(eq(table.organisationId, at.organisation), isNull(table.deletedAt)))
    .orderBy(asc(name), asc(id)),
);

export const list = os.policies.list.handler(async ({ context }) => {
  const [policies] = await context.look({}, all({ organisation: context.access.organisation }));
  return { policies };
});

export const get = os.policies.get.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.policy);
    note({ subject: subject(row.id) });
    const { policy, issues } = await reading(row.source, row.file);
    return { ...rowOf(row), source: row.source, document: policy ?? null, issues };
  }),
);

export const check = os.policies.check.handler(async ({ input }) => {
  const { policy, issues } = await reading(input.source, input.file);
  return { ok: policy !== undefined && !hasErrors(issues), issues };
});

export const create = os.policies.create.handler(async ({ context, input }) => {
  const { source, file } = input;
  const { policy, issues } = await policyFrom(source, file);
  const { organisation } = context.access;
  return context.inside(async (tx, note) => {
    const [row] = await tx
      .insert(table)
      .values({
        organisationId: organisation,
        file,
        ...valuesOf(policy, source),
        updatedBy: authorOf(context),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw invalid([fileTaken(file)]);
    note({ subject: subject(row.id), detail: { version: 1 } });
    await announce(tx, { organisation, kind: 'policy', id: row.id, version: 1, request: context.requestId });
    return { id: row.id, version: 1, issues };
  });
});

export const put = os.policies.put.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const before = await present(context, tx, input.policy);
    const { policy, issues } = await policyFrom(input.source, before.file);
    const { id, organisationId: organisation } = before;
    const [row] = await tx
      .update(table)
      .set({
        ...valuesOf(policy, input.source),
        version: input.version + 1,
        updatedBy: authorOf(context),
        updatedAt: context.now(),
      })
      .where(and(eq(table.id, id), eq(table.version, input.version)))
      .returning();
    if (!row) throw refusal('CONFLICT', { current: { version: before.version, source: before.source } });
    note({ subject: subject(id), detail: { version: row.version } });
    await announce(tx, {
      organisation,
      kind: 'policy',
      id,
      version: row.version,
      request: context.requestId,
    });
    return { id, version: row.version, issues };
  }),
);

export const remove = os.policies.remove.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.policy);
    if (row.version !== input.version) throw refusal('CONFLICT', { current: { version: row.version } });
    const deletedAt = context.now();
    await tx.update(table).set({ deletedAt }).where(eq(table.id, row.id));
    note({ subject: subject(row.id) });
    await announce(tx, { organisation: row.organisationId, kind: 'policy', id: row.id });
    return { deletedAt };
  }),
);

const fileTaken = (file: string): Issue =>
  mistake(
    'policy.file-taken',
    'file',
    { ja: `「${file}」という証券はもうあります。`, en: `There is a policy ${file} already.` },
    { ja: '別の名前にするか、そちらを書き換えてください。', en: 'Choose another name or write that one.' },
  );
