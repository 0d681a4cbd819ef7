import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import type { Policy } from '@sonae/policy';
import type { Files } from './ports.ts';
import { readBytes } from './read-company.ts';

/** A policy with its riders, without them, and the file it stands in. */
export type PolicyFile = { readonly policy: Policy; readonly base: Policy; readonly path: string };

/** Reads policies of one or more files; `---` separates several in one. With an error there are none. */
export async function readPolicyFiles(
  files: Files,
  paths: readonly string[],
): Promise<{ readonly policies?: readonly PolicyFile[]; readonly issues: readonly Issue[] }> {
  const { readPolicies } = await import('@sonae/policy/read');
  const issues: Issue[] = [];
  const policies: PolicyFile[] = [];
  for (const path of paths) {
    const bytes = await readBytes(files, path);
    if (!(bytes instanceof Uint8Array)) {
      issues.push(bytes);
      continue;
    }
    for (const reading of readPolicies(bytes, path)) {
      issues.push(...reading.issues);
      if (reading.policy && reading.base) policies.push({ policy: reading.policy, base: reading.base, path });
    }
  }
  for (const id of twice(policies.map(({ policy }) => policy.id))) issues.push(sameId(id, policies));
  const sorted = sortIssues(issues);
  return hasErrors(sorted) ? { issues: sorted } : { policies, issues: sorted };
}

function twice(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) < i))];
}

function sameId(id: string, policies: readonly PolicyFile[]): Issue {
  const where = policies.filter(({ policy }) => policy.id === id).map(({ path }) => path);
  return {
    code: 'policy.same-id',
    severity: 'error',
    path: 'id',
    file: where.at(-1) ?? '',
    message: {
      ja: `証券の id「${id}」が二つあります（${where.join('、')}）。`,
      en: `Two policies have the id ${id} (${where.join(', ')}).`,
    },
    hint: {
      ja: '版ごとに id を変えてください（末尾の年など）。',
      en: 'Give each edition its own id, such as the year at its end.',
    },
  };
}
