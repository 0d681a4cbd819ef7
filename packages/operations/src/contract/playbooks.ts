import type { Manual } from '@sonae/incident/playbook';
import * as z from 'zod';
import type { RunView } from '../playbooks/view.ts';
import { id, json, NO, operation, when } from './base.ts';

const language = z.enum(['ja', 'en']).default('ja');
const text = z.object({ ja: z.string(), en: z.string() });
/** Key of a playbook: the name of its file. */
const playbook = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);
const line = z.string().trim().min(1).max(2_000);
const effect = z.string().min(1).max(200);
const values = z.record(z.string().max(100), z.string().max(2_000)).default({});
/** An id of a device's own: sent again, it is done once. */
const key = z.string().min(8).max(100).optional();
const run = z.object({ case: id, run: id });

/** What people say to a run. */
const said = z.discriminatedUnion('kind', [
  /** Done, or could not be done; values of what was found out; the way where one is asked for. */
  z.object({
    kind: z.literal('answer'),
    to: effect,
    ok: z.boolean().default(true),
    values,
    choice: z.string().max(200).optional(),
    note: line.optional(),
  }),
  /** `name` counts only where nobody has an account. */
  z.object({ kind: z.literal('approve'), to: effect, name: line.optional() }),
  z.object({ kind: z.literal('refuse'), to: effect, reason: line }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('cancel'), reason: line }),
]);
export type SaidToRun = z.infer<typeof said>;

const faces = (command: string, screen: string) => ({ command, screen, document: NO.noPaper });

export const playbooks = {
  list: operation('GET', '/playbooks', {
    summary: '手順書の一覧 / Playbooks',
    needs: 'case.read',
    narrows: true,
    faces: { command: NO.fileCommand, screen: '/playbooks', document: NO.noPaper },
  }).output(
    z.object({
      playbooks: z.array(
        z.object({
          key: playbook,
          name: text,
          description: text,
          version: z.string(),
          steps: z.int(),
          /** Steps that run another playbook. */
          runs: z.array(playbook),
        }),
      ),
    }),
  ),
  get: operation('GET', '/playbooks/{playbook}', {
    summary: '手順書：流れ図と手順 / A playbook: flowchart and steps',
    needs: 'case.read',
    narrows: true,
    faces: faces('sonae playbook draw FILE', '/playbooks/{playbook}'),
  })
    .input(z.object({ playbook, language }))
    .output(
      z.object({
        key: playbook,
        /** The flowchart in the language asked for, SVG. */
        svg: z.string(),
        manual: json<Manual>('title, description, questions and numbered steps in both languages'),
      }),
    ),
  manual: operation('GET', '/playbooks/{playbook}/manual.pdf', {
    summary: '手順書の印刷用（PDF） / The manual for paper',
    needs: 'case.read',
    narrows: true,
    faces: {
      command: 'sonae playbook print FILE',
      screen: '/playbooks/{playbook}',
      document: 'playbook manual',
    },
  })
    .input(z.object({ playbook, language }))
    .output(z.file()),
};

export const casePlaybooks = {
  list: operation('GET', '/cases/{case}/playbooks', {
    summary: '事案で進めている手順書 / Playbooks under way in a case',
    needs: 'case.read',
    personal: true,
    faces: faces('sonae playbook run FILE --dry-run', '/cases/{case}/playbooks'),
  })
    .input(z.object({ case: id }))
    .output(z.object({ runs: json<readonly RunView[]>('runs, the last begun first'), now: when })),
  start: operation('POST', '/cases/{case}/playbooks', {
    summary: '手順書を始める / Start a playbook',
    needs: 'case.write',
    faces: faces('sonae playbook run FILE --dry-run', '/cases/{case}/playbooks'),
  })
    .input(z.object({ case: id, playbook, inputs: values, language, key }))
    .output(z.object({ run: id })),
  step: operation('POST', '/cases/{case}/playbooks/{run}', {
    summary: '手順を進める：済んだ、答え、承認、中断、再開 / Go on: done, answers, approvals, pause, resume',
    needs: 'case.write',
    faces: faces('sonae playbook run FILE --dry-run', '/cases/{case}/playbooks'),
  })
    .input(run.extend({ said, language, key }))
    .output(
      z.object({
        /** False where it came too late, twice, or did not fit: nothing has changed. */
        taken: z.boolean(),
        run: json<RunView>('the run as it stands now'),
      }),
    ),
};
