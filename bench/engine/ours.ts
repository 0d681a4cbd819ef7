// Our own side of the engine bench: ours.ts TASK THREADS REPEATS prints one line of JSON. Everything is warm: the kernel
// has run for a while before the clock starts, as NumPy's code is compiled before its clock starts.
import { readFileSync } from 'node:fs';
import {
  checkPortfolio,
  exactFigures,
  grossTail,
  openPortfolio,
  type PortfolioFigures,
  type PortfolioTerms,
  repricer,
} from '../../packages/engine/src/portfolio/index.ts';

const [task, threads, repeats] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const YEARS = 1_000_000;
const WARM_RUNS = 40;

const modelOf = (name: string) => {
  const file = new URL(`../models/${name}.json`, import.meta.url);
  const { portfolio } = checkPortfolio(JSON.parse(readFileSync(file, 'utf8')));
  if (!portfolio) throw new Error(`${name} is not a model`);
  return portfolio;
};
/** Terms nobody has priced before. */
const OTHER: PortfolioTerms = {
  event: { deductible: 2e6, limit: 5e7, share: 1 },
  annual: { deductible: 0, limit: 1e8 },
};

async function timed(run: () => unknown, warm: number): Promise<{ ms: number; p95: number }> {
  for (let i = 0; i < warm; i++) await run();
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { ms: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
}

function plain(figures: PortfolioFigures): Record<string, number[]> {
  const of = ({ mean, var: values, tvar }: PortfolioFigures['gross']) => [mean, values['0.99'], tvar['0.99']];
  return { gross: of(figures.gross), insured: of(figures.insured), retained: of(figures.retained) };
}

async function measure(): Promise<object> {
  const [kind, name] = task.split(' ');
  const portfolio = modelOf(name);
  if (kind === 'exact') {
    const result = exactFigures(portfolio);
    if (!('figures' in result)) throw new Error(result.reason.en);
    return { ...(await timed(() => exactFigures(portfolio), 5)), figures: plain(result.figures) };
  }
  if (kind === 'tail') {
    const found = grossTail(portfolio, 0.01);
    return {
      ...(await timed(() => grossTail(portfolio, 0.01), 10)),
      tvar: found?.tvar,
      se: found?.se,
      events: found?.events,
    };
  }
  if (kind === 'reprice') {
    const table = await repricer(portfolio, { years: YEARS, seed: 42 });
    return { ...(await timed(() => table.price(OTHER), WARM_RUNS)), figures: plain(table.price(OTHER)) };
  }
  const before = process.memoryUsage.rss();
  const player = openPortfolio(portfolio, { engine: 'wasm', seed: 42, threads });
  const time = await timed(() => player.play({ years: YEARS }), WARM_RUNS);
  const grownMB = Math.round((process.resourceUsage().maxRSS * 1024 - before) / 1e6);
  const result = await player.play({ years: YEARS });
  player.close();
  return { ...time, grownMB, digest: result.digest(), figures: plain(result) };
}

console.log(JSON.stringify(await measure()));
