import type { ControlValue } from '@sonae/assessment';
import type { Text } from '@sonae/core';
import { type Certainty, controls } from '@sonae/knowledge';
import { factOf } from '@sonae/knowledge/calibration';
import type { Company } from '@sonae/register';
import type { ControlStatus } from './status.ts';

/** A cited effect of a control. */
export type Effect = {
  readonly id: string;
  readonly name: Text;
  readonly value: number;
  /** What it multiplies or counts, in the words of the data. */
  readonly unit: string;
  readonly certainty: Certainty;
  readonly date?: string;
  readonly note?: string;
  readonly sources: readonly { readonly title: string; readonly url?: string }[];
};

/** A control as a line of the list. */
export type ControlRow = {
  readonly id: string;
  readonly name: Text;
  readonly status: ControlStatus;
  readonly yearlyCostYen?: number;
  readonly note?: string;
  readonly effects: readonly Effect[];
  readonly value?: ControlValue;
  /** Yen of retained mean that a yen of its yearly cost takes off. */
  readonly perYen?: number;
};

/**
 * Every control of the vocabulary with what the register says of it. Those worth most for their cost come first, then those
 * worth most, then those nothing is known of.
 */
export function controlRows(company: Company, values: readonly ControlValue[] = []): ControlRow[] {
  const stated = new Map((company.controls ?? []).map((row) => [row.id, row]));
  return controls
    .map(({ id, ja, en, effects }): ControlRow => {
      const own = stated.get(id);
      const value = values.find((one) => one.id === id);
      const cost = own?.yearlyCostYen;
      return {
        id,
        name: { ja, en },
        status: own?.status ?? 'absent',
        yearlyCostYen: cost,
        note: own?.note,
        effects: (effects ?? []).flatMap(effectOf),
        value,
        perYen: value && cost ? value.meanYen / cost : undefined,
      };
    })
    .map((row, i) => ({ row, i }))
    .toSorted((a, b) => rank(b.row) - rank(a.row) || worth(b.row) - worth(a.row) || a.i - b.i)
    .map(({ row }) => row);
}

const rank = ({ perYen, value }: ControlRow): number => (perYen !== undefined ? 2 : value ? 1 : 0);
const worth = ({ perYen, value }: ControlRow): number => perYen ?? value?.meanYen ?? 0;

function effectOf(id: string): Effect[] {
  const fact = factOf(id);
  if (!fact || typeof fact.value !== 'number') return [];
  const { ja, en, value, unit, certainty, date, note, sources } = fact;
  return [
    {
      id,
      name: { ja, en: en ?? ja },
      value,
      unit: String(unit ?? ''),
      certainty,
      date: date === undefined ? undefined : String(date),
      note: typeof note === 'string' ? note : undefined,
      sources: sources.map(({ title, url }) => ({ title, url })),
    },
  ];
}
