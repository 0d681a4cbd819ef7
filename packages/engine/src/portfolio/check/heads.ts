import type { Head, HeadAmount, PortfolioScenario } from '../model.ts';
import type { Reader, Row } from './reader.ts';
import { exponentReach, MOST_EXPONENT, MOST_SIGMA, severityOf, TOO_WIDE } from './severity.ts';
import { layerOf } from './terms.ts';

const MOST_HEADS = 64;

/** Heads of loss, which every scenario must be able to drive. */
export function headsOf(reader: Reader, value: unknown, scenarios: readonly PortfolioScenario[]): Head[] {
  const heads =
    value === undefined
      ? []
      : reader.list(value, 'heads', 1, MOST_HEADS).flatMap((row, i) => headOf(reader, row, `heads[${i}]`));
  if (heads.length > 0) {
    scenarios.forEach(({ severity }, i) => {
      if (severity.kind !== 'empirical') return;
      reader.report(`scenarios[${i}].severity`, {
        ja: '費目のあるモデルでは、損害額に実測値の列は使えません',
        en: 'a severity of observed values cannot drive correlated heads',
      });
    });
  }
  heads.forEach(({ amount }, h) => {
    if (amount.kind === 'own') return;
    const isWide = scenarios.some(({ severity }) => {
      const [mu, sigma] = severity.kind === 'lognormal' ? [severity.mu, severity.sigma] : [0, 0];
      return !(exponentReach(mu + amount.mu, sigma + amount.sigma) <= MOST_EXPONENT);
    });
    if (isWide) reader.report(`heads[${h}].amount`, TOO_WIDE);
  });
  return heads;
}

function headOf(reader: Reader, value: unknown, path: string): Head[] {
  const row = reader.object(value, path, ['id', 'name', 'amount', 'terms']);
  if (!row) return [];
  const kind = (row.amount as Row | null | undefined)?.kind;
  let amount: HeadAmount | undefined;
  if (kind === 'proportional' || kind === 'median') {
    const inner = reader.object(row.amount, `${path}.amount`, ['kind', 'mu', 'sigma']) ?? {};
    const at = `${path}.amount`;
    amount = {
      kind,
      mu: reader.number(inner, 'mu', at, -50, 50, 0),
      sigma: reader.number(inner, 'sigma', at, 0, MOST_SIGMA),
    };
  } else {
    const severity = severityOf(reader, row.amount, `${path}.amount`);
    if (severity && (severity.kind === 'empirical' || severity.kind === 'mixture')) {
      reader.report(`${path}.amount`, {
        ja: '相関する費目には使えない分布です',
        en: 'this distribution cannot be a correlated head',
      });
    }
    amount = severity && { kind: 'own', severity };
  }
  return amount
    ? [{ id: String(row.id ?? path), amount, terms: layerOf(reader, row.terms, `${path}.terms`) }]
    : [];
}
