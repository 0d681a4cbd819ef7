import type { Company } from '@sonae/register';
import { canonical, differences } from '@sonae/store';
import { os } from '../house/implement.ts';
import { readCompany } from '../read-company.ts';
import { present } from './companies.ts';
import { filesWith } from './files.ts';

/** The longest name a file keeps in a message. */
const LONGEST_NAME = 120;
const nameOf = (file: File) => file.name.slice(0, LONGEST_NAME) || 'file';

export const read = os.register.read.handler(async ({ input }) => {
  const { company, issues } = await readCompany(filesWith(input.file), nameOf(input.file));
  return { ok: company !== undefined, company: company ?? null, issues };
});

export const preview = os.companies.preview.handler(async ({ context, input }) => {
  const reading = await readCompany(filesWith(input.file), nameOf(input.file));
  const { company, issues } = reading;
  const draft = storableDraft(reading.draft);
  const document = company ? (JSON.parse(canonical(company)) as Company) : null;
  if (input.company === undefined)
    return { ok: document !== null, document, draft, version: null, differences: [], issues };
  const id = input.company;
  return context.inside(async (tx, note) => {
    const row = await present(context, tx, id);
    note({ subject: { kind: 'company', id: row.id } });
    return {
      ok: document !== null,
      document,
      draft,
      version: row.version,
      differences: document ? differences(row.document, document) : [],
      issues,
    };
  });
});

/** Plain values without what no text may hold: a draft goes to a screen and comes back as a register. */
function storableDraft(draft: unknown): unknown {
  return draft === undefined ? null : JSON.parse(JSON.stringify(draft));
}
