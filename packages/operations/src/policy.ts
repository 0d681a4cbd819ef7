import { hasErrors, type Issue } from '@sonae/core';
import {
  importOed,
  type PayResult,
  type Policy,
  pay,
  type Rates,
  type Replay,
  readEvents,
  readPolicies,
  replayCases,
} from '@sonae/policy';
import { writeYamlTrees } from '@sonae/register/yaml';
import { unreadable } from './file-issue.ts';
import { FileError, type Files } from './ports.ts';

/** Policies of one or more files, in their order; with an error there are none. */
export type PolicyFiles = { readonly policies?: readonly Policy[]; readonly issues: readonly Issue[] };

/** Reads policies and reports every mistake (証券を確かめる). */
export async function checkPolicies(files: Files, paths: readonly string[]): Promise<PolicyFiles> {
  const read = await Promise.all(
    paths.map((path) => reading(files, path, (bytes) => readPolicies(bytes, path))),
  );
  const issues = read.flatMap((one) => ('issue' in one ? [one.issue] : one.value.flatMap((r) => r.issues)));
  if (hasErrors(issues)) return { issues };
  const policies = read.flatMap((one) => ('value' in one ? one.value.flatMap((r) => r.policy ?? []) : []));
  return { policies, issues };
}

/** What the policies of some files pay for the events of a file (支払額の計算). */
export async function payEvents(
  files: Files,
  policyPaths: readonly string[],
  eventPath: string,
): Promise<{
  readonly result?: PayResult;
  readonly policies?: readonly Policy[];
  readonly issues: readonly Issue[];
}> {
  const { policies, issues } = await checkPolicies(files, policyPaths);
  const read = await reading(files, eventPath, (bytes) => readEvents(bytes, eventPath));
  const all = [...issues, ...('issue' in read ? [read.issue] : read.value.issues)];
  if (hasErrors(all) || !policies || !('value' in read) || !read.value.events) return { issues: all };
  return { result: pay(policies, read.value.events), policies, issues: all };
}

/** Replays outside cases, one a line (外部の検証例の再計算). */
export async function replay(
  files: Files,
  path: string,
): Promise<{ readonly result?: Replay; readonly issues: readonly Issue[] }> {
  const read = await reading(files, path, (bytes) => replayCases(new TextDecoder().decode(bytes), path));
  return 'issue' in read ? { issues: [read.issue] } : { result: read.value, issues: read.value.issues };
}

/** The policies of an account file of Open Exposure Data as YAML (OED の取り込み). */
export async function importOedFile(
  files: Files,
  path: string,
  rates: Rates,
): Promise<{ readonly yaml?: string; readonly policies: number; readonly issues: readonly Issue[] }> {
  const read = await reading(files, path, (bytes) => importOed(new TextDecoder().decode(bytes), path, rates));
  if ('issue' in read) return { policies: 0, issues: [read.issue] };
  const { policies, issues } = read.value;
  return {
    yaml: policies.length > 0 ? writeYamlTrees(policies) : undefined,
    policies: policies.length,
    issues,
  };
}

async function reading<T>(
  files: Files,
  path: string,
  read: (bytes: Uint8Array) => T,
): Promise<{ readonly value: T } | { readonly issue: Issue }> {
  try {
    return { value: read(await files.read(path)) };
  } catch (error) {
    if (error instanceof FileError) return { issue: unreadable(error) };
    throw error;
  }
}
