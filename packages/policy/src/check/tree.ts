import { say } from '@sonae/core';
import { nearest } from '@sonae/register/nearest';
import type { Report } from '../read/report.ts';
import type { Policy } from '../schema/index.ts';
import { boundsOf } from '../tree.ts';

/** The tree of limits: children that are there, one parent each, no circle, no child above its parent, rules that read. */
export function checkTree(policy: Policy, report: Report): void {
  const nodes = Object.keys(policy.limits);
  const parents = new Map<string, string>();
  for (const [id, node] of Object.entries(policy.limits)) {
    node.children?.forEach((child, i) => {
      const path = ['limits', id, 'children', i];
      if (!nodes.includes(child)) {
        dangling(report, path, child, nodes);
        return;
      }
      const other = parents.get(child);
      if (other !== undefined) {
        report({
          code: 'two-parents',
          path,
          message: say(
            `限度「${child}」は「${other}」の内枠でもあり「${id}」の内枠でもあります。`,
            `Limit ${child} is inside both ${other} and ${id}.`,
          ),
          hint: say('内枠は一つの限度の下に書きます。', 'A limit stands under one other limit.'),
        });
      } else parents.set(child, id);
    });
    checkRule(policy, id, report);
  }
  for (const id of nodes) checkCircle(id, parents, report);
  for (const [child, parent] of parents) checkHeight(policy, child, parent, report);
}

/** A name that no limit has. */
export function dangling(
  report: Report,
  path: readonly (string | number)[],
  name: string,
  nodes: readonly string[],
): void {
  const near = nearest(name, nodes);
  report({
    code: 'dangling-limit',
    path,
    message: say(`限度「${name}」が limits にありません。`, `limits has no node ${name}.`),
    hint: near
      ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
      : say(`limits にあるのは ${nodes.join('、')} です。`, `limits has ${nodes.join(', ')}.`),
  });
}

function checkRule(policy: Policy, id: string, report: Report): void {
  const { rule } = policy.limits[id];
  if (rule === undefined) return;
  const path = ['limits', id, 'rule'];
  const bounds = boundsOf(rule);
  if (bounds === undefined) {
    report({
      code: 'rule',
      path,
      message: say(`計算式「${rule}」を読めません。`, `The rule "${rule}" cannot be read.`),
      hint: say(
        '「<= 0.5 * policy and <= 100000000」のように書きます。',
        'Write it like "<= 0.5 * policy and <= 100000000".',
      ),
    });
    return;
  }
  for (const { node } of bounds) {
    if (node === undefined) continue;
    if (node === id || !policy.limits[node]) dangling(report, path, node, Object.keys(policy.limits));
  }
  if (circleFrom(id, (at) => (boundsOf(policy.limits[at]?.rule ?? '') ?? []).flatMap((b) => b.node ?? [])))
    report({
      code: 'circle',
      path,
      message: say(`計算式「${rule}」は自分自身に戻ります。`, `The rule "${rule}" leads back to itself.`),
      hint: say('元になる限度には金額を書きます。', 'Give the limit it starts from an amount.'),
    });
}

function circleFrom(id: string, next: (at: string) => readonly string[]): boolean {
  const seen = new Set<string>();
  const todo = [...next(id)];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (at === id) return true;
    if (!seen.has(at)) todo.push(...next(at));
    seen.add(at);
  }
  return false;
}

function checkCircle(id: string, parents: ReadonlyMap<string, string>, report: Report): void {
  if (!circleFrom(id, (at) => (parents.has(at) ? [parents.get(at) as string] : []))) return;
  report({
    code: 'circle',
    path: ['limits', id],
    at: 'key',
    message: say(`限度「${id}」は自分自身の内枠になっています。`, `Limit ${id} is inside itself.`),
    hint: say('children をたどると戻ってきます。', 'Following the children leads back to it.'),
  });
}

/** A limit above the one around it can never be reached: one of the two figures is a mistake of reading. */
function checkHeight(policy: Policy, child: string, parent: string, report: Report): void {
  const inner = policy.limits[child].amount;
  const outer = policy.limits[parent].amount;
  if (typeof inner !== 'number' || typeof outer !== 'number' || inner <= outer) return;
  report({
    code: 'child-above-parent',
    path: ['limits', child, 'amount'],
    message: say(
      `内枠「${child}」の ${inner.toLocaleString('ja-JP')}円が、外枠「${parent}」の ${outer.toLocaleString('ja-JP')}円を超えています。`,
      `Limit ${child} (${inner}) is above ${parent} (${outer}), which it is inside of.`,
    ),
    hint: say(
      '外枠までしか支払われません。外枠の額に直すか、読み違いを確かめてください。',
      'It can never be reached. Write the outer amount, or check the reading.',
    ),
  });
}
