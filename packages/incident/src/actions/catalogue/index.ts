import type { ActionType } from '../action-type.ts';
import { ASKS } from './ask.ts';
import { CUTS } from './cut.ts';
import { KEEPS } from './keep.ts';

/** Every kind of action there is (措置の一覧). What is not here cannot be planned. */
export const ACTION_TYPES: readonly ActionType[] = [...CUTS, ...KEEPS, ...ASKS];

export type ActionId =
  | (typeof CUTS)[number]['id']
  | (typeof KEEPS)[number]['id']
  | (typeof ASKS)[number]['id'];

export function actionType(id: string): ActionType | undefined {
  return ACTION_TYPES.find((type) => type.id === id);
}
