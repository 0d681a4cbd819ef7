import type { Language } from '@sonae/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { offerUndo } from '../../parts/toasts.tsx';

export type Item = Awaited<ReturnType<typeof api.round.get>>['items'][number];
export type State = Item['state'];

/** The most pressing first. */
export const STATES: readonly State[] = ['overdue', 'due', 'planned', 'done'];
/** A mark beside the word, so that colour is never alone. */
export const MARKS: Readonly<Record<State, string>> = { overdue: '!', due: '◷', planned: '○', done: '✓' };

/** Month from 1 of a civil date. */
export const monthOf = (date: string): number => Number(date.slice(5, 7));

export const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** The name of a month: 4月, April. */
export const monthName = (month: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2026, month - 1, 1),
  );

/** A civil date without its year: 4月1日(水). */
export const dateText = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(Date.parse(date));

type Written = Omit<Parameters<typeof api.round.record>[0], 'company'>;

/** Writes a record or takes one back; either can be undone. */
export function useRecords(company: string) {
  const { t } = useTranslation('round');
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: orpc.round.key() });
  const write = async (written: Written) => {
    const { record } = await api.round.record({ company, ...written });
    await again();
    return record;
  };
  const take = async (record: string) => {
    await api.round.withdraw({ company, record });
    await again();
  };
  return {
    record: async (written: Written, title: string) => {
      const record = await write(written);
      offerUndo(t('form.saved', { title }), () => take(record));
    },
    withdraw: async (item: string, { id, on, people, content, evidence }: NonNullable<Item['record']>) => {
      if (id === undefined) return;
      await take(id);
      offerUndo(t('record.withdrawn'), () =>
        write({ item, on, people: [...people], content, ...(evidence !== undefined && { evidence }) }),
      );
    },
  };
}
