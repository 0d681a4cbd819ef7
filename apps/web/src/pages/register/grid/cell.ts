import type { Issue } from '@sonae/core';
import type { ReactNode } from 'react';
import type { ScreenColumn } from '../model/tables.ts';
import type { Path } from '../model/tree.ts';

/** A column as the head of a table shows it. */
export type GridColumn = {
  readonly key: string;
  readonly title: ReactNode;
  /** Unit and the like, set smaller. */
  readonly note?: string;
  /** px. */
  readonly width: number;
  /** Nothing is entered here: a name beside a value. */
  readonly fixed?: boolean;
  readonly numeric?: boolean;
};

/** What stands in a cell. */
export type GridCell = {
  readonly text: string;
  /** Where the value is kept and what it may be; a cell without is fixed. */
  readonly path?: Path;
  readonly column?: ScreenColumn;
  readonly issues?: readonly Issue[];
  /** Nothing is stated, or it is stated that nobody knows. */
  readonly state?: 'empty' | 'unknown';
};

/** The worst there is to say of a cell. */
export const worstOf = (issues: readonly Issue[] | undefined): Issue['severity'] | undefined =>
  issues?.find(({ severity }) => severity === 'error')?.severity ?? issues?.[0]?.severity;
