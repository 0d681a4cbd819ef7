import { logSeriesLength } from '../counts.ts';
import type { Frequency } from '../model.ts';
import type { Reader } from './reader.ts';

/** Events a year; a mean of a negative binomial, too. */
const MOST_RATE = 1e6;
/** Events of one cluster of a negative binomial that a table still holds. */
const MOST_CLUSTER = 1 << 20;

export function frequencyOf(reader: Reader, value: unknown, path: string): Frequency | undefined {
  const row = reader.object(value, path, ['kind', 'rate', 'mean', 'size']);
  if (!row) return undefined;
  if (row.kind === 'poisson')
    return { kind: 'poisson', rate: reader.number(row, 'rate', path, 0, MOST_RATE) };
  if (row.kind === 'negbin') {
    const mean = reader.number(row, 'mean', path, 0, MOST_RATE);
    const size = reader.number(row, 'size', path, 1e-6, 1e9);
    if (mean > 0 && logSeriesLength(mean / (mean + size)) > MOST_CLUSTER) {
      reader.report(path, {
        ja: '集中の度合いが大きすぎます（size が mean に比べて小さすぎます）',
        en: 'years are too clustered: size is too small beside mean',
      });
    }
    return { kind: 'negbin', mean, size };
  }
  reader.report(`${path}.kind`, { ja: 'poisson か negbin です', en: 'poisson or negbin' });
  return undefined;
}
