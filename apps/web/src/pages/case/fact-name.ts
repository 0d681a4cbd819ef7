import { factName } from '@sonae/incident/case';
import { useLanguage } from '../../i18n/use-language.ts';

/** What people call a fact; its key where it has no name. */
export function useFactName(): (key: string) => string {
  const language = useLanguage();
  return (key) => factName(key)[language];
}
