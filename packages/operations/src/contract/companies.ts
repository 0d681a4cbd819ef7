import type { Assessment, AssessmentInput } from '@sonae/assessment';
import type { Company } from '@sonae/register';
import type { Difference } from '@sonae/store';
import * as z from 'zod';
import { id, issues, json, NO, operation, version, versionText, when } from './base.ts';
import { documentInput, runInput, upload } from './common-schemas.ts';

const company = json<Company>('company/1');
const difference = json<Difference>('path, kind (added, removed, changed), before, after');
const row = z.object({
  id,
  name: z.string(),
  version,
  digest: z.string(),
  fictional: z.boolean(),
  updatedAt: when,
  deletedAt: when.nullable(),
});
const written = z.object({ id, version, digest: z.string(), changed: z.array(z.string()), issues });
const one = z.object({ company: id });

export const companies = {
  list: operation('GET', '/companies', {
    summary: '会社の一覧 / Companies',
    needs: 'company.read',
    faces: { command: NO.fileCommand, screen: '/', document: NO.noPaper },
  })
    .input(z.object({ deleted: z.stringbool().or(z.boolean()).default(false) }).optional())
    .output(z.object({ companies: z.array(row) })),
  get: operation('GET', '/companies/{company}', {
    summary: '会社の台帳 / The register of a company',
    needs: 'company.read',
    personal: true,
    faces: { command: NO.fileCommand, screen: '/register', document: 'workbook' },
  })
    .input(one)
    .output(row.extend({ document: company, withoutPersonal: z.boolean() })),
  create: operation('POST', '/companies', {
    summary: '会社を加える / Add a company',
    needs: 'company.write',
    faces: { command: NO.fileCommand, screen: '/register/new', document: NO.noPaper },
  })
    .input(z.object({ document: documentInput }))
    .output(written),
  put: operation('PUT', '/companies/{company}', {
    summary: '台帳を書き換える / Write a register',
    needs: 'company.write',
    faces: { command: NO.fileCommand, screen: '/register', document: NO.noPaper },
  })
    .input(one.extend({ version, document: documentInput }))
    .output(written),
  remove: operation('DELETE', '/companies/{company}', {
    summary: '会社を消す（30日間は戻せる） / Remove a company (can be restored for 30 days)',
    needs: 'company.remove',
    faces: { command: NO.fileCommand, screen: '/settings/companies', document: NO.noPaper },
  })
    .input(one.extend({ version: versionText }))
    .output(z.object({ deletedAt: when })),
  restore: operation('POST', '/companies/{company}/restore', {
    summary: '消した会社を戻す / Restore a removed company',
    needs: 'company.remove',
    faces: { command: NO.fileCommand, screen: '/settings/companies', document: NO.noPaper },
  })
    .input(one)
    .output(z.object({ version })),
  purge: operation('POST', '/companies/{company}/purge', {
    summary: '消した会社を完全に消す / Purge a removed company for good',
    needs: 'company.purge',
    faces: { command: NO.fileCommand, screen: '/settings/companies', document: NO.noPaper },
  })
    .input(one)
    .output(z.object({ purged: z.literal(true) })),
  versions: operation('GET', '/companies/{company}/versions', {
    summary: '台帳の履歴 / Versions of a register',
    needs: 'company.read',
    faces: { command: NO.fileCommand, screen: '/register/history', document: NO.noPaper },
  })
    .input(one)
    .output(
      z.object({
        versions: z.array(
          z.object({
            version,
            digest: z.string(),
            writtenAt: when,
            writtenBy: z.string().nullable(),
            /** What the author is called here, where it is a person who has an account. */
            writtenByName: z.string().nullable(),
          }),
        ),
      }),
    ),
  version: operation('GET', '/companies/{company}/versions/{version}', {
    summary: '以前の版の台帳 / A register as it was',
    needs: 'company.read',
    personal: true,
    faces: { command: NO.fileCommand, screen: '/register/history', document: NO.noPaper },
  })
    .input(one.extend({ version: versionText }))
    .output(z.object({ version, document: company, withoutPersonal: z.boolean() })),
  compare: operation('GET', '/companies/{company}/compare', {
    summary: '二つの版の違い / Differences between two versions',
    needs: 'company.read',
    personal: true,
    faces: { command: NO.fileCommand, screen: '/register/history', document: NO.noPaper },
  })
    .input(one.extend({ from: versionText, to: versionText }))
    .output(z.object({ differences: z.array(difference) })),
  preview: operation('POST', '/companies/preview', {
    summary: '取り込む前の確認：違いと誤り / Preview of an import: differences and mistakes by cell',
    needs: 'company.write',
    action: 'read',
    personal: true,
    faces: { command: 'sonae register read FILE', screen: '/register/import', document: NO.noPaper },
  })
    .input(z.object({ file: upload, company: id.optional() }))
    .output(
      z.object({
        ok: z.boolean(),
        document: json<Company | null>('company/1, to be sent to put or create'),
        /** Where something is wrong: what was read all the same, to be mended at the paths of the issues. */
        draft: json<unknown>('plain values as read, or null'),
        version: version.nullable(),
        differences: z.array(difference),
        issues,
      }),
    ),
  file: operation('GET', '/companies/{company}/file', {
    summary: '台帳をファイルで受け取る / The register as a workbook or YAML',
    needs: 'company.read',
    personal: true,
    faces: { command: 'sonae register convert FROM TO', screen: '/register', document: 'workbook' },
  })
    .input(one.extend({ format: z.enum(['xlsx', 'yaml']).default('xlsx') }))
    .output(z.file()),
  /** Everything the browser needs to simulate by itself: facts, liabilities and policies, no names of persons. */
  inputs: operation('GET', '/companies/{company}/inputs', {
    summary: '計算の入力 / What an assessment starts from',
    needs: 'assessment.read',
    faces: { command: NO.fileCommand, screen: '/estimate', document: NO.inPages },
  })
    .input(one.extend({ language: z.enum(['ja', 'en']).default('ja') }))
    .output(
      z.object({
        version,
        digest: z.string(),
        input: json<TransportInput>('AssessmentInput with `liabilities` as pairs'),
        issues,
      }),
    ),
  assess: operation('POST', '/companies/{company}/assess', {
    summary: '計算する（結果は残る） / Assess; the result is kept',
    needs: 'assessment.run',
    faces: { command: 'sonae assess COMPANY', screen: '/estimate', document: 'one page' },
  })
    .input(runInput.extend({ company: id }))
    .output(
      z.object({
        id,
        assessment: json<Assessment>('packages/assessment/src/result.ts'),
        digest: z.string(),
        kept: z.boolean(),
        issues,
      }),
    ),
  assessments: operation('GET', '/companies/{company}/assessments', {
    summary: '残っている結果 / Results that were kept',
    needs: 'assessment.read',
    faces: { command: NO.fileCommand, screen: '/estimate/changes', document: NO.inPages },
  })
    .input(one)
    .output(
      z.object({
        assessments: z.array(
          z.object({
            id,
            companyVersion: version,
            years: z.int(),
            seed: z.int(),
            language: z.string(),
            digest: z.string(),
            headlines: json<Assessment['headlines']>('yen, low, high by return period'),
            createdAt: when,
          }),
        ),
      }),
    ),
  assessment: operation('GET', '/companies/{company}/assessments/{assessment}', {
    summary: '残っている結果一つ / One result that was kept',
    needs: 'assessment.read',
    faces: { command: NO.fileCommand, screen: '/estimate/changes', document: 'one page' },
  })
    .input(one.extend({ assessment: id }))
    .output(
      z.object({
        assessment: json<Assessment>('packages/assessment/src/result.ts'),
        companyVersion: version,
      }),
    ),
  page: operation('GET', '/companies/{company}/assessments/{assessment}/page', {
    summary: '一枚もの（PDF・HTML） / The one page as PDF or HTML',
    needs: 'assessment.read',
    faces: { command: 'sonae assess COMPANY --report FILE', screen: '/estimate', document: 'one page' },
  })
    .input(one.extend({ assessment: id, format: z.enum(['pdf', 'html']).default('pdf') }))
    .output(z.file()),
};

/** An {@link AssessmentInput} as JSON. */
export type TransportInput = Omit<AssessmentInput, 'liabilities'> & {
  readonly liabilities: readonly (readonly [
    string,
    AssessmentInput['liabilities'] extends ReadonlyMap<string, infer L> ? L : never,
  ])[];
};
