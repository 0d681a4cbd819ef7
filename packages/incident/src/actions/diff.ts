import type { Plan } from './plan.ts';

/**
 * What a plan would change on the host, line by line: `+` added, `-` removed. Our table replaces the one of the same name
 * as a whole, so nothing else needs comparing.
 */
export function planDiff({ observed, file, table }: Plan): string[] {
  const before = (observed.table ?? '').split('\n').filter((line) => line.trim() !== '');
  const after = (file?.text ?? '')
    .split('\n')
    .filter((line) => line !== '' && !/^(add|delete) table/.test(line));
  if (table === undefined) return [];
  return [
    `--- inet ${table}${observed.table === undefined ? ' (not looked at)' : before.length === 0 ? ' (absent)' : ''}`,
    `+++ inet ${table}`,
    ...before.map((line) => `-${line}`),
    ...after.map((line) => `+${line}`),
  ];
}
