import type { Issue } from '@sonae/core';
import type { Company } from '@sonae/register';
import {
  announce,
  canonical,
  type Difference,
  differences,
  digestOf,
  plainStatement,
  schema,
  statement,
  type Tx,
} from '@sonae/store';
import { and, asc, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { TransportInput } from '../contract/index.ts';
import type { OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { recent } from '../house/recent.ts';
import { refusal } from '../house/refusals.ts';
import { companyFrom, findCompany, inputOf, MOST_KEPT, withoutPersonal } from '../house/stored.ts';
import { fileOf } from './files.ts';

const { companies: table, companyVersions, policies, users } = schema;
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

// Not the documents themselves: a list of fifty registers would be megabytes.
const { document: _, ...columns } = getTableColumns(table);
const fictional = sql<boolean>`coalesce((${table.document}->'organisation'->>'fictional')::boolean, false)`;
const listed = statement(['organisation', 'removed'], (db, at) =>
  db
    .select({ ...columns, fictional })
    .from(table)
    .where(
      and(
        eq(table.organisationId, at.organisation),
        sql`(${table.deletedAt} is not null) = ${at.removed}::boolean`,
      ),
    )
    .orderBy(asc(table.name), asc(table.id)),
);

export const list = os.companies.list.handler(async ({ context, input }) => {
  const { organisation, companies } = context.access;
  const [rows] = await context.look({}, listed({ organisation, removed: input?.deleted ?? false }));
  return { companies: companies ? rows.filter((row) => companies.includes(row.id)) : rows };
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
    const [{ id, digest }] = await tx.insert(table).values(values).returning();
    await Promise.all([
      firstVersion({ id }).in(tx),
      announce(tx, { organisation, kind: 'company', id, version: 1, request: context.requestId }),
    ]);
    note({ subject: subject(id), detail: { version: 1 } });
    return { id, version: 1, digest, changed: [], issues };
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
    const [rows] = await Promise.all([
      rewrite({ id, version, ...next, by: authorOf(context), at: context.now() }).in(tx),
      announce(tx, { organisation, kind: 'company', id, version: version + 1, request: context.requestId }),
    ]);
    // Somebody wrote between our look and our write.
    if (rows.length === 0)
      throw refusal('CONFLICT', { current: current(context, await present(context, tx, id)) });
    note({ subject: subject(id), detail: { version: version + 1, changed: changed.slice(0, MOST_PATHS) } });
    return { id, version: version + 1, digest: next.digest, changed, issues };
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

const state = statement(['company', 'organisation'], (db, at) =>
  db
    .select({ version: table.version, digest: table.digest })
    .from(table)
    .where(and(eq(table.id, at.company), eq(table.organisationId, at.organisation), isNull(table.deletedAt))),
);
const wordings = statement(['organisation'], (db, at) =>
  db
    .select({ file: policies.file, digest: policies.digest })
    .from(policies)
    .where(and(eq(policies.organisationId, at.organisation), isNull(policies.deletedAt)))
    .orderBy(asc(policies.file)),
);

export const inputs = os.companies.inputs.handler(async ({ context, input }) => {
  const { organisation } = context.access;
  const { company, language } = input;
  // Everything they are made of: the register, the wordings as they are now, the programme.
  const origin = [state({ company, organisation }), wordings({ organisation })] as const;
  const keyOf = (row: { digest: string }, held: readonly object[]) =>
    digestOf([row.digest, held, language, context.programme]);
  const [[row], held] = await context.look({ subject: subject(company) }, ...origin);
  if (!row) throw refusal('NOT_FOUND');
  const key = keyOf(row, held);
  const made = await ready(key, () =>
    context.store.run(organisation, async (tx) => {
      await tx.$client.query('set transaction isolation level repeatable read');
      const { document } = await present(context, tx, company);
      const { input: found, issues } = await inputOf(tx, withoutPersonal(document as Company), language);
      const [[now], heldNow] = await Promise.all([origin[0].in(tx), origin[1].in(tx)]);
      // Written meanwhile: what was made belongs under another key.
      if (keyOf(now, heldNow) !== key) throw refusal('BUSY');
      const transport = { ...found, liabilities: [...found.liabilities] };
      return { transport, digest: digestOf(transport), issues };
    }),
  );
  return { version: row.version, digest: made.digest, input: made.transport, issues: made.issues };
});
const ready = recent<{ transport: TransportInput; digest: string; issues: readonly Issue[] }>(MOST_KEPT);

/** The company, in this organisation and not removed. */
export async function present(context: OperationContext, tx: Tx, id: string) {
  const row = await findCompany(tx, id, context.access.organisation);
  if (!row || row.deletedAt) throw refusal('NOT_FOUND');
  return row;
}

async function absent(context: OperationContext, tx: Tx, id: string) {
  const row = await findCompany(tx, id, context.access.organisation);
  if (!row?.deletedAt) throw refusal('NOT_FOUND');
  return row;
}

const current = (context: OperationContext, row: Row) => ({
  version: row.version,
  updatedAt: row.updatedAt,
  document: shown(context, row.document),
});

const AS_VERSION = `insert into sonae.company_versions
    (organisation_id, company_id, version, document, digest, written_by, written_at)
  select organisation_id, id, version, document, digest, updated_by, updated_at`;
const firstVersion = plainStatement(['id'], `${AS_VERSION} from sonae.companies where id = $1`);
/** Writes a register and keeps it as a version; gives no row where the version is another one by now. */
const rewrite = plainStatement(
  ['id', 'version', 'name', 'document', 'digest', 'by', 'at'],
  `with changed as (
    update sonae.companies
    set name = $3, document = $4::jsonb, digest = $5, version = version + 1, updated_by = $6, updated_at = $7
    where id = $1 and version = $2
    returning *
  ) ${AS_VERSION} from changed returning version`,
);
