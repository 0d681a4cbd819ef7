import { say } from '@sonae/core';
import { nearest } from '@sonae/register/nearest';
import { idsOf } from '../heads.ts';
import type { Report } from '../read/report.ts';
import { retentionsOf } from '../retentions.ts';
import { ORDER_STEPS, type Part, type Policy } from '../schema/index.ts';
import { isUnder } from '../tree.ts';
import { dangling } from './tree.ts';

/**
 * The order of each part: steps that are known, once each, exclusions first; and every term that bears on an amount
 * must be met on the way, because a term nobody applies is worse than a term nobody wrote.
 */
export function checkOrders(policy: Policy, report: Report): void {
  const used = new Set<string>();
  policy.parts.forEach((part, p) => {
    checkSteps(policy, part, p, report);
    checkUsed(policy, part, p, report);
    checkDefence(policy, part, p, report);
    for (const node of nodesMet(part)) used.add(node);
  });
  for (const id of Object.keys(policy.limits)) {
    if (used.has(id)) continue;
    unused(
      report,
      ['limits', id],
      `限度「${id}」`,
      `Limit ${id}`,
      `どれかの担保条項の order に limit.${id} を入れてください。`,
      `Put limit.${id} into the order of a part.`,
      'key',
    );
  }
}

/** Nodes the steps of a part come to. */
function nodesMet(part: Part): string[] {
  return part.order.flatMap((step) => {
    if (step === 'limit.head') return part.heads.flatMap((head) => head.node ?? []);
    return step.startsWith('limit.') ? [step.slice('limit.'.length)] : [];
  });
}

function checkSteps(policy: Policy, part: Part, p: number, report: Report): void {
  const nodes = Object.keys(policy.limits);
  part.order.forEach((step, i) => {
    const path = ['parts', p, 'order', i];
    const node = step.startsWith('limit.') && step !== 'limit.head' ? step.slice('limit.'.length) : undefined;
    if (node !== undefined && !nodes.includes(node)) dangling(report, path, node, nodes);
    const named = retentionsOf(part).some((one) => one.id !== undefined && step === `retention.${one.id}`);
    if (node === undefined && !named && !(ORDER_STEPS as readonly string[]).includes(step)) {
      const near = nearest(step, [...ORDER_STEPS, ...nodes.map((id) => `limit.${id}`)]);
      report({
        code: 'unknown-step',
        path,
        message: say(`順序「${step}」は分かりません。`, `Unknown step ${step}.`),
        hint: near
          ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
          : say(
              `使えるのは ${ORDER_STEPS.join('、')}、limit.名前 です。`,
              `Use ${ORDER_STEPS.join(', ')} or limit.node.`,
            ),
      });
    }
    if (part.order.indexOf(step) < i)
      report({
        code: 'twice',
        path,
        message: say(`順序「${step}」が二度あります。`, `Step ${step} stands twice.`),
        hint: say('一つの手順は一度だけ書きます。', 'Each step stands once.'),
      });
    if (step === 'exclusions' && i > 0)
      report({
        code: 'exclusions-first',
        path,
        message: say('免責事由は最初に当てはめます。', 'Exclusions are applied first.'),
        hint: say('exclusions を order の先頭に置いてください。', 'Put exclusions at the head of the order.'),
      });
  });
}

function checkUsed(policy: Policy, part: Part, p: number, report: Report): void {
  const has = (step: string) => part.order.includes(step);
  const need = (step: string, path: readonly (string | number)[], ja: string, en: string) => {
    if (has(step)) return;
    unused(
      report,
      path,
      ja,
      en,
      `order のどこに入るかを約款で確かめ、${step} を書いてください。`,
      `Look up where it comes in the wording and put ${step} into the order.`,
    );
  };
  retentionsOf(part).forEach((retention, r) => {
    const path = ['parts', p, 'retention', ...(Array.isArray(part.retention) ? [r] : [])];
    const waits = retention.kind.startsWith('waiting');
    if (retention.kind === 'none') return;
    const named = `retention.${retention.id}`;
    const step = retention.id !== undefined && has(named) ? named : 'retention';
    need(waits ? 'waiting' : step, path, `${waits ? '免責時間' : '免責金額'}`, 'This retention');
    const lacks = waits ? retention.hours === undefined : retention.amount === undefined;
    if (lacks)
      report({
        code: 'missing',
        path,
        message: waits
          ? say('免責時間に hours がありません。', 'A waiting period needs its hours.')
          : say('免責金額に amount がありません。', 'A retention needs its amount.'),
        hint: say(
          '記載がなければ amount: not_stated と書きます。',
          'If nothing is stated, write amount: not_stated.',
        ),
      });
  });
  if ((part.pct ?? 1) < 1) need('pct', ['parts', p, 'pct'], '縮小支払割合', 'The percentage');
  if (part.indemnityPeriod)
    need('period', ['parts', p, 'indemnityPeriod'], 'てん補期間', 'The indemnity period');
  part.heads.forEach((head, h) => {
    if (head.pct !== undefined && head.pct < 1 && (part.pct ?? 1) === 1)
      need('pct', ['parts', p, 'heads', h, 'pct'], '縮小支払割合', 'The percentage');
    if (head.node === undefined || has('limit.head') || has(`limit.${head.node}`)) return;
    unused(
      report,
      ['parts', p, 'heads', h, 'node'],
      `内枠「${head.node}」`,
      `Limit ${head.node}`,
      `order に limit.head か limit.${head.node} を入れてください。`,
      `Put limit.head or limit.${head.node} into the order.`,
    );
  });
  for (const [i, step] of part.order.entries())
    checkIdle(policy, part, step, ['parts', p, 'order', i], report);
}

