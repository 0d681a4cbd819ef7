import { composePlaybook } from '../compose/compose.ts';
import type { Item, Source } from '../compose/source.ts';
import { checkPlaybook } from '../index.ts';
import type { Playbook } from '../read/playbook.ts';

export const both = (text: string) => ({ ja: text, en: text });

/** A manual step by its name. */
export const todo = (name: string, rest: object = {}): Item => ({ do: both(name), who: 'all', ...rest });

/** A playbook of these steps, with variables of the given types, unknown unless a value is given. */
export function sourceOf(
  flow: readonly Item[],
  variables: Readonly<Record<string, readonly [type: string, value?: string]>> = {},
): Source {
  return {
    key: 'test',
    name: both('試験'),
    description: both('試験'),
    types: ['mitigation'],
    created: '2026-11-21T00:00:00Z',
    modified: '2026-11-21T00:00:00Z',
    roles: { all: { ja: '全員', en: 'All' } },
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, [type, value]]) => [
        name,
        { type, ask: both(`${name}?`), ...(value !== undefined && { value }) },
      ]),
    ),
    flow,
  };
}

type Json = Record<string, unknown>;

/** The same as JSON that a test may break. */
export function jsonOf(flow: readonly Item[], variables: Parameters<typeof sourceOf>[1] = {}) {
  return composePlaybook(sourceOf(flow, variables)) as Json & {
    workflow: Record<string, Json>;
    playbook_variables: Record<string, Json>;
    agent_definitions: Record<string, Json>;
    workflow_start: string;
  };
}

export async function playbookFrom(
  flow: readonly Item[],
  variables: Parameters<typeof sourceOf>[1] = {},
): Promise<Playbook> {
  const { playbook, valid, issues } = await checkPlaybook(JSON.stringify(jsonOf(flow, variables)));
  if (!valid || !playbook) throw new Error(JSON.stringify(issues));
  return playbook;
}
