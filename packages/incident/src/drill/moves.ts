import type { Text } from '@sonae/core';
import { heads } from '@sonae/knowledge';
import { ACTION_TYPES } from '../actions/index.ts';
import { DRAFT_ITEMS } from './documents.ts';
import { DOCUMENT_NAMES, DRILL_FACTS, ITEM_NAMES, PARAMETER_NAMES, TOLD_NAMES } from './names.ts';
import { TOLD } from './scenario.ts';

/** Something to choose, and its words. */
export type Choice = { readonly id: string; readonly name: Text };

/** Everything that can be done in a drill (訓練でできること), as a form offers it. */
export type Moves = {
  readonly told: readonly Choice[];
  readonly documents: readonly (Choice & { readonly items: readonly Choice[] })[];
  /** Without values it is a number. */
  readonly facts: readonly (Choice & { readonly values?: readonly Choice[] })[];
  /** What money is spent on: our own heads of loss. */
  readonly heads: readonly Choice[];
  readonly actions: readonly (Choice & {
    readonly risk: Text;
    /** How many different people approve. */
    readonly approvals: 1 | 2;
    readonly parameters: readonly Choice[];
    /** What would be lost, and how it is captured first. */
    readonly preserve: readonly (Choice & { readonly how: Text })[];
  })[];
};

const choices = (names: Readonly<Record<string, Text>>): Choice[] =>
  Object.entries(names).map(([id, name]) => ({ id, name }));

export function drillMoves(): Moves {
  return {
    told: TOLD.map((id) => ({ id, name: TOLD_NAMES[id] })),
    documents: Object.entries(DRAFT_ITEMS).map(([id, items]) => ({
      id,
      name: DOCUMENT_NAMES[id],
      items: items.map((item) => ({ id: item, name: ITEM_NAMES[item] })),
    })),
    facts: Object.entries(DRILL_FACTS).map(([id, { name, values }]) => ({
      id,
      name,
      ...(values && { values: choices(values) }),
    })),
    heads: heads.filter(({ party }) => party === 'first').map(({ id, ja, en }) => ({ id, name: { ja, en } })),
    actions: ACTION_TYPES.map(({ id, label, risk, approvals, parameters, preserve }) => ({
      id,
      name: label,
      risk,
      approvals,
      parameters: Object.keys(parameters).map((name) => ({ id: name, name: PARAMETER_NAMES[name] })),
      preserve: preserve.map(({ id: what, what: name, how }) => ({ id: what, name, how })),
    })),
  };
}
