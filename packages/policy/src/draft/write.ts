import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import { readYamlTrees } from '@sonae/register/yaml';
import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import { explain } from '../read/explain.ts';
import { readPolicyYaml } from '../read/policy.ts';
import { reporter } from '../read/report.ts';
import type { Policy } from '../schema/index.ts';
import { type DraftAnswers, draftAnswers } from './answers.ts';
import { draftPolicy } from './build.ts';

/** A policy file written from answers, or what is wrong with them. */
export type PolicyDraft = {
  readonly yaml?: string;
  readonly policy?: Policy;
  readonly issues: readonly Issue[];
};

/** Reads answers from YAML, every mistake at its line. */
export function readDraftAnswers(
  input: string | Uint8Array,
  file: string,
): { readonly answers?: DraftAnswers; readonly issues: readonly Issue[] } {
  const [{ tree, source, issues }] = readYamlTrees(input, file);
  const found: Issue[] = [...issues];
  if (tree === undefined) return { issues: sortIssues(found) };
  const parsed = draftAnswers.safeParse(tree);
  if (!parsed.success) explain(parsed.error, draftAnswers, reporter('policy', source, found));
  const sorted = sortIssues(found);
  return parsed.success && !hasErrors(sorted) ? { answers: parsed.data, issues: sorted } : { issues: sorted };
}

/** Writes the policy file and checks it as any other one. With an error there is no file. */
export function writeDraft(answers: DraftAnswers): PolicyDraft {
  const yaml = HEADER + yamlOf(draftPolicy(answers));
  const { policy, issues } = readPolicyYaml(yaml, `${answers.id}.yaml`);
  return policy ? { yaml, policy, issues } : { issues };
}

const HEADER = `# 約款・証券を読み取って書いた下書きです。not_stated は「読んだが見つからない、または分からない」項目です。
# 保険会社に確認し、文言の解釈は弁護士に確認してください（要弁護士確認）。
`;

/** YAML as people write it: pointers, heads, retentions and short lists on one line, everything else one below the other. */
function yamlOf(policy: Policy): string {
  const document = new Document(policy, { aliasDuplicateObjects: false });
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key)) return;
      if (isMap(value) && ['src', 'retention', 'period'].includes(String(key.value))) value.flow = true;
      if (isSeq(value) && (value.items.every(isScalar) || LISTS.includes(String(key.value))))
        if (value.items.every(isScalar)) value.flow = true;
        else for (const item of value.items) if (isMap(item)) item.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Lists whose elements stand on one line each. */
const LISTS = ['forms', 'heads', 'retention', 'exclusions', 'services'];
