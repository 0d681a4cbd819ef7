import type { Issue } from '@sonae/core';
import type { Company } from '@sonae/register';
import { announce, canonical, type Difference, differences, digestOf, schema } from '@sonae/store';
import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm';
import type { TransportInput } from '../contract/index.ts';
import type { OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { recent } from '../house/recent.ts';
import { refusal } from '../house/refusals.ts';
import { companyFrom, findCompany, inputOf, MOST_KEPT, withoutPersonal } from '../house/stored.ts';
import { fileOf } from './files.ts';

const { companies: table, companyVersions, users } = schema;
type Row = typeof table.$inferSelect;

const authorOf = ({ principal }: OperationContext) =>
  principal.kind === 'user' ? principal.id : principal.kind;
const mayReadPersonal = ({ access }: OperationContext) => access.permissions.has('personal.read');
const subject = (id: string) => ({ kind: 'company', id });
const rowOf = ({ id, name, version, digest, updatedAt, deletedAt, document }: Row) => ({
  id,
  name,
  version,
  digest,
  fictional: (document as Company).organisation?.fictional ?? false,
  updatedAt,
  deletedAt,
});
const shown = (context: OperationContext, document: unknown) =>
  mayReadPersonal(context) ? (document as Company) : withoutPersonal(document as Company);
/** Paths alone: what a value was, or is, has no place in the log. */
const pathsOf = (list: readonly Difference[]) => list.map(({ path }) => path);

/** Document and digest of a register in the one form in which it is kept. */
function kept(company: Company) {
  const document = JSON.parse(canonical(company)) as Company;
  return { name: company.organisation.name, document, digest: digestOf(document) };
}

export const list = os.companies.list.handler(async ({ context, input }) => {
  const { access } = context;
  // Not the documents themselves: a list of fifty registers would be megabytes.
  const { document: _, ...columns } = getTableColumns(table);
  const fictional = sql<boolean>`coalesce((${table.document}->'organisation'->>'fictional')::boolean, false)`;
  const rows = await context.inside((tx) =>
    tx
      .select({ ...columns, fictional })
      .from(table)
      .where(
        and(
          eq(table.organisationId, access.organisation),
          input?.deleted ? isNotNull(table.deletedAt) : isNull(table.deletedAt),
        ),
      )
      .orderBy(asc(table.name), asc(table.id)),
  );
  const visible = access.companies ? rows.filter((row) => access.companies?.includes(row.id)) : rows;
  return { companies: visible };
});

export const get = os.companies.get.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.company);
    note({ subject: subject(row.id), detail: { version: row.version } });
    return {
      ...rowOf(row),
      document: shown(context, row.document),
      withoutPersonal: !mayReadPersonal(context),
    };
  }),
);

export const create = os.companies.create.handler(({ context, input }) => {
  const { company, issues } = companyFrom(input.document);
  const { organisation } = context.access;
  return context.inside(async (tx, note) => {
    const values = { organisationId: organisation, ...kept(company), updatedBy: authorOf(context) };
    const [row] = await tx.insert(table).values(values).returning();
    await keepVersion(tx, row);
    note({ subject: subject(row.id), detail: { version: 1 } });
    await announce(tx, { organisation, kind: 'company', id: row.id, version: 1, request: context.requestId });
    return { id: row.id, version: 1, digest: row.digest, changed: [], issues };
  });
});

export const put = os.companies.put.handler(({ context, input }) => {
  const { company, issues } = companyFrom(input.document);
  const { organisation } = context.access;
  return context.inside(async (tx, note) => {
    const before = await present(context, tx, input.company);
    if (before.version !== input.version) throw refusal('CONFLICT', { current: current(context, before) });
    const next = kept(company);
    const changed = pathsOf(differences(before.document, next.document));
    const { id, version, digest } = before;
    if (changed.length === 0) return { id, version, digest, changed, issues };
    const [row] = await tx
      .update(table)
      .set({ ...next, version: version + 1, updatedBy: authorOf(context), updatedAt: context.now() })
      .where(and(eq(table.id, id), eq(table.version, version)))
      .returning();
    // Somebody wrote between our look and our write.
    if (!row) throw refusal('CONFLICT', { current: current(context, await present(context, tx, id)) });
    await keepVersion(tx, row);
    note({ subject: subject(id), detail: { version: row.version, changed: changed.slice(0, MOST_PATHS) } });
    await announce(tx, {
      organisation,
      kind: 'company',
      id,
      version: row.version,
      request: context.requestId,
    });
    return { id, version: row.version, digest: row.digest, changed, issues };
  });
});
/** Paths a log entry lists; an import of a new register would name thousands. */
const MOST_PATHS = 200;

export const remove = os.companies.remove.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.company);
    if (row.version !== input.version) throw refusal('CONFLICT', { current: current(context, row) });
    const deletedAt = context.now();
    await tx.update(table).set({ deletedAt }).where(eq(table.id, row.id));
    note({ subject: subject(row.id) });
    await announce(tx, { organisation: row.organisationId, kind: 'company', id: row.id });
    return { deletedAt };
  }),
);

