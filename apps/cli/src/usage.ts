import type { Text } from '@sonae/core';
import type { CommanderError } from 'commander';

/** What is wrong with a command line, in words of our own. */
const USAGE: readonly (readonly [RegExp, (...parts: string[]) => Text])[] = [
  [
    /^unknown option '(.*?)'/,
    (flag) => ({ ja: `「${flag}」というオプションはありません`, en: `There is no option ${flag}` }),
  ],
  [
    /^unknown command '(.*?)'/,
    (name) => ({ ja: `「${name}」というコマンドはありません`, en: `There is no command ${name}` }),
  ],
  [
    /^missing required argument '(.*?)'/,
    (name) => ({ ja: `引数 <${name}> がありません`, en: `The argument <${name}> is missing` }),
  ],
  [
    /^option '(.*?)' argument missing/,
    (flags) => ({ ja: `${flags} の値がありません`, en: `${flags} needs a value` }),
  ],
  [
    /^required option '(.*?)' not specified/,
    (flags) => ({ ja: `${flags} が要ります`, en: `${flags} is needed` }),
  ],
  [
    /^option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
    (flags, value, why) => ({
      ja: `${flags} に「${value}」は使えません。${why}`,
      en: `${flags} cannot be "${value}". ${why}`,
    }),
  ],
  [
    /^too many arguments.*Expected (\d+) arguments? but got \d+: (.*)\.$/s,
    (expected, given) => ({
      ja: `引数が多すぎます（${given}）。${expected}個です`,
      en: `Too many arguments (${given}); ${expected} expected`,
    }),
  ],
];

/** A refused command line as a message, with what may have been meant. */
export function usageText({ message }: CommanderError): Text {
  const plain = message.replace(/^error: /, '');
  const said = USAGE.map(([pattern, text]) => {
    const match = pattern.exec(plain);
    return match && text(...match.slice(1));
  }).find((text) => text !== null);
  if (!said) return { ja: plain, en: plain };
  const near = /\(Did you mean (?:one of )?(.*)\?\)\s*$/.exec(plain)?.[1];
  return near === undefined
    ? { ja: `${said.ja}。`, en: `${said.en}.` }
    : { ja: `${said.ja}。${near} ではありませんか。`, en: `${said.en}. Did you mean ${near}?` };
}
