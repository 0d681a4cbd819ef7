import type { CaseRoom } from '@sonae/incident/case';
import { supportAreaOf } from '@sonae/knowledge';
import type { Company } from '@sonae/register';

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

/** Whom to call, in order: those of the register where they may be seen, then those written on the case. */
export function contactsOf(register: Company | undefined, room: CaseRoom, maySee: boolean) {
  const kept = register?.contacts ?? [];
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
  const onCase = room.contacts.map(({ who, reach, role }) => ({
    area: role === undefined ? null : { ja: role, en: role },
    who,
    reach,
  }));
  return { contacts: [...fromRegister, ...onCase], withoutPersonal: !maySee && kept.length > 0 };
}
