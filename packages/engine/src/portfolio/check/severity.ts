import type { Text } from '@sonae/core';
import type { Severity } from '../model.ts';
import type { Reader, Row } from './reader.ts';

/** Bounds of what an amount may be; each keeps it within what singles and doubles can hold. */
const MOST_YEN = 1e15;
export const MOST_SIGMA = 10;
/** exp(mu ± 7 sigma) must stay within e^±80, which singles hold: about 10^±34 yen. */
export const MOST_EXPONENT = 80;
const MOST_VALUES = 100_000;
const MOST_PARTS = 50;

/** How far the exponent of an amount reaches, by its mean and its spread. */
export const exponentReach = (mu: number, sigma: number) => Math.abs(mu) + 7 * sigma;

export const TOO_WIDE: Text = {
  ja: `損害額の幅が広すぎます（|mu| + 7 sigma は ${MOST_EXPONENT} まで）`,
  en: `amounts are spread too widely (|mu| + 7 sigma at most ${MOST_EXPONENT})`,
};

/** Reads what a scenario or a head of its own costs; undefined after a report of a kind that is none. */
export function severityOf(reader: Reader, value: unknown, path: string): Severity | undefined {
  const kind = (value as Row | null | undefined)?.kind;
  if (!isKind(kind)) {
    const kinds = Object.keys(KINDS).join(', ');
    reader.report(`${path}.kind`, { ja: `損害額の分布は ${kinds} のどれかです`, en: `one of ${kinds}` });
    return undefined;
  }
  const { keys, read } = KINDS[kind];
  const row = reader.object(value, path, ['kind', ...keys]);
  if (!row) return undefined;
  const number = (key: string, least: number, most: number) => reader.number(row, key, path, least, most);
  return read({ reader, row, path, number });
}

const isKind = (kind: unknown): kind is Severity['kind'] =>
  typeof kind === 'string' && Object.hasOwn(KINDS, kind);

/** The fields of a severity at hand. */
type Fields = {
  readonly reader: Reader;
  readonly row: Row;
  readonly path: string;
  number(key: string, least: number, most: number): number;
};
type Kinds = {
  readonly [K in Severity['kind']]: {
    readonly keys: readonly string[];
    read(fields: Fields): Extract<Severity, { kind: K }>;
  };
};

const KINDS: Kinds = {
  lognormal: {
    keys: ['mu', 'sigma'],
    read: ({ reader, path, number }) => {
      const mu = number('mu', -50, 70);
      const sigma = number('sigma', 0, MOST_SIGMA);
      if (exponentReach(mu, sigma) > MOST_EXPONENT) reader.report(path, TOO_WIDE);
      return { kind: 'lognormal', mu, sigma };
    },
  },
  pareto: {
    keys: ['scale', 'shape', 'max'],
    read: ({ reader, row, path, number }) => {
      const scale = number('scale', 1e-6, MOST_YEN);
      const max = row.max === undefined ? undefined : number('max', 1e-6, 1e18);
      const shape = number('shape', 0.05, 100);
      if (max !== undefined && !(max > scale)) {
        reader.report(`${path}.max`, {
          ja: 'max は scale より大きい数です',
          en: 'max must be larger than scale',
        });
      }
      if (max === undefined && shape <= 1) {
        reader.report(`${path}.shape`, {
          ja: 'shape が 1 以下だと平均が無限になります。max を決めてください',
          en: 'with a shape of at most 1 the mean is infinite: give a max',
        });
      }
      return { kind: 'pareto', scale, shape, max };
    },
  },
  gamma: {
    keys: ['shape', 'mean'],
    read: ({ number }) => ({
      kind: 'gamma',
      shape: number('shape', 0.05, 1e4),
      mean: number('mean', 1e-6, MOST_YEN),
    }),
  },
  pert: {
    keys: ['min', 'mode', 'max'],
    read: ({ reader, path, number }) => {
      const [min, mode, max] = ['min', 'mode', 'max'].map((key) => number(key, 0, MOST_YEN));
      if (!(min <= mode && mode <= max && min < max)) {
        reader.report(path, {
          ja: 'min ≤ mode ≤ max、min < max が必要です',
          en: 'min ≤ mode ≤ max and min < max are needed',
        });
      }
      return { kind: 'pert', min, mode, max };
    },
  },
  uniform: {
    keys: ['min', 'max'],
    read: ({ reader, path, number }) => {
      const [min, max] = ['min', 'max'].map((key) => number(key, 0, MOST_YEN));
      if (!(min < max)) reader.report(path, { ja: 'min < max が必要です', en: 'min < max is needed' });
      return { kind: 'uniform', min, max };
    },
  },
  constant: {
    keys: ['value'],
    read: ({ number }) => ({ kind: 'constant', value: number('value', 0, MOST_YEN) }),
  },
  empirical: {
    keys: ['values', 'weights'],
    read: (fields) => {
      const values = numbers(fields, 'values');
      const weights = fields.row.weights === undefined ? undefined : numbers(fields, 'weights');
      if (weights && (weights.length !== values.length || !(weights.reduce((a, b) => a + b, 0) > 0))) {
        fields.reader.report(`${fields.path}.weights`, {
          ja: '重みは値と同じ数だけ、合計は正です',
          en: 'as many weights as values, with a positive sum',
        });
      }
      return { kind: 'empirical', values, weights };
    },
  },
  mixture: {
    keys: ['parts'],
    read: ({ reader, row, path }) => ({
      kind: 'mixture',
      parts: reader.list(row.parts, `${path}.parts`, 1, MOST_PARTS).flatMap((part, i) => {
        const at = `${path}.parts[${i}]`;
        const entry = reader.object(part, at, ['weight', 'severity']);
        const severity = entry && severityOf(reader, entry.severity, `${at}.severity`);
        return entry && severity
          ? [{ weight: reader.number(entry, 'weight', at, 1e-12, 1e12), severity }]
          : [];
      }),
    }),
  },
};

/** Observed values, or their weights. */
function numbers({ reader, row, path }: Fields, key: string): number[] {
  return reader.list(row[key], `${path}.${key}`, 1, MOST_VALUES).map((x, i) => {
    if (typeof x === 'number' && x >= 0 && x <= MOST_YEN) return x;
    reader.report(`${path}.${key}[${i}]`, { ja: '0 以上の数が必要です', en: 'a number from 0 is needed' });
    return 0;
  });
}
