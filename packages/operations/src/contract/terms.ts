import type { ComparisonReport } from '@sonae/assessment';
import type { Policy } from '@sonae/policy';
import * as z from 'zod';
import { id, issues, json, jsonValue, NO, name, operation, version, versionText, when } from './base.ts';

/** Most characters of a policy's YAML: the longest example has 30,000. */
const LONGEST_SOURCE = 1_000_000;
const policyRow = z.object({
  id,
  file: z.string(),
  name: z.string(),
  version,
  digest: z.string(),
  updatedAt: when,
});
const source = z.string().min(1).max(LONGEST_SOURCE);
const file = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\\0]+\.ya?ml$/);

/** Most policies side by side: a table of more is not read. */
const MOST_COMPARED = 8;

/** What `policies.compare` takes; two of the policies may be the one that ends and the one offered in its place. */
const comparison = z.object({
  policies: z.array(id).min(1).max(MOST_COMPARED),
  company: id.optional(),
  expiring: id.optional(),
  offered: id.optional(),
  years: z.int().min(2_000).max(200_000).default(50_000),
  seed: z.int().min(0).max(4_294_967_295).default(42),
  returnPeriod: z.int().min(2).max(1_000).default(100),
  language: z.enum(['ja', 'en']).default('ja'),
});

export const policies = {
  list: operation('GET', '/policies', {
    summary: '証券の一覧 / Policies',
    needs: 'policy.read',
    faces: { command: NO.fileCommand, screen: '/insurance', document: NO.inPages },
  }).output(z.object({ policies: z.array(policyRow) })),
  get: operation('GET', '/policies/{policy}', {
    summary: '証券 / A policy',
    needs: 'policy.read',
    faces: { command: NO.fileCommand, screen: '/insurance', document: NO.inPages },
  })
    .input(z.object({ policy: id }))
    .output(
      policyRow.extend({ source: z.string(), document: json<Policy | null>('policy wording'), issues }),
    ),
  check: operation('POST', '/policies/check', {
    summary: '証券を調べる / Check a policy',
    needs: 'policy.read',
    action: 'read',
    faces: { command: NO.fileCommand, screen: '/insurance', document: NO.noPaper },
  })
    .input(z.object({ source, file }))
    .output(z.object({ ok: z.boolean(), issues })),
  create: operation('POST', '/policies', {
    summary: '証券を加える / Add a policy',
    needs: 'policy.write',
    faces: { command: NO.fileCommand, screen: '/insurance', document: NO.noPaper },
  })
    .input(z.object({ source, file }))
    .output(z.object({ id, version, issues })),
  put: operation('PUT', '/policies/{policy}', {
    summary: '証券を書き換える / Write a policy',
    needs: 'policy.write',
    faces: { command: NO.fileCommand, screen: '/insurance', document: NO.noPaper },
  })
    .input(z.object({ policy: id, version, source }))
    .output(z.object({ id, version, issues })),
  compare: operation('POST', '/policies/compare', {
    summary:
      '証券を比べる（19の軸、会社を選べば金額も） / Compare policies on nineteen axes, and in yen for a company',
    needs: 'policy.read',
    action: 'read',
    faces: { command: 'sonae policy compare POLICY…', screen: '/insurance', document: 'workbook' },
  })
    .input(comparison)
    .output(z.object({ report: json<ComparisonReport>('packages/assessment: ComparisonReport'), issues })),
  remove: operation('DELETE', '/policies/{policy}', {
    summary: '証券を消す / Remove a policy',
    needs: 'policy.write',
    faces: { command: NO.fileCommand, screen: '/insurance', document: NO.noPaper },
  })
    .input(z.object({ policy: id, version: versionText }))
    .output(z.object({ deletedAt: when })),
};

/** One difference of a what-if: a place in the register or the terms, and what it is there. */
const change = z.object({ path: z.string().min(1).max(300), value: jsonValue });
const variantRow = z.object({
  id,
  company: id,
  name: z.string(),
  note: z.string(),
  changes: z.array(change),
  version,
  updatedAt: when,
});
const variantInput = z.object({
  name,
  note: z.string().max(2_000).default(''),
  changes: z.array(change).max(200),
});

export const variants = {
  list: operation('GET', '/companies/{company}/variants', {
    summary: 'もしもの案 / Variants',
    needs: 'variant.read',
    faces: { command: NO.fileCommand, screen: '/estimate', document: NO.inPages },
  })
    .input(z.object({ company: id }))
    .output(z.object({ variants: z.array(variantRow) })),
  create: operation('POST', '/companies/{company}/variants', {
    summary: '案を残す / Keep a variant',
    needs: 'variant.write',
    faces: { command: NO.fileCommand, screen: '/estimate', document: NO.noPaper },
  })
    .input(variantInput.extend({ company: id }))
    .output(variantRow),
  put: operation('PUT', '/companies/{company}/variants/{variant}', {
    summary: '案を書き換える / Write a variant',
    needs: 'variant.write',
    faces: {
      command: NO.fileCommand,
      screen: { none: 'a variant kept on the screen never replaces another' },
      document: NO.noPaper,
    },
  })
    .input(variantInput.extend({ company: id, variant: id, version }))
    .output(variantRow),
  remove: operation('DELETE', '/companies/{company}/variants/{variant}', {
    summary: '案を消す / Remove a variant',
    needs: 'variant.write',
    faces: { command: NO.fileCommand, screen: '/estimate', document: NO.noPaper },
  })
    .input(z.object({ company: id, variant: id, version: versionText }))
    .output(z.object({ deletedAt: when })),
};
