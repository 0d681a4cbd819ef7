import type { Language } from '@sonae/core';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { stored } from '../parts/stored.ts';
import { readArea } from './areas.ts';

/** Areas of the shell and of the shared parts: there before any page. */
const ALWAYS = ['shell', 'parts'] as const;
const loaded = new Set<string>(ALWAYS);

/** The language somebody chose on this device, if any. */
export const chosenLanguage = stored<Language | null>(
  'sonae-language',
  null,
  (value) => value === 'ja' || value === 'en' || value === null,
);

/** Starts with the chosen language, else Japanese. */
export async function startI18n(): Promise<void> {
  const language = chosenLanguage.get() ?? 'ja';
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: [],
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await fill(language, ALWAYS);
  document.documentElement.lang = language;
}

/** Loads the texts of areas in the language that is shown. */
export async function loadAreas(areas: readonly string[]): Promise<void> {
  const missing = areas.filter((area) => !loaded.has(area));
  await fill(language(), missing);
  for (const area of missing) loaded.add(area);
}

/** Shows everything in another language, and remembers it on this device. */
export async function setLanguage(next: Language): Promise<void> {
  chosenLanguage.set(next);
  await fill(next, [...loaded]);
  await i18next.changeLanguage(next);
  document.documentElement.lang = next;
}

/** The language that is shown. */
export const language = (): Language => (i18next.language === 'en' ? 'en' : 'ja');

async function fill(of: Language, areas: readonly string[]): Promise<void> {
  const trees = await Promise.all(areas.map((area) => readArea(area, of)));
  areas.forEach((area, i) => {
    i18next.addResourceBundle(of, area, trees[i], true, true);
  });
}
