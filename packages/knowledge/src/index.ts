export type { Certainty, Provenance, Source } from '@sonae/core';
export * from './certainty.ts';
export type { Named } from './lookup.ts';
export * from './nearest.ts';
export type {
  Business,
  Cause,
  Control,
  DataKind,
  Head,
  HeadGroup,
  Industry,
  SupportArea,
  Unit,
  Vocabulary,
  Word,
} from './types.ts';
export * from './vocabulary.ts';
