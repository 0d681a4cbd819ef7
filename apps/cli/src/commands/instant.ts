import { InvalidArgumentError } from 'commander';
import type { Terminal } from '../terminal.ts';

/** A time with its zone, `2026-11-21T22:10+09:00`; without one it is Japan's. */
export function instantFrom({ say }: Terminal): (text: string) => number {
  return (text) => {
    const shape = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
    const zoned = shape?.[1] ? text : `${text.includes('T') ? text : `${text}T00:00`}+09:00`;
    const instant = shape ? Date.parse(zoned) : Number.NaN;
    if (!Number.isNaN(instant)) return instant;
    throw new InvalidArgumentError(
      say({
        ja: `「${text}」は時刻ではありません（例 2026-11-21T22:10）`,
        en: `"${text}" is no time (2026-11-21T22:10)`,
      }),
    );
  };
}
