/** Numbers people think in, within a factor of ten. */
const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8];

/** Positions of a slider for amounts: round numbers from about `low` to `high`, and the present value among them. */
export function roundSteps(low: number, high: number, present: number): number[] {
  const steps = new Set([present]);
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10)
    for (const mantissa of MANTISSAS) {
      const step = Math.round(power * mantissa);
      if (step >= low && step <= high) steps.add(step);
    }
  return [...steps].sort((a, b) => a - b);
}

/** The position nearest to a value. */
export function nearestStep(steps: readonly (number | null)[], value: number | null): number {
  const distance = (step: number | null) =>
    step === value ? -1 : Math.abs((step ?? Number.POSITIVE_INFINITY) - (value ?? Number.POSITIVE_INFINITY));
  return steps.reduce<number>((best, step, i) => (distance(step) < distance(steps[best]) ? i : best), 0);
}
