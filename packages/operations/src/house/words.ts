import type { Text } from '@sonae/core';

/** What people call the two plain answers. */
export const YES_NO: Readonly<Record<string, Text>> = {
  yes: { ja: 'はい', en: 'Yes' },
  no: { ja: 'いいえ', en: 'No' },
};
