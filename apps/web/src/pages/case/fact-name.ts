import { eventFactOf } from '@sonae/knowledge/event-facts';
import { useTranslation } from 'react-i18next';
import type cases from '../../i18n/areas/cases.ja.ts';
import { useLanguage } from '../../i18n/use-language.ts';

type Name = keyof typeof cases.facts.names;

/** What people call a fact; its key where it has no name. */
export function useFactName(): (key: string) => string {
  const { t, i18n } = useTranslation('cases');
  const language = useLanguage();
  return (key) =>
    i18n.exists(`facts.names.${key}`, { ns: 'cases', keySeparator: '.' })
      ? t(`facts.names.${key as Name}`)
      : (eventFactOf(key.replace(/^event\./, ''))?.[language] ?? key);
}
