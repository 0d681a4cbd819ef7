import type { Change } from '@sonae/store';
import * as z from 'zod';
import { LINK_PERMISSIONS, PERMISSIONS, ROLES } from '../access/roles.ts';
import { eventIterator, id, json, NO, name, operation, version, when } from './base.ts';

const role = z.enum(ROLES);
const email = z.email().max(254);
/** Passwords: length is what counts. */
const password = z.string().min(12).max(128);
const token = z.string().min(20).max(200);
const organisationRow = z.object({ id, name: z.string(), role: z.enum([...ROLES, 'link']) });
const face = (screen: string) => ({ command: NO.serverOnly, screen, document: NO.noPaper });

export const system = {
  about: operation('GET', '/about', {
    summary: 'この Sonae について / About this Sonae',
    needs: 'anyone',
    faces: { command: 'sonae doctor', screen: '/', document: NO.noPaper },
  }).output(
    z.object({
      name: z.literal('sonae'),
      version: z.string(),
      mode: z.enum(['demo', 'accounts']),
      /** Nobody has an account yet: the link on the terminal makes the first. */
      setUpNeeded: z.boolean(),
      modelVersion: z.string(),
      /** What the button of single sign-on says: `POST /api/auth/sign-in/sso {callbackURL}` gives the address to go to. */
      signOn: z.string().nullable(),
    }),
  ),
};

export const setup = {
  complete: operation('POST', '/setup', {
    summary: '最初の管理者を作る / Make the first owner',
    needs: 'anyone',
    faces: face('/setup'),
  })
    .input(z.object({ token, name, email, password, organisation: name }))
    .output(z.object({ organisation: id })),
};

export const session = {
  me: operation('GET', '/me', {
    summary: '自分は誰で、何ができるか / Who I am and what I may do',
    needs: 'anyone',
    faces: face('/settings'),
  }).output(
    z.object({
      kind: z.enum(['visitor', 'user', 'demo', 'expert_link']),
      user: z
        .object({ id: z.string(), name: z.string(), email: z.string(), secondFactor: z.boolean() })
        .nullable(),
      link: z
        .object({ label: z.string(), companies: z.array(id), cases: z.array(id), expiresAt: when })
        .nullable(),
      organisations: z.array(organisationRow),
      /** The organisation this request is about. */
      organisation: organisationRow.nullable(),
      permissions: z.array(z.enum(PERMISSIONS)),
    }),
  ),
  list: operation('GET', '/sessions', {
    summary: '自分のログイン / My sessions',
    needs: 'person',
    faces: face('/settings/security'),
  }).output(
    z.object({
      sessions: z.array(
        z.object({
          id: z.string(),
          current: z.boolean(),
          userAgent: z.string().nullable(),
          ipAddress: z.string().nullable(),
          createdAt: when,
          expiresAt: when,
        }),
      ),
    }),
  ),
  revoke: operation('DELETE', '/sessions/{session}', {
    summary: 'ログインを終わらせる / End a session',
    needs: 'person',
    faces: face('/settings/security'),
  })
    .input(z.object({ session: z.string().min(1).max(100) }))
    .output(z.object({ revoked: z.boolean() })),
};

export const organisations = {
  create: operation('POST', '/organisations', {
    summary: '組織を作る / Make an organisation',
    needs: 'person',
    faces: face('/settings/organisations'),
  })
    .input(z.object({ name }))
    .output(z.object({ id })),
};

const settingsValues = z.object({
  name,
  language: z.enum(['ja', 'en']),
  /** Years behind the figures on screen. */
  years: z.int().min(10_000).max(1_000_000),
  /** The point people agreed to bear: this much in a year of this probability. */
  tolerance: z
    .object({ probability: z.number().gt(0).lt(1), yen: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })
    .nullable(),
});
export type Settings = z.infer<typeof settingsValues>;

export const settings = {
  get: operation('GET', '/settings', {
    summary: '設定 / Settings',
    needs: 'member',
    faces: face('/settings'),
  }).output(z.object({ version, settings: settingsValues })),
  put: operation('PUT', '/settings', {
    summary: '設定を変える / Change settings',
    needs: 'settings.write',
    faces: face('/settings'),
  })
    .input(z.object({ version, settings: settingsValues }))
    .output(z.object({ version })),
};

export const members = {
  list: operation('GET', '/members', {
    summary: '一緒に使う人 / Members',
    needs: 'member.read',
    personal: true,
    faces: face('/settings/members'),
  }).output(
    z.object({
      members: z.array(
        z.object({
          user: z.string(),
          name: z.string(),
          email: z.string(),
          role,
          secondFactor: z.boolean(),
          since: when,
        }),
      ),
    }),
  ),
  setRole: operation('PUT', '/members/{user}', {
    summary: '役割を変える / Change a role',
    needs: 'member.write',
    faces: face('/settings/members'),
  })
    .input(z.object({ user: z.string().min(1).max(100), role }))
    .output(z.object({ role })),
  remove: operation('DELETE', '/members/{user}', {
    summary: '外す / Remove a member',
    needs: 'member.write',
    faces: face('/settings/members'),
  })
    .input(z.object({ user: z.string().min(1).max(100) }))
    .output(z.object({ removed: z.boolean() })),
};

