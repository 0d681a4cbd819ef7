import type { Assessment } from '@sonae/assessment';
import type { Company } from '@sonae/register';
import * as z from 'zod';
import type { JnsaAnswer } from '../jnsa.ts';
import { issues, json, NO, operation } from './base.ts';
import { answersInput, documentInput, runInput, upload } from './common-schemas.ts';

const assessment = json<Assessment>('packages/assessment/src/result.ts');

/** Operations that keep nothing: from what is sent to what comes back. */
export const pure = {
  assess: {
    answers: operation('POST', '/assess/answers', {
      summary: '五つの答えから計算する / Assess five answers',
      needs: 'member',
      action: 'read',
      faces: { command: 'sonae check --answers FILE', screen: '/questions', document: 'one page' },
    })
      .input(runInput.extend({ answers: answersInput }))
      .output(z.object({ assessment, issues })),
    document: operation('POST', '/assess/document', {
      summary: '台帳から計算する（保存しない） / Assess a register without keeping it',
      needs: 'assessment.run',
      action: 'read',
      faces: { command: 'sonae assess COMPANY', screen: '/estimate', document: 'one page' },
    })
      .input(runInput.extend({ document: documentInput }))
      .output(z.object({ assessment, issues })),
  },
  jnsa: operation('POST', '/jnsa', {
    summary: 'JNSA想定損害賠償額 / JNSA formula',
    needs: 'member',
    action: 'read',
    faces: { command: 'sonae jnsa', screen: '/estimate/jnsa', document: NO.inPages },
  })
    .input(
      z.object({
        items: z.array(z.string().max(100)).max(200).optional(),
        persons: z.number().optional(),
        x: z.number().optional(),
        y: z.number().optional(),
        identifiability: z.number().optional(),
        responsibility: z.number().optional(),
        response: z.number().optional(),
      }),
    )
    .output(z.object({ answer: json<JnsaAnswer>('packages/operations/src/jnsa.ts'), issues })),
  register: {
    check: operation('POST', '/register/check', {
      summary: '台帳を調べる / Check a register',
      needs: 'member',
      action: 'read',
      faces: { command: 'sonae register read FILE', screen: '/register', document: NO.noPaper },
    })
      .input(z.object({ document: documentInput }))
      .output(z.object({ ok: z.boolean(), company: json<Company | null>('company/1'), issues })),
    read: operation('POST', '/register/read', {
      summary: 'ファイルの台帳を読む（Excel・YAML） / Read a register from a file',
      needs: 'member',
      action: 'read',
      faces: { command: 'sonae register read FILE', screen: '/register/import', document: NO.noPaper },
    })
      .input(z.object({ file: upload }))
      .output(z.object({ ok: z.boolean(), company: json<Company | null>('company/1'), issues })),
    template: operation('GET', '/register/template', {
      summary: '記入用のExcel / The workbook to fill in',
      needs: 'member',
      faces: {
        command: 'sonae register template --xlsx FILE',
        screen: '/register/import',
        document: 'workbook',
      },
    }).output(z.file()),
  },
};
