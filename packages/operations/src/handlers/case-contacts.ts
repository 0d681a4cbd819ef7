import { caseRoom } from '@sonae/incident/case';
import { supportAreaOf } from '@sonae/knowledge';
import type { Company } from '@sonae/register';
import { os } from '../house/implement.ts';
import { standingCompany } from '../incident/case-company.ts';
import { entriesOf, present, subject } from '../incident/case-log.ts';

/**
 * Areas in the order in which to call (かける順): whoever decides; the insurer, whose consent comes before the first yen, and their desk; whoever
 * finds out; counsel; the authorities, who want facts; then those who speak to the outside. Judgement.
 */
const ORDER = [
  'internal',
  'insurer',
  'coordination',
  'investigation',
  'legal',
  'authority',
  'public_relations',
  'call_centre',
  'trust_recovery',
];

export const contacts = os.cases.contacts.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation, permissions } = context.access;
    const row = await present(tx, organisation, input.case);
    const company = await standingCompany(tx, row);
    const kept = (company?.document as Company | undefined)?.contacts ?? [];
    const maySee = permissions.has('personal.read');
    note({ subject: subject(row.id), detail: { contacts: maySee ? kept.length : 0 } });
    const fromRegister = (maySee ? [...kept] : [])
      .sort((a, b) => ORDER.indexOf(a.area) - ORDER.indexOf(b.area))
      .map(({ area, firm, person, phone, email, hours }) => {
        const word = supportAreaOf(area);
        return {
          area: word ? { ja: word.ja, en: word.en } : null,
          who: firm,
          ...(person === undefined ? {} : { person }),
          ...(phone === undefined ? {} : { phone }),
          ...(email === undefined ? {} : { email }),
          ...(hours === undefined ? {} : { hours }),
        };
      });
    const onCase = caseRoom(await entriesOf(tx, row.id)).contacts.map(({ who, reach, role }) => ({
      area: role === undefined ? null : { ja: role, en: role },
      who,
      reach,
    }));
    return { contacts: [...fromRegister, ...onCase], withoutPersonal: !maySee && kept.length > 0 };
  }),
);
