import type { Language } from '@sonae/core';
import { companyShape, type Shape } from '@sonae/register';

const STEP = /\[id=([^\]]+)\]|\[(\d+)\]|([^.[\]]+)/g;

/**
 * A path in a register in words. Carries the schema of the register with it: import it where it is shown, not in the shell.
 *
 * @example pathWords('assets[id=customers].persons', 'ja') // '情報資産 › customers › 本人の数'
 */
export function pathWords(path: string, language: Language): string {
  const words: string[] = [];
  let shape: Shape | undefined = companyShape;
  for (const [, id, index, key] of path.matchAll(STEP)) {
    if (key === undefined) {
      words.push(id ?? `${Number(index) + 1}`);
      if (shape?.node === 'table') shape = shape.row;
      continue;
    }
    shape = shape?.node === 'group' ? shape.fields.get(key) : undefined;
    words.push(shape?.meta[language] || key);
  }
  return words.join(' › ');
}
