import type { Company } from '@sonae/register';
import { canonical, digestOf, type Store, schema } from '@sonae/store';
import { eq } from 'drizzle-orm';

/** What a demonstration shows: registers, and the policies they name. */
export type DemoContent = {
  readonly name: string;
  readonly companies: readonly Company[];
  readonly policies: readonly { readonly file: string; readonly name: string; readonly source: string }[];
};

const { organisations, companies, companyVersions, policies } = schema;
/** Two servers may start at once on one database. */
const LOCK = 7_350_002;

/** The demonstration's organisation; made with its content the first time, and left as people have changed it afterwards. */
export async function demoOrganisation(
  store: Store,
  content: () => Promise<DemoContent>,
): Promise<{ readonly id: string; readonly name: string }> {
  return store.run('system', async (tx) => {
    await tx.$client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const [there] = await tx.select().from(organisations).where(eq(organisations.demo, true));
    if (there) return { id: there.id, name: there.name };
    const { name, companies: registers, policies: wordings } = await content();
    const [{ id: organisationId }] = await tx.insert(organisations).values({ name, demo: true }).returning();
    for (const company of registers) {
      const document = JSON.parse(canonical(company)) as Company;
      const values = { organisationId, document, digest: digestOf(document), updatedBy: 'system' };
      const [row] = await tx
        .insert(companies)
        .values({ ...values, name: company.organisation.name })
        .returning();
      await tx
        .insert(companyVersions)
        .values({ ...values, companyId: row.id, version: 1, writtenBy: 'system' });
    }
    for (const { file, name: called, source } of wordings)
      await tx.insert(policies).values({
        organisationId,
        file,
        name: called,
        source,
        digest: digestOf(source),
        updatedBy: 'system',
      });
    return { id: organisationId, name };
  });
}

/** Whether anybody has an account here: then no demonstration is given. */
export async function hasAccounts(store: Store): Promise<boolean> {
  const rows = await store.run('system', (tx) =>
    tx.select({ id: schema.users.id }).from(schema.users).limit(1),
  );
  return rows.length > 0;
}

/** The principal behind the token of an expert's link; undefined where it is void, has run out or was revoked. */
export async function linkOf(store: Store, digest: string, now: Date) {
  const { expertLinks } = schema;
  const rows = await store.run('system', (tx) =>
    tx
      .select({ link: expertLinks, name: organisations.name })
      .from(expertLinks)
      .innerJoin(organisations, eq(organisations.id, expertLinks.organisationId))
      .where(eq(expertLinks.tokenDigest, digest)),
  );
  const found = rows.at(0);
  return found && !found.link.revokedAt && found.link.expiresAt > now ? found : undefined;
}
