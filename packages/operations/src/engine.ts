import type { Issue, Text } from '@sonae/core';
import {
  checkPortfolio,
  checkTerms,
  digestOfFigures,
  exactFigures,
  LEVELS,
  MEASURES,
  openPortfolio,
  type Portfolio,
  PortfolioError,
  type PortfolioFigures,
  type PortfolioTerms,
  repricer,
} from '@sonae/engine/portfolio';
import { grownSince, medianOf, timed } from './engine-cost.ts';
import type { Files } from './ports.ts';
import { type Reading, readBytes } from './read-company.ts';

export type EngineChoice = 'wasm' | 'typescript' | 'exact' | 'auto';

export type EngineOptions = {
  readonly years: number;
  readonly seed: number;
  readonly threads: number;
  readonly engine: EngineChoice;
  /** Times the warm run is repeated; its median is reported. */
  readonly repeat: number;
  /** Largest relative standard error, as a share; more years are played until it is reached. */
  readonly precision?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
};

/** One run of the engine and what it cost. */
export type EngineRun = PortfolioFigures & {
  readonly engine: 'wasm' | 'typescript' | 'exact';
  /** Why this engine, where it was chosen for the caller or has something to say. */
  readonly note?: Text;
  readonly years: number;
  readonly seed: number;
  readonly threads: number;
  /** Milliseconds of simulation and measures, warm, the median; and of the first run with everything it starts. */
  readonly wallMs: number;
  readonly coldMs: number;
  /** How much the process grew beyond what it held before the run. */
  readonly peakRssMb: number;
  readonly digest: string;
  /** Milliseconds of pricing other terms over the events kept, the median. */
  readonly repriceMs?: number;
};

export type EngineOutcome = Reading & { readonly run?: EngineRun };

/** Plays or computes a portfolio (`sonae engine run`). */
export async function runEngine(files: Files, path: string, options: EngineOptions): Promise<EngineOutcome> {
  const { portfolio, ...reading } = await readPortfolio(files, path);
  if (!portfolio) return reading;
  try {
    return await choose(portfolio, options);
  } catch (error) {
    if (error instanceof PortfolioError) return { issues: [refusal(error.path, TABLE)] };
    throw error;
  }
}

async function choose(portfolio: Portfolio, options: EngineOptions): Promise<EngineOutcome> {
  const { engine } = options;
  if (engine === 'exact' || engine === 'auto') {
    const outcome = runExact(portfolio, options);
    if (outcome.run || engine === 'exact') return outcome;
    const note = outcome.issues[0]?.message;
    return simulate(portfolio, { ...options, engine: 'wasm' }, note);
  }
  return simulate(portfolio, options, undefined);
}

function runExact(portfolio: Portfolio, { years, seed, repeat, precision }: EngineOptions): EngineOutcome {
  const before = process.memoryUsage.rss();
  const compute = () => exactFigures(portfolio, precision);
  const { result, coldMs, wallMs } = timed(compute, repeat);
  if ('reason' in result) return { issues: [refusal('', result.reason)] };
  const { figures } = result;
  return {
    issues: [],
    run: {
      engine: 'exact',
      note: result.method === 'sobol' ? SAMPLED : undefined,
      years,
      seed,
      threads: 1,
      wallMs,
      coldMs,
      peakRssMb: grownSince(before),
      digest: digestOfFigures(figures),
      ...figures,
    },
  };
}

/** Severities so heavy that the mean rests on events rarer than any run draws: beyond 6.6 standard deviations. */
const HEAVIEST_SIGMA = 4.3;
const MOST_EVENTS = 2e11;

async function simulate(
  portfolio: Portfolio,
  options: EngineOptions,
  note: Text | undefined,
): Promise<EngineOutcome> {
  const { seed, threads, repeat, precision, signal, onProgress } = options;
  const heavy = portfolio.scenarios.findIndex(
    ({ severity }) => severity.kind === 'lognormal' && severity.sigma > HEAVIEST_SIGMA,
  );
  if (heavy >= 0) return { issues: [refusal(`scenarios[${heavy}].severity.sigma`, withWay(HEAVY, note))] };
  let { years } = options;
  const events = portfolio.scenarios.reduce(
    (sum, { frequency }) => sum + (frequency.kind === 'poisson' ? frequency.rate : frequency.mean),
    0,
  );
  if (events * years > MOST_EVENTS) return { issues: [refusal('', withWay(MANY, note))] };
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const engine = options.engine === 'typescript' ? 'typescript' : 'wasm';
  const player = openPortfolio(portfolio, { engine, seed, threads });
  try {
    let result = await player.play({ years, signal, onProgress });
    const coldMs = performance.now() - started;
    while (precision !== undefined && worstError(result) > precision && events * years * 2 <= MOST_EVENTS) {
      years *= 2;
      result = await player.play({ years, signal, onProgress });
    }
    const wallMs = await medianOf(repeat, async () => {
      result = await player.play({ years, signal });
    });
    const { gross, insured, retained } = result;
    const peakRssMb = grownSince(before);
    return {
      issues: [],
      run: {
        engine,
        note,
        years,
        seed,
        threads,
        wallMs,
        coldMs,
        peakRssMb,
        digest: result.digest(),
        gross,
        insured,
        retained,
      },
    };
  } finally {
    player.close();
  }
}

