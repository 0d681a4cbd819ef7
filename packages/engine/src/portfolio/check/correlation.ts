import { cholesky } from '../matrix.ts';
import type { Reader } from './reader.ts';

/** The matrix covers the severity and the heads, or the heads alone where the severity is independent of them. */
export function correlationOf(reader: Reader, value: unknown, heads: number): number[][] {
  const n = heads === 0 ? 0 : heads + 1;
  const identity = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
  );
  if (value === undefined || heads === 0) {
    if (value !== undefined)
      reader.report('correlation', {
        ja: '費目（heads）が無いので相関は使えません',
        en: 'there are no heads to correlate',
      });
    return identity;
  }
  const wrong = () => {
    reader.report('correlation', {
      ja: `${n}×${n}（損害額と費目）か ${heads}×${heads}（費目だけ）の、対角が 1 で対称な正定値の行列が必要です`,
      en: `a symmetric positive definite matrix of ${n}×${n} (severity and heads) or ${heads}×${heads} (heads) with ones on its diagonal is needed`,
    });
    return identity;
  };
  if (!Array.isArray(value) || !value.every((row) => Array.isArray(row) && row.length === value.length))
    return wrong();
  if (value.length !== n && value.length !== heads) return wrong();
  const offset = n - value.length;
  const matrix = identity.map((row, i) =>
    row.map((x, j) => (i < offset || j < offset ? x : value[i - offset][j - offset])),
  );
  const good = matrix.every((row, i) =>
    row.every(
      (x, j) => typeof x === 'number' && Math.abs(x) <= 1 && x === matrix[j][i] && (i !== j || x === 1),
    ),
  );
  return good && cholesky(matrix) ? matrix : wrong();
}
