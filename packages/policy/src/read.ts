import { hasErrors, type Issue, sortIssues, type Text } from '@sonae/core';
import { eventFactSchema } from '@sonae/knowledge/event-facts';
import { compilePredicate } from '@sonae/predicate';
import { readYamlTree, type YamlTree } from '@sonae/register/yaml';
import * as z from 'zod';
import { idsOf, slotsOfHead } from './heads.ts';
import { type Policy, policy as policySchema } from './schema.ts';

/** A policy as read, or why there is none. */
export type PolicyReading = { readonly policy?: Policy; readonly issues: readonly Issue[] };

/** Steps a part's order may name, beside `limit.<node>`. */
export const ORDER_STEPS = [
  'exclusions',
  'window',
  'consent',
  'unitCap',
  'pct',
  'retention',
  'waiting',
  'period',
  'limit.head',
  'add.defence',
] as const;

type Report = (code: string, path: readonly (string | number)[], message: Text, hint: Text) => void;

/** Reads a policy from YAML. All errors at once, each at its line and column; with an error there is no policy. */
export function readPolicyYaml(input: string | Uint8Array, file: string): PolicyReading {
  const { tree, source, issues } = readYamlTree(input, file);
  if (tree === undefined) return { issues: sortIssues(issues) };
  const found: Issue[] = [...issues];
  const report: Report = (code, path, message, hint) => {
    const part = code === 'unknown-key' ? 'key' : 'value';
    found.push({
      code: `policy.${code}`,
      severity: 'error',
      path: pathText(path),
      ...source.place(path, part),
      message,
      hint,
    });
  };
  const parsed = policySchema.safeParse(tree);
  if (!parsed.success) explain(parsed.error, report);
  else checkReferences(parsed.data, report);
  if (parsed.success) checkPredicates(parsed.data, source, found);
  const all = sortIssues(found);
  return hasErrors(all) || !parsed.success ? { issues: all } : { policy: parsed.data, issues: all };
}

/** The refusals of the schema, in our words. */
function explain(error: z.ZodError, report: Report): void {
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        report(
          'unknown-key',
          [...(issue.path as (string | number)[]), key],
          { ja: `「${key}」という項目はありません。`, en: `There is no field ${key}.` },
          {
            ja: '項目名を確かめてください。読まれない項目は無視せず誤りとします。',
            en: 'Check the name; a field nobody reads is an error, not ignored.',
          },
        );
      }
      continue;
    }
    const ja = japanese(issue);
    report(
      isMissing(issue) ? 'missing' : 'schema',
      issue.path as (string | number)[],
      { ja, en: issue.message },
      {
        ja: '書き方は policy.schema.json と例の証券にあります。',
        en: 'See policy.schema.json and the example policies.',
      },
    );
  }
}

/** Zod tells a missing value only in its message or input. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_union') && issue.input === undefined;
}

function japanese(issue: z.core.$ZodIssue): string {
  return (
    z.locales
      .ja()
      .localeError(issue as never)
      ?.toString() ?? issue.message
  );
}

/** Nodes, heads and steps that lead nowhere. */
function checkReferences(policy: Policy, report: Report): void {
  const nodes = Object.keys(policy.limits);
  const dangling = (path: readonly (string | number)[], name: string) => {
    report(
      'dangling-limit',
      path,
      { ja: `限度「${name}」が limits にありません。`, en: `limits has no node ${name}.` },
      { ja: `limits にあるのは ${nodes.join('、')} です。`, en: `limits has ${nodes.join(', ')}.` },
    );
  };
  for (const [id, node] of Object.entries(policy.limits)) {
    node.children?.forEach((child, i) => {
      if (!nodes.includes(child)) dangling(['limits', id, 'children', i], child);
    });
  }
  policy.parts.forEach((part, p) => {
    part.order.forEach((step, i) => {
      const node =
        step.startsWith('limit.') && step !== 'limit.head' ? step.slice('limit.'.length) : undefined;
      if (node !== undefined && !nodes.includes(node)) dangling(['parts', p, 'order', i], node);
      if (node === undefined && !(ORDER_STEPS as readonly string[]).includes(step)) {
        report(
          'unknown-step',
          ['parts', p, 'order', i],
          { ja: `順序「${step}」は分かりません。`, en: `Unknown step ${step}.` },
          {
            ja: `使えるのは ${ORDER_STEPS.join('、')}、limit.名前 です。`,
            en: `Use ${ORDER_STEPS.join(', ')} or limit.node.`,
          },
        );
      }
    });
    part.heads.forEach((head, h) => {
      if (head.node !== undefined && !nodes.includes(head.node))
        dangling(['parts', p, 'heads', h, 'node'], head.node);
      for (const id of idsOf(head)) {
        if (slotsOfHead(id) !== undefined) continue;
        report(
          'unknown-head',
          ['parts', p, 'heads', h],
          { ja: `費目「${id}」は語彙にありません。`, en: `The vocabulary has no head ${id}.` },
          { ja: '費目の id は docs/glossary.md にあります。', en: 'Ids of heads are in docs/glossary.md.' },
        );
      }
    });
  });
}

/** Exclusions and conditions are checked as they are loaded: a typo is refused, not taken for unknown. */
function checkPredicates(policy: Policy, source: YamlTree['source'], found: Issue[]): void {
  const schema = eventFactSchema('component', 'cost', 'asset', 'contract', 'policy');
  const check = (text: string | undefined, path: readonly (string | number)[]) => {
    if (text === undefined) return;
    found.push(
      ...compilePredicate(text, schema, { path: pathText(path), ...source.place(path, 'value') }).issues,
    );
  };
  policy.exclusions?.forEach((exclusion, i) => {
    check(exclusion.when, ['exclusions', i, 'when']);
    check(exclusion.unless, ['exclusions', i, 'unless']);
  });
  for (const [i, condition] of (policy.conditions ?? []).entries())
    check(condition.when, ['conditions', i, 'when']);
  for (const [p, part] of policy.parts.entries()) {
    for (const [h, head] of part.heads.entries()) check(head.notIf, ['parts', p, 'heads', h, 'notIf']);
  }
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
