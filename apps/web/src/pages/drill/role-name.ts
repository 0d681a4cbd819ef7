import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { capital } from '../drills/spans.ts';
import type { DrillView } from './use-drill.ts';

/** A role of the register, with whoever has it: 情報システム（太郎）. */
export function useRoleName({ roles }: DrillView): (role: string) => string {
  const language = useLanguage();
  const { aside, list } = usePunctuation();
  return (role) => {
    const { name, people = [] } = roles[role] ?? {};
    return (name ? capital(name[language]) : role) + (people.length > 0 ? aside(list(people)) : '');
  };
}
