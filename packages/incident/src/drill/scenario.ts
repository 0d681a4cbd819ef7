import type { Text } from '@sonae/core';
import type { PersonRole } from './words.ts';

/** By which way news comes in. */
export type Channel = 'phone' | 'mail' | 'sns' | 'regulator' | 'partner' | 'media' | 'insider' | 'system';

/** Whom one can tell. */
export const TOLD = [
  'insurer',
  'regulator',
  'police',
  'partner',
  'individuals',
  'executive',
  'counsel',
  'card_issuer',
  'processor',
] as const;
export type Told = (typeof TOLD)[number];

/** What somebody does in a drill, as expectations name it: `declare`, `tell:insurer`, `draft:regulator`, `action:host.isolate`, `fact:persons`. */
export type Act = string;

/** Something that should be done after a piece of news, and by when. */
export type Expectation = {
  readonly act: Act;
  /** Minutes after the news. */
  readonly within: number;
  readonly weight?: number;
  /** What to work on where it is missed: the task that follows. */
  readonly lesson: Text;
  readonly owner: PersonRole;
};

/** One piece of news (状況付与). Words in braces come from the company's own register. */
export type Inject = {
  readonly id: string;
  /** Minutes from the start. */
  readonly at: number;
  readonly channel: Channel;
  readonly to: PersonRole;
  readonly text: Text;
  /** Comes only where this has, or has not, been done by then. */
  readonly when?: Act;
  readonly unless?: Act;
  /** What it says of a fact, right or wrong; a later one may put it right. `{persons}` and the like are filled in. */
  readonly says?: { readonly fact: string; readonly value: string; readonly wrong?: boolean };
  readonly expects?: readonly Expectation[];
};

export type Scenario = {
  readonly id: string;
  readonly title: Text;
  /** What people practise in it. */
  readonly trains: Text;
  readonly version: string;
  /** Where its own clock begins: a day and an hour that fit the news. */
  readonly begins: string;
  /** Minutes the drill lasts on its own clock. */
  readonly minutes: number;
  /** Facts as they truly are; `{persons}` and the like are filled in. */
  readonly truth: Readonly<Record<string, string>>;
  readonly injects: readonly Inject[];
};
