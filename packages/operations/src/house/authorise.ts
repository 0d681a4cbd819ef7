import { entry, type RowsOf, record } from '@sonae/store';
import type { OperationMeta } from '../access/faces.ts';
import { type Access, actorOf, type Principal } from '../access/principal.ts';
import { GRANTS, type Permission } from '../access/roles.ts';
import type { Noted, OperationContext, RequestContext } from './context.ts';
import { refusal } from './refusals.ts';

const NOWHERE: Access = { organisation: '', name: '', role: 'link', permissions: new Set() };

/** What the principal may do in the organisation the request names; undefined where it has no business there. */
export function accessOf(principal: Principal, asked?: string): Access | undefined {
  if (principal.kind === 'visitor') return undefined;
  if (principal.kind === 'user') {
    const { memberships } = principal;
    const found = asked === undefined ? memberships[0] : memberships.find((m) => m.organisation === asked);
    return found && { ...found, permissions: new Set(GRANTS[found.role]) };
  }
  const { organisation, name } = principal;
  if (asked !== undefined && asked !== organisation) return undefined;
  if (principal.kind === 'demo')
    return { organisation, name, role: principal.role, permissions: new Set(GRANTS[principal.role]) };
  const { companies, cases } = principal;
  // Whoever was named a case may read it: there is no link that names one and does not open it.
  const permissions = new Set<Permission>([
    ...principal.permissions,
    ...(cases.length > 0 ? (['case.read'] as const) : []),
  ]);
  return { organisation, name, role: 'link', permissions, companies, cases };
}

/**
 * Decides before anything of the input is looked at whether the principal may, logs a refusal, and hands the operation its
 * organisation and nothing else.
 */
export async function authorise(
  context: RequestContext,
  operation: string,
  meta: OperationMeta,
  input: unknown,
): Promise<OperationContext> {
  const { principal, store } = context;
  const access = accessOf(principal, context.organisation);
  const refuse = async (kind: 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND') => {
    if (principal.kind !== 'visitor') {
      await store.run('system', (tx) =>
        record(tx, {
          organisation: access?.organisation,
          actor: actorOf(principal),
          operation,
          action: 'refused',
          detail: { needs: meta.needs },
          request: context.requestId,
        }),
      );
    }
    return refusal(kind);
  };
  if (meta.needs !== 'anyone') {
    if (principal.kind === 'visitor') throw await refuse('UNAUTHORIZED');
    if (meta.needs === 'person') {
      if (principal.kind !== 'user') throw await refuse('FORBIDDEN');
    } else {
      if (!access) throw await refuse(context.organisation === undefined ? 'FORBIDDEN' : 'NOT_FOUND');
      if (meta.needs !== 'member' && !access.permissions.has(meta.needs)) throw await refuse('FORBIDDEN');
      if (access.role === 'link' && !withinLink(access, meta, input)) throw await refuse('NOT_FOUND');
    }
  }
  return { ...context, access: access ?? NOWHERE, ...waysIn(context, access, operation, meta) };
}

/**
 * A link opens the companies and cases it names and no other. What is read of cases without naming one is closed to it, unless the
 * operation says that it narrows itself.
 */
function withinLink({ companies = [], cases = [] }: Access, meta: OperationMeta, input: unknown): boolean {
  const { company, case: of } = (input ?? {}) as { readonly company?: unknown; readonly case?: unknown };
  if (company !== undefined && !companies.includes(String(company))) return false;
  if (of !== undefined) return cases.includes(String(of));
  return meta.needs !== 'case.read' || meta.narrows;
}

function waysIn(
  context: RequestContext,
  access: Access | undefined,
  operation: string,
  meta: OperationMeta,
): Pick<OperationContext, 'inside' | 'look'> {
  const { store, principal, requestId } = context;
  // An outside expert leaves a trace of everything; others of changes, and of what they see of people.
  const shows = meta.personal && access?.permissions.has('personal.read') !== false;
  const logged = meta.action === 'change' || shows || meta.leaves || principal.kind === 'expert_link';
  const scope = () => {
    if (access) return access.organisation;
    throw new Error(`${operation} works inside an organisation but was let in without one`);
  };
  const log = (noted: Noted) => {
    const who = { organisation: access?.organisation, actor: actorOf(principal), request: requestId };
    return logged ? [entry({ ...who, operation, action: meta.action, ...noted })] : [];
  };
  const inside: OperationContext['inside'] = async (work) => {
    let noted: Noted = {};
    const note = (more: Noted) => {
      noted = { ...noted, ...more, detail: { ...noted.detail, ...more.detail } };
    };
    return store.run(
      scope(),
      (tx) => work(tx, note),
      () => log(noted),
    );
  };
  return {
    inside,
    look: async (noted, ...asked) =>
      logged
        ? inside(async (tx, note) => {
            note(noted);
            return (await Promise.all(asked.map((one) => one.in(tx)))) as RowsOf<typeof asked>;
          })
        : store.ask(scope(), ...asked),
  };
}
