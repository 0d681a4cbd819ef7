import type { Language } from '@sonae/core';
import { useMemo } from 'react';
import { useLanguage } from './use-language.ts';

type Part = string | false | null | undefined;
const given = (parts: readonly Part[]) => parts.filter(Boolean);

/** How a language puts names side by side: 「、・（）：」 in Japanese, their counterparts in English. */
export function punctuationOf(language: Language) {
  const isJapanese = language === 'ja';
  return {
    list: (parts: readonly Part[]) => given(parts).join(isJapanese ? '、' : ', '),
    dotted: (parts: readonly Part[]) => given(parts).join(isJapanese ? '・' : ' · '),
    aside: (text: string) => (isJapanese ? `（${text}）` : ` (${text})`),
    colon: isJapanese ? '：' : ': ',
  };
}

/** {@link punctuationOf} the shown language. */
export function usePunctuation() {
  const language = useLanguage();
  return useMemo(() => punctuationOf(language), [language]);
}
