/**
 * The lower triangular factor L of a correlation matrix, L Lᵀ = C. Undefined where C is not positive definite, that
 * is, where no such normals exist.
 */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length;
  const factor: number[][] = [];
  for (let i = 0; i < n; i++) {
    const row = new Array<number>(n).fill(0);
    factor.push(row);
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i][j];
      for (let k = 0; k < j; k++) sum -= row[k] * factor[j][k];
      if (i !== j) row[j] = sum / factor[j][j];
      else if (sum > 1e-12) row[j] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return factor;
}

/** {@link cholesky} of a matrix that was checked. */
export function choleskyOf(matrix: readonly (readonly number[])[]): number[][] {
  const factor = cholesky(matrix);
  if (!factor) throw new Error('the correlation matrix is not positive definite');
  return factor;
}
