import type { Dialect } from '../condition/syntax.ts';

/**
 * A playbook as the checks and the engine see it. What the file has in a wrong type is left out here (the schema says
 * so), hence every check can run on every file.
 */
export type Playbook = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The version: instant of the last change, as written. */
  readonly modified: string;
  readonly start: string;
  readonly exception?: string;
  readonly steps: ReadonlyMap<string, Step>;
  readonly variables: Variables;
  readonly agents: ReadonlyMap<string, Party>;
  readonly targets: ReadonlyMap<string, Party>;
  readonly authentication: ReadonlyMap<string, Party>;
  readonly extensions: Json;
  /** How its conditions are written. */
  readonly dialect: Dialect;
  readonly json: Json;
};

export type StepType =
  | 'start'
  | 'end'
  | 'action'
  | 'playbook-action'
  | 'parallel'
  | 'if-condition'
  | 'while-condition'
  | 'switch-condition';

/** A step (手順). Ids of other steps are as written; they need not exist. */
export type Step = {
  readonly id: string;
  readonly type: StepType | undefined;
  readonly name: string;
  readonly description: string;
  /** Milliseconds before the step begins, and after which it has failed. */
  readonly delay: number;
  readonly timeout: number;
  readonly variables: Variables;
  readonly owner?: string;
  readonly onCompletion?: string;
  readonly onSuccess?: string;
  readonly onFailure?: string;
  readonly condition?: string;
  readonly onTrue?: string;
  readonly onFalse?: string;
  readonly switchOn?: string;
  readonly cases: ReadonlyMap<string, string>;
  readonly nextSteps: readonly string[];
  readonly commands: readonly Command[];
  readonly agent?: string;
  readonly targets: readonly string[];
  readonly inArgs: readonly string[];
  readonly outArgs: readonly string[];
  readonly playbookId?: string;
  readonly playbookVersion?: string;
  readonly extensions: Json;
};

export type Command = {
  readonly type: string;
  readonly command: string;
  readonly description: string;
  readonly activity?: string;
  readonly json: Json;
};

export type Variable = {
  readonly type: string;
  readonly description: string;
  /** Missing where nobody has said. */
  readonly value?: string;
  readonly constant: boolean;
  readonly external: boolean;
};

export type Variables = ReadonlyMap<string, Variable>;

/** An agent, a target or an authentication record. */
export type Party = {
  readonly type: string;
  readonly name: string;
  readonly authentication?: string;
  readonly json: Json;
};

export type Json = Readonly<Record<string, unknown>>;

const STEP_TYPES: readonly string[] = [
  'start',
  'end',
  'action',
  'playbook-action',
  'parallel',
  'if-condition',
  'while-condition',
  'switch-condition',
];

export function playbookOf(value: unknown, dialect: Dialect = 'strict'): Playbook {
  const json = objectOf(value);
  return {
    id: textOf(json.id) ?? '',
    name: textOf(json.name) ?? '',
    description: textOf(json.description) ?? '',
    modified: textOf(json.modified) ?? '',
    start: textOf(json.workflow_start) ?? '',
    exception: textOf(json.workflow_exception),
    steps: mapOf(json.workflow, stepOf),
    variables: variablesOf(json.playbook_variables),
    agents: mapOf(json.agent_definitions, (_, party) => partyOf(party)),
    targets: mapOf(json.target_definitions, (_, party) => partyOf(party)),
    authentication: mapOf(json.authentication_info_definitions, (_, party) => partyOf(party)),
    extensions: objectOf(json.playbook_extensions),
    dialect,
    json,
  };
}

function stepOf(id: string, json: Json): Step {
  const type = textOf(json.type);
  return {
    id,
    type: type !== undefined && STEP_TYPES.includes(type) ? (type as StepType) : undefined,
    name: textOf(json.name) ?? '',
    description: textOf(json.description) ?? '',
    delay: numberOf(json.delay),
    timeout: numberOf(json.timeout),
    variables: variablesOf(json.step_variables),
    owner: textOf(json.owner),
    onCompletion: textOf(json.on_completion),
    onSuccess: textOf(json.on_success),
    onFailure: textOf(json.on_failure),
    condition: textOf(json.condition),
    onTrue: textOf(json.on_true),
    onFalse: textOf(json.on_false),
    switchOn: textOf(json.switch),
    cases: new Map(
      Object.entries(objectOf(json.cases)).filter((one): one is [string, string] => isText(one[1])),
    ),
    nextSteps: textsOf(json.next_steps),
    commands: listOf(json.commands).map(commandOf),
    agent: textOf(json.agent),
    targets: textsOf(json.targets),
    inArgs: textsOf(json.in_args),
    outArgs: textsOf(json.out_args),
    playbookId: textOf(json.playbook_id),
    playbookVersion: textOf(json.playbook_version),
    extensions: objectOf(json.step_extensions),
  };
}

function commandOf(value: unknown): Command {
  const json = objectOf(value);
  return {
    type: textOf(json.type) ?? '',
    command: textOf(json.command) ?? '',
    description: textOf(json.description) ?? '',
    activity: textOf(json.playbook_activity),
    json,
  };
}

function partyOf(json: Json): Party {
  return {
    type: textOf(json.type) ?? '',
    name: textOf(json.name) ?? '',
    authentication: textOf(json.authentication_info),
    json,
  };
}

function variablesOf(value: unknown): Variables {
  return mapOf(value, (_, json) => ({
    type: textOf(json.type) ?? '',
    description: textOf(json.description) ?? '',
    value: textOf(json.value),
    constant: json.constant === true,
    external: json.external === true,
  }));
}

function mapOf<T>(value: unknown, read: (key: string, json: Json) => T): ReadonlyMap<string, T> {
  return new Map(Object.entries(objectOf(value)).map(([key, item]) => [key, read(key, objectOf(item))]));
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter(isText);
}

const isText = (value: unknown): value is string => typeof value === 'string';

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);