/** A step without anything to do says that a term is missing. */
function checkIdle(
  policy: Policy,
  part: Part,
  step: string,
  path: readonly (string | number)[],
  report: Report,
): void {
  const kinds = retentionsOf(part).map((retention) => retention.kind);
  const idle =
    (step === 'period' && !part.indemnityPeriod) ||
    (step === 'window' && !part.window) ||
    (step === 'waiting' && !kinds.some((kind) => kind.startsWith('waiting'))) ||
    (step === 'retention' &&
      kinds.every((kind) => kind.startsWith('waiting')) &&
      part.retention === undefined) ||
    (step === 'unitCap' && !part.heads.some((head) => head.unitCap)) ||
    (step === 'limit.head' &&
      !part.heads.some((head) => head.node !== undefined || head.limit !== undefined)) ||
    (step.startsWith('limit.') &&
      step !== 'limit.head' &&
      policy.limits[step.slice('limit.'.length)] !== undefined &&
      !part.heads.some((head) => isUnder(policy, part, head, step.slice('limit.'.length))));
  if (!idle) return;
  report({
    code: 'idle-step',
    severity: 'warning',
    path,
    message: say(`手順「${step}」が当てはまる条項がありません。`, `Step ${step} has no term to apply.`),
    hint: say(
      '条項を書き忘れたか、この手順が要らないかのどちらかです。',
      'Either the term is missing or the step is not needed.',
    ),
  });
}

/** Where defence stands is said by the limit and by the order; both must say the same. */
function checkDefence(policy: Policy, part: Part, p: number, report: Report): void {
  const added = part.order.indexOf('add.defence');
  const hasDefence = part.heads.some((head) => idsOf(head).includes('defence'));
  if (added >= 0 && !hasDefence)
    report({
      code: 'idle-step',
      path: ['parts', p, 'order', added],
      message: say('争訟費用の費目がありません。', 'The part has no head for defence costs.'),
      hint: say('heads に {id: defence} を加えます。', 'Add {id: defence} to the heads.'),
    });
  if (!hasDefence) return;
  part.order.forEach((step, i) => {
    const id = step.slice('limit.'.length);
    const defence = step.startsWith('limit.') ? policy.limits[id]?.defence : undefined;
    if (defence === undefined) return;
    const inside = added < 0 || added < i;
    if (inside === (defence === 'inside')) return;
    report({
      code: 'defence-order',
      path: ['parts', p, 'order', i],
      message: say(
        `限度「${id}」は争訟費用を${defence === 'inside' ? '含む' : '含まない'}としていますが、順序ではそうなっていません。`,
        `Limit ${id} says defence is ${defence}, but the order says otherwise.`,
      ),
      hint: say(
        '限度の外なら add.defence をその限度の後に、内なら前に置くか省きます。',
        'Put add.defence after the limit if defence is outside it; before it, or nowhere, if inside.',
      ),
    });
  });
}

function unused(
  report: Report,
  path: readonly (string | number)[],
  ja: string,
  en: string,
  hintJa: string,
  hintEn: string,
  at: 'key' | 'value' = 'value',
): void {
  report({
    code: 'unused-term',
    path,
    at,
    message: say(`${ja}は書かれていますが、どの手順でも使われません。`, `${en} is read but no step uses it.`),
    hint: say(hintJa, hintEn),
  });
}
