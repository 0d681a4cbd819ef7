import { KIND_NAMES, type RoundItem } from '@sonae/operations/round';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

const STATES: Readonly<Record<RoundItem['state'], { ja: string; en: string }>> = {
  done: { ja: '済み', en: 'done' },
  overdue: { ja: '期限超過', en: 'overdue' },
  due: { ja: 'まもなく', en: 'due' },
  planned: { ja: '予定', en: 'planned' },
};

/** The round for people: what is due when, and how it stands. */
export function roundText(items: readonly RoundItem[], { say }: Terminal): string {
  return table(
    [
      say({ ja: '期限', en: 'Due' }),
      say({ ja: '状態', en: 'State' }),
      say({ ja: '種類', en: 'Kind' }),
      say({ ja: '内容', en: 'What' }),
    ],
    items.map(({ due, state, kind, title }) => [due, say(STATES[state]), say(KIND_NAMES[kind]), say(title)]),
  );
}
