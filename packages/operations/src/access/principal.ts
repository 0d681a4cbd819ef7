import type { Actor } from '@sonae/store';
import type { Permission, Role } from './roles.ts';

/** Who asks. */
export type Principal =
  /** Nobody has signed in. */
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly session: string;
      readonly secondFactor: boolean;
      readonly memberships: readonly {
        readonly organisation: string;
        readonly name: string;
        readonly role: Role;
      }[];
    }
  /** Whoever sits at this machine, in the demonstration. */
  | { readonly kind: 'demo'; readonly organisation: string; readonly name: string; readonly role: Role }
  /** An outside expert with a read-only link. */
  | {
      readonly kind: 'expert_link';
      readonly id: string;
      readonly label: string;
      readonly organisation: string;
      readonly name: string;
      readonly companies: readonly string[];
      readonly cases: readonly string[];
      readonly permissions: readonly Permission[];
      readonly expiresAt: Date;
    };

/** What the principal may do in the organisation the request is about. */
export type Access = {
  readonly organisation: string;
  readonly name: string;
  readonly role: Role | 'link';
  readonly permissions: ReadonlySet<Permission>;
  /** Companies a link is narrowed to. */
  readonly companies?: readonly string[];
  /** Cases a link is narrowed to. */
  readonly cases?: readonly string[];
};

/** The principal as the log knows it: an id, no name. */
export function actorOf(principal: Principal): Actor {
  return 'id' in principal ? { kind: principal.kind, id: principal.id } : { kind: principal.kind };
}
