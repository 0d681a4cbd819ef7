import { hasErrors, type Issue, say, sortIssues } from '@sonae/core';
import { readYamlTrees, type YamlTree } from '@sonae/register/yaml';
import { checkDates } from '../check/dates.ts';
import { checkOrders } from '../check/order.ts';
import { checkPredicates } from '../check/predicates.ts';
import { checkRating } from '../check/rating.ts';
import { checkReferences } from '../check/references.ts';
import { checkTree } from '../check/tree.ts';
import { type Policy, policy as policySchema } from '../schema/index.ts';
import { applyRiders, type RiderChange } from './apply-riders.ts';
import { explain } from './explain.ts';
import { reporter } from './report.ts';

/** A policy as read, or why there is none. */
export type PolicyReading = {
  /** The policy with its riders. */
  readonly policy?: Policy;
  /** The policy without them, and what they change. */
  readonly base?: Policy;
  readonly changes?: readonly RiderChange[];
  readonly issues: readonly Issue[];
};

/** Reads the policies of a YAML file, which `---` separates. All errors at once, each at its line and column. */
export function readPolicies(input: string | Uint8Array, file: string): PolicyReading[] {
  return readYamlTrees(input, file).map(readTree);
}

/** Reads the one policy of a YAML file; with an error there is no policy. */
export function readPolicyYaml(input: string | Uint8Array, file: string): PolicyReading {
  const [first, second] = readPolicies(input, file);
  if (!second) return first;
  const several: Issue = {
    code: 'policy.several',
    severity: 'error',
    path: '',
    file,
    message: say('証券が一つではありません。', 'The file has more than one policy.'),
    hint: say(
      '「---」で分けず、一つのファイルに一つ書いてください。',
      'Write one policy a file, without ---.',
    ),
  };
  return { issues: sortIssues([...first.issues, several]) };
}

function readTree({ tree, source, issues }: YamlTree): PolicyReading {
  if (tree === undefined) return { issues: sortIssues(issues) };
  const found: Issue[] = [...issues];
  const report = reporter('policy', source, found);
  const base = policySchema.safeParse(tree);
  if (!base.success) {
    explain(base.error, policySchema, report);
    return { issues: sortIssues(found) };
  }
  const patched = applyRiders(tree, base.data, report);
  const parsed = patched.changes.length === 0 ? base : policySchema.safeParse(patched.tree);
  if (!parsed.success) {
    explain(parsed.error, policySchema, report);
    return { issues: sortIssues(found) };
  }
  const policy = parsed.data;
  checkReferences(policy, report);
  checkTree(policy, report);
  checkOrders(policy, report);
  checkDates(policy, report);
  checkRating(policy, report);
  checkPredicates(policy, source, found, report);
  const all = sortIssues(found);
  if (hasErrors(all)) return { issues: all };
  return { policy, base: base.data, changes: patched.changes, issues: all };
}
