import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** One line of an example and what the README says it gives. */
export type Shown = { readonly line: string; readonly actual: unknown; readonly expected: unknown };

/**
 * Runs the ```ts blocks of a README, so that its examples stay true. A statement followed by `// value` is compared
 * with that value; imports are taken from the package given.
 */
export function readmeExamples(readme: URL, exports: object): Shown[] {
  const shown: Shown[] = [];
  const show = (line: string, actual: unknown, expected: unknown) => shown.push({ line, actual, expected });
  for (const [, block] of readFileSync(readme, 'utf8').matchAll(/^```ts\n(.*?)^```/gms)) {
    const code = block
      .replace(/^import (\{[^}]*\}) from '@sonae\/[a-z]+';$/gm, 'const $1 = exports;')
      .replace(
        /^(\S.*); \/\/ (.+)$/gm,
        (line, statement, value) => `show(${JSON.stringify(line)}, (${statement}), (${value}));`,
      );
    new Function('exports', 'show', stripTypeScriptTypes(code))(exports, show);
  }
  return shown;
}
