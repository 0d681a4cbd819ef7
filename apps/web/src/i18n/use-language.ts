import type { Language } from '@sonae/core';
import { useTranslation } from 'react-i18next';

/** The language that is shown; whoever asks is drawn again when it changes. */
export function useLanguage(): Language {
  return useTranslation('shell').i18n.language === 'en' ? 'en' : 'ja';
}
