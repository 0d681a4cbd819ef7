import { and, desc, eq, lt, type SQL } from 'drizzle-orm';
import { type ActorKind, type AuditAction, audit } from './schema/work.ts';
import { type Asked, statement } from './statement.ts';
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

const FIELDS = [
  'organisationId',
  'actorKind',
  'actorId',
  'operation',
  'action',
  'subjectKind',
  'subjectId',
  'detail',
  'requestId',
] as const;
const insert = statement(FIELDS, (db, at) =>
  db
    .insert(audit)
    .values(at as never)
    .returning({ id: audit.id }),
);

/** The statement that writes an entry. */
export function entry(of: AuditEntry): Asked<unknown> {
  return insert({
    organisationId: of.organisation ?? null,
    actorKind: of.actor.kind,
    actorId: of.actor.id ?? null,
    operation: of.operation,
    action: of.action,
    subjectKind: of.subject?.kind ?? null,
    subjectId: of.subject?.id ?? null,
    detail: { ...of.detail },
    requestId: of.request ?? null,
  });
}

/** Writes what was done into the same transaction that does it: neither is there without the other. */
export async function record(tx: Tx, of: AuditEntry): Promise<void> {
  await entry(of).in(tx);
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
