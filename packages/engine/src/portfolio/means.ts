import { exp } from '../random/elementary.ts';
import { eventsAYear, type Head, type Portfolio, type PortfolioScenario, type Severity } from './model.ts';
import { type Distribution, distributionOf } from './quantiles.ts';

/** The mean of one event's severity, exact. */
export function meanOfSeverity(severity: Severity): number {
  switch (severity.kind) {
    case 'constant':
      return severity.value;
    case 'empirical': {
      const { values, weights = values.map(() => 1) } = severity;
      const total = weights.reduce((a, b) => a + b, 0);
      return values.reduce((sum, value, i) => sum + (value * weights[i]) / total, 0);
    }
    case 'mixture': {
      const total = severity.parts.reduce((sum, part) => sum + part.weight, 0);
      return severity.parts.reduce(
        (sum, part) => sum + (part.weight / total) * meanOfSeverity(part.severity),
        0,
      );
    }
    default:
      return distributionOf(severity).mean;
  }
}

/** The mean gross amount of a year, exact: frequency times the mean of an event. */
export function exactGrossMean(portfolio: Portfolio): number {
  return portfolio.scenarios.reduce(
    (sum, scenario) => sum + eventsAYear(scenario) * meanOfEvent(portfolio, scenario),
    0,
  );
}

function meanOfEvent({ heads, correlation }: Portfolio, { severity }: PortfolioScenario): number {
  if (heads.length === 0) return meanOfSeverity(severity);
  return heads.reduce((sum, head, h) => sum + meanOfHead(head, severity, correlation[h + 1]?.[0] ?? 0), 0);
}

function meanOfHead({ amount }: Head, severity: Severity, correlation: number): number {
  if (amount.kind === 'own') return meanOfSeverity(amount.severity);
  const { mu, sigma } = amount;
  const factor = exp(mu + (sigma * sigma) / 2);
  // E[X e^(σZ)] is the mean of X under scores moved by ρσ.
  if (amount.kind === 'proportional') return factor * meanOfShifted(severity, correlation * sigma);
  return factor * medianOf(severity);
}

export function medianOf(severity: Severity): number {
  if (severity.kind === 'constant') return severity.value;
  if (severity.kind === 'empirical') return 0;
  return distributionOf(severity).at(0);
}

function meanOfShifted(severity: Severity, shift: number): number {
  if (severity.kind === 'constant') return severity.value;
  if (severity.kind === 'lognormal') {
    const { mu, sigma } = severity;
    return exp(mu + (sigma * sigma) / 2 + sigma * shift);
  }
  if (severity.kind === 'empirical') return meanOfSeverity(severity);
  return shift === 0 ? meanOfSeverity(severity) : integral(distributionOf(severity), shift);
}

/** ∫ x(z + shift) φ(z) dz by Simpson's rule. */
function integral({ at }: Distribution, shift: number): number {
  const reach = 9;
  const steps = 3600;
  const h = (2 * reach) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const z = i * h - reach;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * at(z + shift) * exp(-0.5 * z * z);
  }
  return (sum * h * 0.3989422804014327) / 3;
}