const invitationRow = z.object({ id, email: z.string(), role, expiresAt: when, createdAt: when });
/** Longest life of an invitation or a link, in days. */
const days = z.int().min(1).max(90);

export const invitations = {
  list: operation('GET', '/invitations', {
    summary: '招待 / Invitations',
    needs: 'member.read',
    personal: true,
    faces: face('/settings/members'),
  }).output(z.object({ invitations: z.array(invitationRow) })),
  create: operation('POST', '/invitations', {
    summary: '招待する（リンクは一度だけ表示。メールでも送る） / Invite; the link is shown once, and mailed',
    needs: 'member.write',
    faces: face('/settings/members'),
  })
    .input(z.object({ email, role, days: days.default(7) }))
    .output(
      invitationRow.extend({
        link: z.string(),
        /** Whether the link went out by mail too; `off` where no mail is set up. */
        mail: z.enum(['sent', 'failed', 'off']),
      }),
    ),
  cancel: operation('DELETE', '/invitations/{invitation}', {
    summary: '招待を取り消す / Cancel an invitation',
    needs: 'member.write',
    faces: face('/settings/members'),
  })
    .input(z.object({ invitation: id }))
    .output(z.object({ cancelled: z.boolean() })),
  look: operation('POST', '/invitations/look', {
    summary: '招待の中身を見る / What an invitation is for',
    needs: 'anyone',
    action: 'read',
    faces: face('/invitation'),
  })
    .input(z.object({ token }))
    .output(z.object({ organisation: z.string(), email: z.string(), role, hasAccount: z.boolean() })),
  accept: operation('POST', '/invitations/accept', {
    summary: '招待を受ける / Accept an invitation',
    needs: 'anyone',
    faces: face('/invitation'),
  })
    .input(z.object({ token, name: name.optional(), password: password.optional() }))
    .output(z.object({ organisation: id })),
};

const linkRow = z.object({
  id,
  label: z.string(),
  companies: z.array(id),
  cases: z.array(id),
  permissions: z.array(z.enum(LINK_PERMISSIONS)),
  expiresAt: when,
  revokedAt: when.nullable(),
  createdAt: when,
});

export const expertLinks = {
  list: operation('GET', '/expert-links', {
    summary: '専門家のリンク / Links for experts',
    needs: 'expert-link.read',
    faces: face('/settings/experts'),
  }).output(z.object({ links: z.array(linkRow) })),
  create: operation('POST', '/expert-links', {
    summary: '専門家に読むだけのリンクを渡す / Give an expert a read-only link',
    needs: 'expert-link.write',
    faces: face('/settings/experts'),
  })
    .input(
      z
        .object({
          label: name,
          companies: z.array(id).max(50).default([]),
          /** Cases it opens, for reading; nothing of any other. */
          cases: z.array(id).max(50).default([]),
          /** What of the companies may be read. */
          permissions: z
            .array(z.enum(LINK_PERMISSIONS))
            .min(1)
            .default([...LINK_PERMISSIONS]),
          days: days.default(14),
        })
        .refine(({ companies, cases }) => companies.length + cases.length > 0),
    )
    .output(linkRow.extend({ link: z.string() })),
  revoke: operation('DELETE', '/expert-links/{link}', {
    summary: 'リンクを止める / Revoke a link',
    needs: 'expert-link.write',
    faces: face('/settings/experts'),
  })
    .input(z.object({ link: id }))
    .output(z.object({ revoked: z.boolean() })),
};

export const audit = {
  list: operation('GET', '/audit', {
    summary: '記録：誰が何を変え、何を見たか / The log: who changed and saw what',
    needs: 'audit.read',
    faces: { command: NO.serverOnly, screen: '/settings/audit', document: NO.noPaper },
  })
    .input(
      z
        .object({
          before: z.coerce.number().int().min(1).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          subject: z.string().max(100).optional(),
          action: z.enum(['change', 'read', 'refused', 'session']).optional(),
        })
        .prefault({}),
    )
    .output(
      z.object({
        entries: z.array(
          z.object({
            id: z.int(),
            at: when,
            actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
            operation: z.string(),
            action: z.string(),
            subject: z.object({ kind: z.string(), id: z.string().nullable() }).nullable(),
            detail: z.record(z.string(), z.unknown()),
          }),
        ),
        next: z.int().nullable(),
      }),
    ),
};

export const live = {
  changes: operation('GET', '/live', {
    summary: '変わったことの知らせ（SSE） / What changes, as it changes (SSE)',
    needs: 'member',
    faces: { command: NO.serverOnly, screen: NO.screenItself, document: NO.noPaper },
  }).output(eventIterator(json<Change | { kind: 'lost' } | { kind: 'hello' }>('kind, id, version'))),
};
