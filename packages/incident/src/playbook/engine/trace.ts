import type { Instant } from '@sonae/core';
import type { Outcome } from './effects.ts';

/** The course of a run, line by line: for people, never for logic. */
export type TraceLine = { readonly at: Instant; readonly branch: string; readonly step: string } & (
  | { readonly what: 'entered' | 'done' | 'failed' | 'timed-out' }
  | { readonly what: 'chose'; readonly way: string; readonly by?: string }
  | { readonly what: 'approved' | 'refused'; readonly by: string }
  | { readonly what: 'ended'; readonly outcome: Outcome }
);
