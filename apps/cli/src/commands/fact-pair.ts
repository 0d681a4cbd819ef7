import { InvalidArgumentError } from 'commander';
import { parse } from 'yaml';
import type { Terminal } from '../terminal.ts';

const WORDS: Readonly<Record<string, unknown>> = {
  yes: true,
  はい: true,
  no: false,
  いいえ: false,
  unknown: 'unknown',
  不明: 'unknown',
};

/** Facts that are answered by one of three words, also where YAML would take them for something else. */
const WITH_WORDS = new Set(['cards']);

/** `persons=1200`, `persons={atLeast: 10}`, `encrypted=不明` as a key and a value; the value is YAML. */
export function factFrom({ say }: Terminal): (pair: string) => [string, unknown] {
  return (pair) => {
    const at = pair.indexOf('=');
    if (at < 1) {
      throw new InvalidArgumentError(
        say({ ja: `「${pair}」は 名前=値 の形で書いてください`, en: `write "${pair}" as name=value` }),
      );
    }
    const [key, text] = [pair.slice(0, at), pair.slice(at + 1).trim()];
    if (Object.hasOwn(WORDS, text)) return [key, WITH_WORDS.has(key) && text !== '不明' ? text : WORDS[text]];
    // A time stays the text it is: which zone it means is for the reader of facts to ask.
    return [key, parse(text)];
  };
}
