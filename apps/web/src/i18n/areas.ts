import type { Language } from '@sonae/core';

/** A tree of texts. */
export type Tree = { readonly [key: string]: string | Tree };

/** The other language of a tree: the same keys, other words. `areas/x.en.ts` is checked against `areas/x.ja.ts` by it. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

type AreaFile = { readonly default: Tree };

/** One loader a file; an area is loaded with the page that needs it, in the language that is shown. */
export const AREA_FILES: Readonly<Record<string, () => Promise<AreaFile>>> = import.meta.glob<AreaFile>(
  './areas/*.ts',
);

/** The texts of an area in one language. */
export async function readArea(area: string, language: Language): Promise<Tree> {
  const file = AREA_FILES[`./areas/${area}.${language}.ts`];
  if (!file) throw new Error(`no texts for ${area} in ${language}`);
  return (await file()).default;
}
