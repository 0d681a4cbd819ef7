import type { Text } from '@sonae/core';

/** How a place with leaked data stands (流出先の状態). */
export const SIGHTING_STATES = ['up', 'asked', 'gone', 'back'] as const;
export type SightingState = (typeof SIGHTING_STATES)[number];

/** What people call each state. */
export const SIGHTING_NAMES: Readonly<Record<SightingState, Text>> = {
  up: { ja: '公開中', en: 'public' },
  asked: { ja: '削除を請求済み', en: 'removal asked for' },
  gone: { ja: '消えた', en: 'gone' },
  back: { ja: '再び公開', en: 'public again' },
};
