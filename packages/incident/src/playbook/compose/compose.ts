import { hashId } from '@sonae/core';
import { EXTENSION } from '../hints.ts';
import type { Act, If, Item, Manual, Run, Source, Switch, Together, While } from './source.ts';

type Json = Record<string, unknown>;

/** Who defined the extension and made the playbooks: an identity of the product. */
const MAKER = 'identity--c8e0a6d4-1f1f-4a7e-8f43-2d9b7a50c3e1';

/**
 * Makes CACAO 2.0 JSON of a source: equal sources give equal bytes, ids come from the key and the place of each step, so a
 * step keeps its id while the list before it stays. Names are Japanese; the extension holds both languages.
 */
export function composePlaybook(source: Source): Json {
  const workflow: Json = {};
  const draft: Drafting = {
    source,
    workflow,
    id: (type, place) => `${type}--${uuid(`${source.key}/${place}`)}`,
  };
  const start = draft.id('start', 'start');
  const end = draft.id('end', 'end');
  workflow[start] = { type: 'start', on_completion: sequence(draft, source.flow, '', end) };
  workflow[end] = { type: 'end' };
  const { key, name, description, variables = {}, references = [] } = source;
  return {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: playbookIdOf(key),
    name: name.ja,
    description: description.ja,
    playbook_types: source.types,
    ...(source.activities && { playbook_activities: source.activities }),
    created_by: MAKER,
    created: source.created,
    modified: source.modified,
    ...(source.labels && { labels: source.labels }),
    ...(references.length > 0 && { external_references: references }),
    ...(Object.keys(variables).length > 0 && {
      playbook_variables: Object.fromEntries(
        Object.entries(variables).map(([variable, { type, ask, value }]) => [
          variable,
          {
            type,
            description: ask.ja,
            ...(value !== undefined && { value }),
            constant: false,
            external: value === undefined,
          },
        ]),
      ),
    }),
    workflow_start: start,
    workflow,
    playbook_extensions: {
      [EXTENSION]: {
        name,
        description,
        ...(Object.keys(variables).length > 0 && {
          questions: Object.fromEntries(
            Object.entries(variables).map(([variable, { ask }]) => [variable, ask]),
          ),
        }),
      },
    },
    agent_definitions: Object.fromEntries(
      Object.entries(source.roles).map(([role, words]) => [
        draft.id('group', `role/${role}`),
        { type: 'group', name: words.ja, description: words.en },
      ]),
    ),
    extension_definitions: {
      [EXTENSION]: {
        type: 'extension-definition',
        name: 'Sonae response',
        description: 'Both languages, catalogue actions, approvers, what to capture first, duties, consent',
        created_by: MAKER,
        schema: 'packages/incident/SPEC.md',
        version: '1.0.0',
      },
    },
  };
}

export const playbookIdOf = (key: string) => `playbook--${uuid(`playbook/${key}`)}`;

type Drafting = {
  readonly source: Source;
  readonly workflow: Json;
  readonly id: (type: string, place: string) => string;
};

/** Steps one after the other, then `next`; the id of the first. */
function sequence(draft: Drafting, items: readonly Item[], place: string, next: string): string {
  return items.reduceRight((after, item, i) => write(draft, item, `${place}/${i + 1}`, after), next);
}

/** A branch: steps with an end of their own. */
function branch(draft: Drafting, items: readonly Item[], place: string): string {
  const end = draft.id('end', `${place}/end`);
  draft.workflow[end] = { type: 'end' };
  return sequence(draft, items, place, end);
}

function write(draft: Drafting, item: Item, place: string, next: string): string {
  if ('do' in item || 'act' in item) return writeAction(draft, item, place, next);
  const [type, body] = bodyOf(draft, item, place);
  const id = draft.id(type, place);
  const own = {
    ...('while' in item && item.rounds !== undefined && { rounds: item.rounds }),
    ...('switch' in item && item.labels && { labels: item.labels }),
  };
  draft.workflow[id] = {
    type,
    name: item.name.ja,
    on_completion: next,
    step_extensions: { [EXTENSION]: { name: item.name, ...own } },
    ...body,
  };
  return id;
}

function bodyOf(draft: Drafting, item: If | While | Together | Switch | Run, place: string): [string, Json] {
  if ('if' in item)
    return [
      'if-condition',
      {
        condition: item.if,
        on_true: branch(draft, item.yes, `${place}/then`),
        ...(item.no && { on_false: branch(draft, item.no, `${place}/else`) }),
      },
    ];
  if ('while' in item)
    return [
      'while-condition',
      { condition: item.while, on_true: branch(draft, item.repeat, `${place}/repeat`) },
    ];
  if ('together' in item)
    return [
      'parallel',
      { next_steps: item.together.map((items, i) => branch(draft, items, `${place}/branch-${i + 1}`)) },
    ];
  if ('switch' in item)
    return [
      'switch-condition',
      {
        switch: item.switch,
        cases: Object.fromEntries(
          Object.entries(item.cases).map(([word, items]) => [
            word,
            branch(draft, items, `${place}/case-${word}`),
          ]),
        ),
      },
    ];
  return [
    'playbook-action',
    {
      playbook_id: playbookIdOf(item.run),
      ...(item.gives && { in_args: item.gives }),
      ...(item.sets && { out_args: item.sets }),
    },
  ];
}

function writeAction(draft: Drafting, item: Manual | Act, place: string, next: string): string {
  const id = draft.id('action', place);
  const name = 'do' in item ? item.do : item.name;
  const { how, duties, capture, consent, approvers, failing } = item;
  draft.workflow[id] = {
    type: 'action',
    name: name.ja,
    ...(how && { description: how.ja }),
    ...(item.delayMs && { delay: item.delayMs }),
    ...(item.timeoutMs && { timeout: item.timeoutMs }),
    ...(failing
      ? { on_success: next, on_failure: sequence(draft, failing, `${place}/failing`, next) }
      : { on_completion: next }),
    commands: [
      {
        type: 'manual',
        command: how?.ja ?? name.ja,
        ...(item.activity && { playbook_activity: item.activity }),
      },
    ],
    agent: draft.id('group', `role/${item.who}`),
    ...(item.sets && { out_args: item.sets }),
    step_extensions: {
      [EXTENSION]: {
        name,
        ...(how && { how }),
        ...('act' in item && { action: { id: item.act, ...(item.args && { args: item.args }) } }),
        ...(approvers !== undefined && { approvers }),
        ...(capture && { capture }),
        ...(duties && { duties }),
        ...(consent && { consent }),
      },
    },
  };
  return id;
}

/** A UUID of version 4 whose bits come from a text instead of from chance. */
function uuid(text: string): string {
  const hex = [0, 1, 2, 3].map((i) => hashId(`${i}/${text}/${i}`).toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[Number.parseInt(hex[16], 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
