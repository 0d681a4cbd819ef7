import { and, desc, eq, lt, type SQL } from 'drizzle-orm';
import { type ActorKind, type AuditAction, audit } from './schema/work.ts';
import type { Tx } from './store.ts';

/** Who did something. `id` is the id of a user or a link, never a name. */
export type Actor = { readonly kind: ActorKind; readonly id?: string };

export type AuditEntry = {
  readonly organisation?: string;
  readonly actor: Actor;
  /** Id of the operation, `companies.put`. */
  readonly operation: string;
  readonly action: AuditAction;
  readonly subject?: { readonly kind: string; readonly id?: string };
  /** Ids, versions, paths that changed. No values. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly request?: string;
};

/** Writes what was done into the same transaction that does it: neither is there without the other. */
export async function record(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(audit).values({
    organisationId: entry.organisation ?? null,
    actorKind: entry.actor.kind,
    actorId: entry.actor.id ?? null,
    operation: entry.operation,
    action: entry.action,
    subjectKind: entry.subject?.kind ?? null,
    subjectId: entry.subject?.id ?? null,
    detail: { ...entry.detail },
    requestId: entry.request ?? null,
  });
}

export type AuditFilter = {
  readonly before?: number;
  readonly limit: number;
  readonly subject?: string;
  readonly action?: AuditAction;
};

/** The newest entries of an organisation, older ones page by page. */
export async function readAudit(tx: Tx, organisation: string, filter: AuditFilter) {
  const conditions: (SQL | undefined)[] = [
    eq(audit.organisationId, organisation),
    filter.before === undefined ? undefined : lt(audit.id, filter.before),
    filter.subject === undefined ? undefined : eq(audit.subjectId, filter.subject),
    filter.action === undefined ? undefined : eq(audit.action, filter.action),
  ];
  return tx
    .select()
    .from(audit)
    .where(and(...conditions))
    .orderBy(desc(audit.id))
    .limit(filter.limit);
}
