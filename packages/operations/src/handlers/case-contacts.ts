import { caseRoom } from '@sonae/incident/case';
import type { Company } from '@sonae/register';
import { os } from '../house/implement.ts';
import { standingCompany } from '../incident/case-company.ts';
import { entriesOf, present, subject } from '../incident/case-log.ts';
import { contactsOf } from '../incident/contacts.ts';

export const contacts = os.cases.contacts.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation, permissions } = context.access;
    const row = await present(tx, organisation, input.case);
    const register = (await standingCompany(tx, row))?.document as Company | undefined;
    const maySee = permissions.has('personal.read');
    const shown = contactsOf(register, caseRoom(await entriesOf(tx, row.id)), maySee);
    note({
      subject: subject(row.id),
      detail: { contacts: maySee ? (register?.contacts ?? []).length : 0 },
    });
    return shown;
  }),
);
