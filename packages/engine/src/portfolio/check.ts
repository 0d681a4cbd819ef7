import type { Issue, Text } from '@sonae/core';
import { logSeriesLength } from './counts.ts';
import { cholesky } from './matrix.ts';
import type {
  Frequency,
  Head,
  HeadAmount,
  Layer,
  Portfolio,
  PortfolioScenario,
  PortfolioTerms,
  Severity,
} from './model.ts';

/** Bounds of what a portfolio may ask for; each keeps amounts within what singles and doubles can hold. */
const MOST_RATE = 1e6;
const MOST_SIGMA = 10;
/** exp(mu ± 7 sigma) must stay within e^±80, which singles hold: about 10^±34 yen. */
const MOST_EXPONENT = 80;
const MOST_SCENARIOS = 2000;
const MOST_HEADS = 64;
const MOST_VALUES = 100_000;
const MOST_CLUSTER = 1 << 20;

/** Reads a portfolio from parsed JSON. All that is wrong is reported at once; no portfolio comes with errors. */
export function checkPortfolio(input: unknown): {
  readonly portfolio?: Portfolio;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const reader = createReader(issues);
  const root = reader.object(input, '', [
    'scenarios',
    'terms',
    'heads',
    'correlation',
    'name',
    'note',
    'currency',
  ]);
  if (!root) return { issues };
  const scenarios = reader
    .list(root.scenarios, 'scenarios', 1, MOST_SCENARIOS)
    .flatMap((row, i) => scenarioOf(reader, row, `scenarios[${i}]`));
  const ids = new Set<string>();
  scenarios.forEach(({ id }, i) => {
    if (ids.has(id))
      reader.report(`scenarios[${i}].id`, { ja: `「${id}」が重複しています`, en: `"${id}" occurs twice` });
    ids.add(id);
  });
  const terms = termsOf(reader, root.terms);
  const heads =
    root.heads === undefined
      ? []
      : reader
          .list(root.heads, 'heads', 1, MOST_HEADS)
          .flatMap((row, i) => headOf(reader, row, `heads[${i}]`));
  if (heads.length > 0) {
    scenarios.forEach(({ severity }, i) => {
      if (severity.kind === 'empirical') {
        reader.report(`scenarios[${i}].severity`, {
          ja: '費目のあるモデルでは、損害額に実測値の列は使えません',
          en: 'a severity of observed values cannot drive correlated heads',
        });
      }
    });
  }
  heads.forEach(({ amount }, h) => {
    if (amount.kind === 'own') return;
    for (const { severity } of scenarios) {
      const [mu, sigma] = severity.kind === 'lognormal' ? [severity.mu, severity.sigma] : [0, 0];
      if (Math.abs(mu + amount.mu) + 7 * (sigma + amount.sigma) <= MOST_EXPONENT) continue;
      reader.report(`heads[${h}].amount`, TOO_WIDE);
      break;
    }
  });
  const correlation = correlationOf(reader, root.correlation, heads.length);
  return issues.length > 0 ? { issues } : { portfolio: { scenarios, terms, heads, correlation }, issues };
}

/** Reads terms alone, for re-pricing. */
export function checkTerms(input: unknown): {
  readonly terms?: PortfolioTerms;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const reader = createReader(issues);
  const inner = typeof input === 'object' && input !== null && 'terms' in input ? input.terms : input;
  const terms = termsOf(reader, inner);
  return issues.length > 0 ? { issues } : { terms, issues };
}

type Row = Readonly<Record<string, unknown>>;

type Reader = {
  report(path: string, message: Text, hint?: Text): void;
  object(value: unknown, path: string, keys: readonly string[]): Row | undefined;
  list(value: unknown, path: string, least: number, most: number): readonly unknown[];
  /** A number within bounds; `otherwise` where it is left out, NaN after a report. */
  number(row: Row, key: string, path: string, least: number, most: number, otherwise?: number): number;
};

const HINT: Text = {
  ja: 'モデルの形は packages/engine/README.md と bench/models/t3.json を見てください。',
  en: 'See packages/engine/README.md and bench/models/t3.json for the form of a model.',
};