export const restore = os.companies.restore.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await absent(context, tx, input.company);
    await tx.update(table).set({ deletedAt: null }).where(eq(table.id, row.id));
    note({ subject: subject(row.id) });
    await announce(tx, {
      organisation: row.organisationId,
      kind: 'company',
      id: row.id,
      version: row.version,
    });
    return { version: row.version };
  }),
);

export const purge = os.companies.purge.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await absent(context, tx, input.company);
    await tx.delete(table).where(eq(table.id, row.id));
    note({ subject: subject(row.id) });
    return { purged: true as const };
  }),
);

export const versions = os.companies.versions.handler(({ context, input }) =>
  context.inside(async (tx) => {
    const row = await present(context, tx, input.company);
    const { version, digest, writtenAt, writtenBy } = companyVersions;
    return {
      versions: await tx
        .select({ version, digest, writtenAt, writtenBy, writtenByName: users.name })
        .from(companyVersions)
        .leftJoin(users, eq(sql`${users.id}::text`, writtenBy))
        .where(eq(companyVersions.companyId, row.id))
        .orderBy(desc(version))
        .limit(MOST_VERSIONS),
    };
  }),
);
const MOST_VERSIONS = 500;

async function versionOf(tx: Parameters<typeof findCompany>[0], row: Row, version: number) {
  const [found] = await tx
    .select()
    .from(companyVersions)
    .where(and(eq(companyVersions.companyId, row.id), eq(companyVersions.version, version)));
  if (!found) throw refusal('NOT_FOUND');
  return found;
}

export const version = os.companies.version.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.company);
    const found = await versionOf(tx, row, input.version);
    note({ subject: subject(row.id), detail: { version: found.version } });
    return {
      version: found.version,
      document: shown(context, found.document),
      withoutPersonal: !mayReadPersonal(context),
    };
  }),
);

export const compare = os.companies.compare.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.company);
    const at = async (version: number) => shown(context, (await versionOf(tx, row, version)).document);
    note({ subject: subject(row.id), detail: { from: input.from, to: input.to } });
    return { differences: differences(await at(input.from), await at(input.to)) };
  }),
);

export const file = os.companies.file.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.company);
    note({ subject: subject(row.id), detail: { version: row.version, format: input.format } });
    const { toYaml, writeCompanyWorkbook } = await import('@sonae/register/readers');
    const { knowledgeVocabulary } = await import('@sonae/register/knowledge');
    const company = shown(context, row.document);
    const bytes =
      input.format === 'xlsx'
        ? await writeCompanyWorkbook(company, knowledgeVocabulary())
        : new TextEncoder().encode(toYaml(company, knowledgeVocabulary()));
    return fileOf(bytes, `company.${input.format}`);
  }),
);

export const inputs = os.companies.inputs.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(context, tx, input.company);
    note({ subject: subject(row.id) });
    const { access, programme } = context;
    // Everything it is made of: the register, the wordings as they are now, the programme.
    const { rows } = await tx.$client.query(
      'select file, digest from sonae.policies where organisation_id = $1 and deleted_at is null order by file',
      [access.organisation],
    );
    const key = digestOf([row.digest, rows, input.language, programme]);
    const { transport, digest, issues } = await ready(key, async () => {
      const { input: found, issues } = await inputOf(
        tx,
        withoutPersonal(row.document as Company),
        input.language,
      );
      const transport = { ...found, liabilities: [...found.liabilities] };
      return { transport, digest: digestOf(transport), issues };
    });
    return { version: row.version, digest, input: transport, issues };
  }),
);
const ready = recent<{ transport: TransportInput; digest: string; issues: readonly Issue[] }>(MOST_KEPT);

/** The company, in this organisation and not removed. */
export async function present(context: OperationContext, tx: Parameters<typeof findCompany>[0], id: string) {
  const row = await findCompany(tx, id, context.access.organisation);
  if (!row || row.deletedAt) throw refusal('NOT_FOUND');
  return row;
}

async function absent(context: OperationContext, tx: Parameters<typeof findCompany>[0], id: string) {
  const row = await findCompany(tx, id, context.access.organisation);
  if (!row?.deletedAt) throw refusal('NOT_FOUND');
  return row;
}

const current = (context: OperationContext, row: Row) => ({
  version: row.version,
  updatedAt: row.updatedAt,
  document: shown(context, row.document),
});

async function keepVersion(tx: Parameters<typeof findCompany>[0], row: Row): Promise<void> {
  const { id, organisationId, version, document, digest, updatedBy, updatedAt } = row;
  await tx.insert(companyVersions).values({
    companyId: id,
    organisationId,
    version,
    document,
    digest,
    writtenBy: updatedBy,
    writtenAt: updatedAt,
  });
}