/** Prices other terms over the events of a portfolio (`sonae engine reprice`). */
export async function repriceEngine(
  files: Files,
  path: string,
  termsPath: string,
  options: EngineOptions,
): Promise<EngineOutcome> {
  const reading = await readPortfolio(files, path);
  const terms: Reading & { readonly terms?: PortfolioTerms } = await readJson(files, termsPath, checkTerms);
  const issues = [...reading.issues, ...terms.issues];
  const unreadable = reading.unreadable ?? terms.unreadable;
  if (!reading.portfolio || !terms.terms) return { unreadable, issues };
  const { years, seed, threads, repeat, signal } = options;
  const before = process.memoryUsage.rss();
  const started = performance.now();
  try {
    const table = await repricer(reading.portfolio, { years, seed, signal });
    const newTerms = terms.terms;
    let result = table.price(newTerms);
    const coldMs = performance.now() - started;
    const repriceMs = await medianOf(Math.max(repeat, 5), async () => {
      result = table.price(newTerms);
    });
    const { gross, insured, retained } = result;
    const run: EngineRun = {
      engine: 'wasm',
      years,
      seed,
      threads,
      wallMs: repriceMs,
      coldMs,
      peakRssMb: grownSince(before),
      digest: digestOfFigures(result),
      gross,
      insured,
      retained,
      repriceMs,
    };
    return { issues: [], run };
  } catch (error) {
    if (error instanceof PortfolioError) return { issues: [refusal(error.path, TABLE)] };
    throw error;
  }
}

/** The largest standard error of a figure as a share of it. */
function worstError(figures: PortfolioFigures): number {
  return Math.max(
    ...MEASURES.flatMap((measure) => {
      const { mean, var: values, tvar, se } = figures[measure];
      const share = (error: number, value: number) =>
        error === 0 ? 0 : error / Math.max(1, Math.abs(value));
      return [
        share(se.mean, mean),
        ...LEVELS.flatMap((level) => [
          share(se.var[level], values[level]),
          share(se.tvar[level], tvar[level]),
        ]),
      ];
    }),
  );
}

async function readPortfolio(
  files: Files,
  path: string,
): Promise<Reading & { readonly portfolio?: Portfolio }> {
  return readJson(files, path, checkPortfolio);
}

async function readJson<T extends Reading>(
  files: Files,
  path: string,
  check: (input: unknown) => T,
): Promise<T | Reading> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { unreadable: true, issues: [bytes] };
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      unreadable: true,
      issues: [
        {
          ...refusal('', { ja: `JSON として読めません：${message}`, en: `not JSON: ${message}` }),
          file: path,
        },
      ],
    };
  }
  const reading = check(input);
  return { ...reading, issues: reading.issues.map((issue) => ({ ...issue, file: path })) };
}

function refusal(path: string, message: Text): Issue {
  return {
    code: 'engine.model',
    severity: 'error',
    path,
    message,
    hint: {
      ja: '--engine auto は計算できる方法を自分で選びます。モデルの形は bench/models/t3.json を見てください。',
      en: '--engine auto chooses a method that can do it. For the form of a model see bench/models/t3.json.',
    },
  };
}

const SAMPLED: Text = {
  ja: '相関のある費目は、Sobol列で抽出した事故に頻度のフーリエ変換を組み合わせて計算しました',
  en: 'correlated heads: events from a Sobol sequence, their number by Fourier transform',
};
const TABLE: Text = {
  ja: 'この損害額の分布は百万分の一の精度の表にできません（段差か折れ目があります）。部分ごとに別のシナリオにしてください',
  en: 'this severity cannot be held to one in a million by a table (it has steps or kinks): make its parts scenarios of their own',
};
/** Why it is not simulated, and whether the exact engine is a way out: `note` says why it was not. */
function withWay(why: Text, note: Text | undefined): Text {
  return note
    ? { ja: `${why.ja}。厳密計算もできません：${note.ja}`, en: `${why.en}. Nor exactly: ${note.en}` }
    : { ja: `${why.ja}。--engine exact を試せます`, en: `${why.en}. --engine exact may do it` };
}
const HEAVY: Text = {
  ja: '裾が重すぎて、平均が模擬で一度も起きない事故で決まります（sigma は 4.3 まで）',
  en: 'the tail is so heavy that the mean rests on events no run draws (sigma at most 4.3)',
};
const MANY: Text = {
  ja: '模擬する事故が多すぎます（頻度×年数は 2000億まで）。年数を減らしてください',
  en: 'too many events to simulate (rate × years at most 200 billion): ask for fewer years',
};
