import type { Permission } from './roles.ts';

/** A face that an operation does not have, and why. */
export type Lacks = { readonly none: string };

/** Where people meet an operation. Its HTTP face is its route. */
export type Faces = {
  /** `sonae assess COMPANY`. */
  readonly command: string | Lacks;
  /** Address in the web application. */
  readonly screen: string | Lacks;
  /** The document that carries its result. */
  readonly document: string | Lacks;
};

/**
 * Whom an operation is for: `anyone`, a `person` who has signed in (whatever the organisation), a `member` of the
 * organisation whatever the role, or whoever holds a permission there.
 */
export type Needs = 'anyone' | 'person' | 'member' | Permission;

/** What every operation states about itself, beside its schema. */
export type OperationMeta = {
  readonly needs: Needs;
  /** Changes are logged always, readings where they show personal data. */
  readonly action: 'read' | 'change';
  readonly personal: boolean;
  /** Whether what it answers is made to be taken out of the house: then every reading is logged. */
  readonly leaves: boolean;
  /** Without naming a case it shows a link nothing but the cases that the link names, or nothing of any. */
  readonly narrows: boolean;
  readonly faces: Faces;
};
