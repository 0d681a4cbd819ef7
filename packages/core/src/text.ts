/** The languages of the product; Japanese comes first. */
export type Language = 'ja' | 'en';

/** One text in both languages. */
export type Text = { readonly ja: string; readonly en: string };

/** A text in both languages, for short. */
export const say = (ja: string, en: string): Text => ({ ja, en });

/** The text in the reader's language. */
export function inLanguage(text: Text, language: Language): string {
  return text[language];
}
