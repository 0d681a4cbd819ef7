import type { Language } from '@sonae/core';

/** One step of an action, written to the journal before it counts. */
export type RespondStep =
  | { readonly kind: 'approve'; readonly name: string; readonly keyFile: string; readonly glass?: string }
  | { readonly kind: 'apply'; readonly name?: string; readonly keyFile?: string; readonly language: Language }
  | { readonly kind: 'done'; readonly said: string }
  | { readonly kind: 'verify' | 'confirm' }
  | { readonly kind: 'extend'; readonly hours: number }
  | { readonly kind: 'undo'; readonly reason: string };
