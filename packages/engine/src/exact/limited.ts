import type { Layer, Severity } from '../portfolio/model.ts';
import { distributionOf } from '../portfolio/quantiles.ts';
import { betaCdf } from '../random/special.ts';

/** E[min(X, x)] as a function of x; at infinity the mean. What a discretisation that keeps means is made from. */
export type Limited = (x: number) => number;

export function limitedOf(severity: Severity): Limited {
  switch (severity.kind) {
    case 'constant':
      return (x) => Math.min(Math.max(0, x), severity.value);
    case 'empirical': {
      const { values, weights = values.map(() => 1) } = severity;
      const total = weights.reduce((a, b) => a + b, 0);
      const sorted = values
        .map((value, i) => ({ value, weight: weights[i] / total }))
        .sort((a, b) => a.value - b.value);
      const weightUpTo = [0];
      const sumUpTo = [0];
      sorted.forEach(({ value, weight }, i) => {
        weightUpTo.push(weightUpTo[i] + weight);
        sumUpTo.push(sumUpTo[i] + weight * value);
      });
      return (x) => {
        let low = 0;
        let high = sorted.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (sorted[middle].value <= x) low = middle + 1;
          else high = middle;
        }
        const beyond = 1 - weightUpTo[low];
        return sumUpTo[low] + (low === sorted.length ? 0 : Math.max(0, x) * beyond);
      };
    }
    case 'pert': {
      const { min, mode, max } = severity;
      const width = max - min;
      const a = 1 + (4 * (mode - min)) / width;
      const b = 1 + (4 * (max - mode)) / width;
      return (x) => {
        if (x <= min) return Math.max(0, x);
        if (x >= max) return min + (width * a) / (a + b);
        const u = (x - min) / width;
        return min + width * ((a / (a + b)) * betaCdf(a + 1, b, u) + u * betaCdf(b, a, 1 - u));
      };
    }
    case 'uniform': {
      const { min, max } = severity;
      return (x) => {
        if (x <= min) return Math.max(0, x);
        if (x >= max) return (min + max) / 2;
        return x - (x - min) ** 2 / (2 * (max - min));
      };
    }
    case 'mixture': {
      const total = severity.parts.reduce((sum, part) => sum + part.weight, 0);
      const parts = severity.parts.map((part) => ({
        weight: part.weight / total,
        of: limitedOf(part.severity),
      }));
      return (x) => parts.reduce((sum, { weight, of }) => sum + weight * of(x), 0);
    }
    default: {
      const { limited } = distributionOf(severity);
      if (!limited) throw new Error(`${severity.kind} has no limited mean`);
      return limited;
    }
  }
}

/** What the event terms pay: share × min(max(x − deductible, 0), limit). */
export function insuredPart(limited: Limited, { deductible, limit, share }: Layer): Limited {
  if (share === 0) return () => 0;
  const below = limited(deductible);
  return (y) => share * (limited(deductible + Math.min(limit, y / share)) - below);
}

/** What they leave, before any annual term: x, less the layer. */
export function retainedPart(limited: Limited, { deductible, limit, share }: Layer): Limited {
  const atDeductible = limited(deductible);
  const top = deductible + limit;
  const atTop = limited(top);
  // Amounts left at the lower and at the upper end of the layer.
  const kept = deductible + (share === 1 ? 0 : (1 - share) * limit);
  return (y) => {
    if (y <= deductible) return limited(y);
    let sum = atDeductible;
    if (share < 1)
      sum +=
        (1 - share) * (limited(Math.min(top, deductible + (y - deductible) / (1 - share))) - atDeductible);
    if (y > kept && limit < Number.POSITIVE_INFINITY) sum += limited(top + (y - kept)) - atTop;
    return sum;
  };
}