function createReader(issues: Issue[]): Reader {
  const report: Reader['report'] = (path, message, hint = HINT) => {
    issues.push({ code: 'engine.model', severity: 'error', path, message, hint });
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

function scenarioOf(reader: Reader, value: unknown, path: string): PortfolioScenario[] {
  const row = reader.object(value, path, ['id', 'name', 'frequency', 'severity']);
  if (!row) return [];
  if (typeof row.id !== 'string' || row.id === '') {
    reader.report(`${path}.id`, { ja: '名前（文字列）が必要です', en: 'an id (text) is needed' });
  }
  const frequency = frequencyOf(reader, row.frequency, `${path}.frequency`);
  const severity = severityOf(reader, row.severity, `${path}.severity`);
  return frequency && severity ? [{ id: String(row.id), frequency, severity }] : [];
}

function frequencyOf(reader: Reader, value: unknown, path: string): Frequency | undefined {
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

const SEVERITY_KEYS: Readonly<Record<Severity['kind'], readonly string[]>> = {
  lognormal: ['mu', 'sigma'],
  pareto: ['scale', 'shape', 'max'],
  gamma: ['shape', 'mean'],
  pert: ['min', 'mode', 'max'],
  uniform: ['min', 'max'],
  constant: ['value'],
  empirical: ['values', 'weights'],
  mixture: ['parts'],
};
const MOST_YEN = 1e15;
const TOO_WIDE: Text = {
  ja: `損害額の幅が広すぎます（|mu| + 7 sigma は ${MOST_EXPONENT} まで）`,
  en: `amounts are spread too widely (|mu| + 7 sigma at most ${MOST_EXPONENT})`,
};

function severityOf(reader: Reader, value: unknown, path: string): Severity | undefined {
  const kind = (value as Row | null | undefined)?.kind as Severity['kind'];
  const keys = SEVERITY_KEYS[kind];
  if (!keys) {
    const kinds = Object.keys(SEVERITY_KEYS).join(', ');
    reader.report(`${path}.kind`, { ja: `損害額の分布は ${kinds} のどれかです`, en: `one of ${kinds}` });
    return undefined;
  }
  const row = reader.object(value, path, ['kind', ...keys]);
  if (!row) return undefined;
  const number = (key: string, least: number, most: number, otherwise?: number) =>
    reader.number(row, key, path, least, most, otherwise);
  switch (kind) {
    case 'lognormal': {
      const mu = number('mu', -50, 70);
      const sigma = number('sigma', 0, MOST_SIGMA);
      if (Math.abs(mu) + 7 * sigma > MOST_EXPONENT) reader.report(path, TOO_WIDE);
      return { kind, mu, sigma };
    }
    case 'pareto': {
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
      return { kind, scale, shape, max };
    }
    case 'gamma':
      return { kind, shape: number('shape', 0.05, 1e4), mean: number('mean', 1e-6, MOST_YEN) };
    case 'pert': {
      const [min, mode, max] = [
        number('min', 0, MOST_YEN),
        number('mode', 0, MOST_YEN),
        number('max', 0, MOST_YEN),
      ];
      if (!(min <= mode && mode <= max && min < max)) {
        reader.report(path, {
          ja: 'min ≤ mode ≤ max、min < max が必要です',
          en: 'min ≤ mode ≤ max and min < max are needed',
        });
      }
      return { kind, min, mode, max };
    }
    case 'uniform': {
      const [min, max] = [number('min', 0, MOST_YEN), number('max', 0, MOST_YEN)];
      if (!(min < max)) reader.report(path, { ja: 'min < max が必要です', en: 'min < max is needed' });
      return { kind, min, max };
    }
    case 'constant':
      return { kind, value: number('value', 0, MOST_YEN) };
    case 'empirical': {
      const numbers = (key: string, least: number) =>
        reader.list(row[key], `${path}.${key}`, 1, MOST_VALUES).map((x, i) => {
          if (typeof x === 'number' && x >= least && x <= MOST_YEN) return x;
          reader.report(`${path}.${key}[${i}]`, {
            ja: `${least} 以上の数が必要です`,
            en: `a number from ${least} is needed`,
          });
          return 0;
        });
      const values = numbers('values', 0);
      const weights = row.weights === undefined ? undefined : numbers('weights', 0);
      if (weights && (weights.length !== values.length || !(weights.reduce((a, b) => a + b, 0) > 0))) {
        reader.report(`${path}.weights`, {
          ja: '重みは値と同じ数だけ、合計は正です',
          en: 'as many weights as values, with a positive sum',
        });
      }
      return { kind, values, weights };
    }
    case 'mixture': {
      const parts = reader.list(row.parts, `${path}.parts`, 1, 50).flatMap((part, i) => {
        const at = `${path}.parts[${i}]`;
        const entry = reader.object(part, at, ['weight', 'severity']);
        const severity = entry && severityOf(reader, entry.severity, `${at}.severity`);
        return entry && severity
          ? [{ weight: reader.number(entry, 'weight', at, 1e-12, 1e12), severity }]
          : [];
      });
      return { kind, parts };
    }
  }
}

function layerOf(reader: Reader, value: unknown, path: string): Layer {
  const row = value === undefined ? {} : (reader.object(value, path, ['deductible', 'limit', 'share']) ?? {});
  return {
    deductible: reader.number(row, 'deductible', path, 0, Number.MAX_VALUE, 0),
    limit: reader.number(row, 'limit', path, 0, Number.MAX_VALUE, Number.POSITIVE_INFINITY),
    share: reader.number(row, 'share', path, 0, 1, 1),
  };
}

function termsOf(reader: Reader, value: unknown): PortfolioTerms {
  const row = value === undefined ? {} : (reader.object(value, 'terms', ['event', 'annual']) ?? {});
  const annual =
    row.annual === undefined
      ? {}
      : (reader.object(row.annual, 'terms.annual', ['deductible', 'limit']) ?? {});
  return {
    event: layerOf(reader, row.event, 'terms.event'),
    annual: {
      deductible: reader.number(annual, 'deductible', 'terms.annual', 0, Number.MAX_VALUE, 0),
      limit: reader.number(annual, 'limit', 'terms.annual', 0, Number.MAX_VALUE, Number.POSITIVE_INFINITY),
    },
  };
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

/** The matrix covers the severity and the heads, or the heads alone where the severity is independent of them. */
function correlationOf(reader: Reader, value: unknown, heads: number): number[][] {
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
