import type { Issue, Text } from '@sonae/core';

export type Row = Readonly<Record<string, unknown>>;

/** Reads values out of parsed JSON and gathers what is wrong with them, under paths like `heads[1].amount.mu`. */
export type Reader = {
  report(path: string, message: Text): void;
  object(value: unknown, path: string, keys: readonly string[]): Row | undefined;
  list(value: unknown, path: string, least: number, most: number): readonly unknown[];
  /** A number within bounds; `otherwise` where it is left out, NaN after a report. */
  number(row: Row, key: string, path: string, least: number, most: number, otherwise?: number): number;
};

const HINT: Text = {
  ja: 'モデルの形は packages/engine/README.md と bench/models/t3.json を見てください。',
  en: 'See packages/engine/README.md and bench/models/t3.json for the form of a model.',
};

export function createReader(issues: Issue[]): Reader {
  const report: Reader['report'] = (path, message) => {
    issues.push({ code: 'engine.model', severity: 'error', path, message, hint: HINT });
  };
  return {
    report,
    object: (value, path, keys) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        report(path, { ja: '項目の集まり {…} が必要です', en: 'an object is needed here' });
        return undefined;
      }
      for (const key of Object.keys(value)) {
        if (!keys.includes(key)) {
          report(path === '' ? key : `${path}.${key}`, {
            ja: `知らない項目です（使えるもの：${keys.join('、')}）`,
            en: `unknown key (known: ${keys.join(', ')})`,
          });
        }
      }
      return value as Row;
    },
    list: (value, path, least, most) => {
      if (Array.isArray(value) && value.length >= least && value.length <= most) return value;
      report(path, {
        ja: `${least}〜${most} 件の並びが必要です`,
        en: `a list of ${least} to ${most} entries is needed`,
      });
      return [];
    },
    number: (row, key, path, least, most, otherwise) => {
      const value = row[key];
      if ((value === undefined || value === null) && otherwise !== undefined) return otherwise;
      if (typeof value === 'number' && value >= least && value <= most) return value;
      report(`${path}.${key}`, {
        ja: `${least} 以上 ${most} 以下の数が必要です`,
        en: `a number from ${least} to ${most} is needed`,
      });
      return Number.NaN;
    },
  };
}
