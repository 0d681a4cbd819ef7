import { say } from '@sonae/core';
import { nearest } from '@sonae/register/nearest';
import { areaNames } from '../areas.ts';
import { headNames, idsOf, slotsOfHead } from '../heads.ts';
import type { Report } from '../read/report.ts';
import type { Part, Policy } from '../schema/index.ts';
import { dangling } from './tree.ts';

/** Names that lead nowhere: limits, heads, groups, parts, forms; names used twice. */
export function checkReferences(policy: Policy, report: Report): void {
  unique(policy.parts, ['parts'], report);
  unique(policy.exclusions ?? [], ['exclusions'], report);
  unique(policy.conditions ?? [], ['conditions'], report);
  for (const [p, part] of policy.parts.entries()) checkPart(policy, part, p, report);
  const partIds = policy.parts.map((part) => part.id);
  for (const key of ['exclusions', 'conditions'] as const) {
    policy[key]?.forEach((term, i) => {
      if (!Array.isArray(term.parts)) return;
      term.parts.forEach((part, j) => {
        if (!partIds.includes(part)) missing(report, 'part', [key, i, 'parts', j], '担保条項', part, partIds);
      });
    });
  }
  policy.conditions?.forEach((condition, i) => {
    const known = policy.parts.flatMap((part) => part.heads.flatMap(idsOf));
    condition.heads?.forEach((head, j) => {
      if (!known.includes(head)) missing(report, 'head', ['conditions', i, 'heads', j], '費目', head, known);
    });
    if (condition.effect === 'reduce' && condition.to === undefined)
      report({
        code: 'missing',
        path: ['conditions', i],
        message: say(
          '減額の条件に to（支払う割合）がありません。',
          'A condition that reduces needs a share.',
        ),
        hint: say('半額なら to: 0.5 と書きます。', 'Write to: 0.5 for half.'),
      });
  });
  policy.exclusions?.forEach((exclusion, i) => {
    if (exclusion.effect !== 'cap' || exclusion.cap !== undefined) return;
    report({
      code: 'missing',
      path: ['exclusions', i],
      message: say('上限つきの免責に cap（金額）がありません。', 'An exclusion that caps needs an amount.'),
      hint: say('cap: 10000000 のように書きます。', 'Write cap: 10000000.'),
    });
  });
  checkSources(policy, report);
  policy.services?.forEach((service, i) => {
    if (areaNames().includes(service.area)) return;
    missing(report, 'area', ['services', i, 'area'], '支援分野', service.area, areaNames(), 'warning');
  });
}

function checkPart(policy: Policy, part: Part, p: number, report: Report): void {
  const nodes = Object.keys(policy.limits);
  const names = part.heads.flatMap(idsOf);
  const groups = part.heads.flatMap((head) => head.group ?? []);
  part.heads.forEach((head, h) => {
    const path = ['parts', p, 'heads', h];
    if (head.node !== undefined && !nodes.includes(head.node))
      dangling(report, [...path, 'node'], head.node, nodes);
    idsOf(head).forEach((id, i) => {
      if (slotsOfHead(id) !== undefined) return;
      const at = head.ids === undefined ? [...path, 'id'] : [...path, 'ids', i];
      missing(report, 'unknown-head', at, '費目', id, headNames());
    });
  });
  const seen = new Set<string>();
  part.heads.forEach((head, h) => {
    for (const id of idsOf(head)) {
      const key = `${id}/${(head.claimants ?? []).join()}`;
      if (seen.has(key))
        report({
          code: 'twice',
          path: ['parts', p, 'heads', h],
          message: say(`費目「${id}」が二度あります。`, `Head ${id} is listed twice.`),
          hint: say('一つの費目は一度だけ書きます。', 'List each head once.'),
        });
      seen.add(key);
    }
  });
  [part.retention ?? []].flat().forEach((retention, r) => {
    const path = ['parts', p, 'retention', ...(Array.isArray(part.retention) ? [r] : []), 'heads'];
    const wanted = retention.heads;
    if (Array.isArray(wanted))
      wanted.forEach((head, i) => {
        if (!names.includes(head)) missing(report, 'head', [...path, i], '費目', head, names);
      });
    else if (wanted !== undefined && !['all', 'all_but_defence', ...groups].includes(wanted))
      missing(report, 'group', path, '費目のまとまり', wanted, [
        'all',
        'all_but_defence',
        ...new Set(groups),
      ]);
  });
}

/** Forms the pointers name must be among the forms of the policy, where it lists any. */
function checkSources(policy: Policy, report: Report): void {
  const forms = policy.forms?.map((form) => form.id);
  if (forms === undefined) return;
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) for (const [i, item] of value.entries()) visit(item, [...path, i]);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        const form = key === 'src' ? (inner as { form?: string })?.form : undefined;
        if (form !== undefined && !forms.includes(form))
          missing(report, 'form', [...path, 'src', 'form'], '約款', form, forms);
        else visit(inner, [...path, key]);
      }
  };
  visit(policy, []);
}

function unique(
  terms: readonly { readonly id: string }[],
  path: readonly (string | number)[],
  report: Report,
): void {
  const seen = new Set<string>();
  terms.forEach(({ id }, i) => {
    if (seen.has(id))
      report({
        code: 'twice',
        path: [...path, i, 'id'],
        message: say(`id「${id}」が二度あります。`, `The id ${id} is used twice.`),
        hint: say('id は一つずつ変えてください。', 'Give each its own id.'),
      });
    seen.add(id);
  });
}

function missing(
  report: Report,
  code: string,
  path: readonly (string | number)[],
  what: string,
  name: string,
  known: readonly string[],
  severity: 'error' | 'warning' = 'error',
): void {
  const near = nearest(name, known);
  const some = known.slice(0, 12).join('、');
  report({
    code: code === 'unknown-head' ? code : `unknown-${code}`,
    path,
    severity,
    message: say(`${what}「${name}」がありません。`, `There is no ${name} here.`),
    hint: near
      ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
      : say(`あるのは ${some} などです。`, `There are ${known.slice(0, 12).join(', ')}.`),
  });
}
