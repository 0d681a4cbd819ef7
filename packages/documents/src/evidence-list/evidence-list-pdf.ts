import type { Language } from '@sonae/core';
import { openWholeFont } from '../assets.ts';
import { MISSING, printableData } from '../pdf/printable.ts';
import { cleanText } from '../summary/clean.ts';
import type { EvidenceList } from './list.ts';
import { listData } from './list-data.ts';
import { listTypesetter } from './typeset.ts';

/**
 * The evidence list (証拠目録) of a bag as PDF/A-2b: A4 upright, as many pages as it takes, fonts embedded. Equal lists give equal bytes:
 * no clock is read, the only date is the one in the list.
 */
export async function evidenceListPdf(list: EvidenceList, language: Language): Promise<Uint8Array> {
  const typeset = await listTypesetter();
  const fonts = [await openWholeFont(400), await openWholeFont(700)];
  const data = printableData(cleaned(listData(list, language)), fonts);
  const { words: _, ...shown } = data;
  const lacking = JSON.stringify(shown).includes(MISSING);
  const pdf = typeset({ ...data, lacking });
  // What Typst holds is let go between turns of the event loop.
  await new Promise((resolve) => setTimeout(resolve));
  return pdf;
}

/** Every text of the data on one line, without control characters and marks that turn the direction. */
function cleaned<Data>(data: Data): Data {
  return JSON.parse(JSON.stringify(data), (_key, value) =>
    typeof value === 'string' ? cleanText(value) : value,
  ) as Data;
}
