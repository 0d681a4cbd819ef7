import { say } from '@sonae/core';
import type { Patch, Policy } from '../schema/index.ts';
import type { Report } from './report.ts';

/** One change a rider made, so that base and rider stay visible. */
export type RiderChange = {
  readonly rider: string;
  readonly op: Patch['op'];
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

/**
 * The tree of a policy with the changes of its riders, in the order of the riders. The base is left as it is. A path
 * goes by keys, and by ids through lists: `parts.expense.heads.gift.unitCap.person`; `add` to a list appends.
 */
export function applyRiders(
  tree: unknown,
  base: Policy,
  report: Report,
): { readonly tree: unknown; readonly changes: readonly RiderChange[] } {
  const patched = structuredClone(tree);
  const changes: RiderChange[] = [];
  base.riders?.forEach((rider, r) => {
    if (typeof rider === 'string') return;
    rider.changes?.forEach((change, c) => {
      const done = apply(patched, change);
      if (typeof done === 'object')
        changes.push({ rider: rider.id, op: change.op, path: change.path, ...done });
      else
        report({
          code: 'rider-path',
          path: ['riders', r, 'changes', c, 'path'],
          message: say(
            `特約「${rider.id}」の変更先「${change.path}」が見つかりません。`,
            `Rider ${rider.id} changes ${change.path}, which is not there.`,
          ),
          hint: say(
            `「${done}」まではたどれました。一覧の要素は id で書きます。`,
            `The path was followed up to "${done}". Elements of lists go by their id.`,
          ),
        });
    });
  });
  return { tree: patched, changes };
}

/** What was there before and is there now, or how far the path led. */
function apply(tree: unknown, { op, path, value }: Patch): { before?: unknown; after?: unknown } | string {
  const steps = path.split('.');
  let at: unknown = tree;
  for (const [i, step] of steps.slice(0, -1).entries()) {
    const next = child(at, step);
    if (next === undefined) return steps.slice(0, i).join('.');
    at = next;
  }
  const last = steps.at(-1) as string;
  const before = child(at, last);
  if (op !== 'add') {
    if (before === undefined) return steps.slice(0, -1).join('.');
    put(at, last, op === 'remove' ? undefined : value);
    return op === 'remove' ? { before } : { before, after: value };
  }
  if (Array.isArray(before)) before.push(value);
  else if (before === undefined && isRecord(at)) at[last] = value;
  else return steps.slice(0, -1).join('.');
  return { after: value };
}

function indexIn(list: readonly unknown[], step: string): number {
  return list.findIndex((item) => item === step || (isRecord(item) && item.id === step));
}

function child(at: unknown, step: string): unknown {
  if (Array.isArray(at)) return at[indexIn(at, step)];
  return isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined;
}

function put(at: unknown, step: string, value: unknown): void {
  if (Array.isArray(at)) at.splice(indexIn(at, step), 1, ...(value === undefined ? [] : [value]));
  else if (isRecord(at) && value === undefined) delete at[step];
  else if (isRecord(at)) at[step] = value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
