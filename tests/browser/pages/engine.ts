import {
  checkPortfolio,
  openPortfolio,
  type Portfolio,
  type PortfolioTerms,
  repricer,
} from '@sonae/engine/portfolio';

// What the engine test runs inside a page.

function portfolioOf(model: unknown): Portfolio {
  const { portfolio } = checkPortfolio(model);
  if (!portfolio) throw new Error('not a model');
  return portfolio;
}

/** The digest of a play on each number of threads. */
async function digests(model: unknown, years: number, threads: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const count of threads) {
    const player = openPortfolio(portfolioOf(model), { engine: 'wasm', seed: 42, threads: count });
    found.push((await player.play({ years })).digest());
    player.close();
  }
  return found;
}

/** Milliseconds of pricing terms that change a little every time, as under a slider. */
async function reprice(model: unknown, years: number, times: number): Promise<number[]> {
  const table = await repricer(portfolioOf(model), { years, seed: 42 });
  const terms = (i: number): PortfolioTerms => ({
    event: { deductible: 1e6 + (i % 10) * 1e5, limit: 1e8, share: 1 },
    annual: { deductible: 0, limit: 3e8 },
  });
  for (let i = 0; i < 20; i++) table.price(terms(i));
  const found: number[] = [];
  for (let i = 0; i < times; i++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    table.price(terms(i));
    found.push(performance.now() - start);
  }
  return found;
}

Object.assign(globalThis, { digests, reprice, isIsolated: globalThis.crossOriginIsolated });
