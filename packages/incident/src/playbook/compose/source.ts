import type { Text } from '@sonae/core';

/** A playbook as people write it, in nested lists; `composePlaybook` makes CACAO of it. */
export type Source = {
  /** Word its id is made of, and by which others run it. */
  readonly key: string;
  readonly name: Text;
  readonly description: Text;
  /** Words of the standard's list of playbook types. */
  readonly types: readonly string[];
  readonly activities?: readonly string[];
  readonly labels?: readonly string[];
  readonly created: string;
  readonly modified: string;
  readonly variables?: Readonly<Record<string, SourceVariable>>;
  /** Who does things: a word, and the role it means. */
  readonly roles: Readonly<Record<string, Text>>;
  readonly references?: readonly { readonly name: string; readonly url?: string }[];
  readonly flow: readonly Item[];
};

/** `ask` is the question a person is asked. */
export type SourceVariable = { readonly type: string; readonly ask: Text; readonly value?: string };

export type Item = Manual | Act | If | While | Together | Switch | Run;

type Common = {
  readonly how?: Text;
  readonly duties?: readonly string[];
  readonly capture?: readonly Text[];
  readonly consent?: string;
  readonly approvers?: number;
  readonly delayMs?: number;
  readonly timeoutMs?: number;
  /** What is done when the step has failed; after it the course goes on. */
  readonly failing?: readonly Item[];
};

export type Manual = Common & {
  readonly do: Text;
  readonly who: string;
  readonly sets?: readonly string[];
  readonly activity?: string;
};

/** An action of the catalogue. */
export type Act = Common & {
  readonly act: string;
  readonly name: Text;
  readonly who: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly sets?: readonly string[];
  readonly activity?: string;
};

export type If = {
  readonly if: string;
  readonly name: Text;
  readonly yes: readonly Item[];
  readonly no?: readonly Item[];
};
export type While = {
  readonly while: string;
  readonly name: Text;
  readonly repeat: readonly Item[];
  readonly rounds?: number;
};
export type Together = { readonly together: readonly (readonly Item[])[]; readonly name: Text };
export type Switch = {
  readonly switch: string;
  readonly name: Text;
  readonly cases: Readonly<Record<string, readonly Item[]>>;
  /** What the words of the cases mean. */
  readonly labels?: Readonly<Record<string, Text>>;
};
/** Another playbook, by its key. */
export type Run = {
  readonly run: string;
  readonly name: Text;
  readonly gives?: readonly string[];
  readonly sets?: readonly string[];
};
