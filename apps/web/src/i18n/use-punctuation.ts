import { useMemo } from 'react';
import { useLanguage } from './use-language.ts';

type Part = string | false | null | undefined;
const given = (parts: readonly Part[]) => parts.filter(Boolean);

/** How the shown language puts names side by side: 「、・（）：」 in Japanese, their counterparts in English. */
export function usePunctuation() {
  const isJapanese = useLanguage() === 'ja';
  return useMemo(
    () => ({
      list: (parts: readonly Part[]) => given(parts).join(isJapanese ? '、' : ', '),
      dotted: (parts: readonly Part[]) => given(parts).join(isJapanese ? '・' : ' · '),
      aside: (text: string) => (isJapanese ? `（${text}）` : ` (${text})`),
      colon: isJapanese ? '：' : ': ',
    }),
    [isJapanese],
  );
}
