// How long `sonae assess` takes for the four examples at 100,000 years, from the command to its end, with its peak memory;
// and how it grows with years and threads, on one example.
import { measuredChild, SONAE } from './support/measured-child.mjs';

export const about = 'sonae assess on the four examples: time, peak memory, growth with years and threads';

const EXAMPLES = ['wholesaler', 'retailer', 'it-vendor', 'clinic'];
const GROWTH_OF = 'retailer';
/** What the command promises for 100,000 years on two cores. */
const PROMISED_MS = 10_000;

export async function run({ note, threads }) {
  const figures = [];
  const measure = async (name, { example, years, on }) => {
    const file = `examples/companies/${example}.yaml`;
    const args = [SONAE, 'assess', file, '--years', String(years), '--threads', String(on), '--json'];
    const { ms, cpuMs, peakMB, code } = await measuredChild(args);
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
    const figure = { name, ms: Math.round(ms), cpuMs, peakMB };
    figures.push(figure);
    const seconds = (value) => `${(value / 1000).toFixed(1).padStart(5)} s`;
    note(`${name.padEnd(32)} ${seconds(ms)}  processor ${seconds(cpuMs)}  ${peakMB} MB`);
    return figure;
  };
  for (const example of EXAMPLES) {
    await measure(`${example}, 100,000 years`, { example, years: 100_000, on: threads });
  }
  const base = figures[EXAMPLES.indexOf(GROWTH_OF)];
  const tenfold = await measure(`${GROWTH_OF}, 1,000,000 years`, {
    example: GROWTH_OF,
    years: 1_000_000,
    on: threads,
  });
  const single = await measure(`${GROWTH_OF}, one thread`, { example: GROWTH_OF, years: 100_000, on: 1 });
  const ratios = {
    slowestOverPromise: ratio(
      Math.max(...figures.slice(0, EXAMPLES.length).map(({ ms }) => ms)),
      PROMISED_MS,
    ),
    // Of processor time, so that others on the machine do not count. Two threads share it, so the promise needs about half.
    mostWorkOverPromise: ratio(
      Math.max(...figures.slice(0, EXAMPLES.length).map(({ cpuMs }) => cpuMs)),
      PROMISED_MS,
    ),
    workOfTenTimesTheYears: ratio(tenfold.cpuMs, base.cpuMs),
    memoryOfTenTimesTheYears: ratio(tenfold.peakMB, base.peakMB),
    workOfOneThreadOverTwo: ratio(single.cpuMs, base.cpuMs),
    timeOfOneThreadOverTwo: ratio(single.ms, base.ms),
  };
  for (const [name, value] of Object.entries(ratios)) note(`${name}: ${value}`);
  return { threads, figures, ratios };
}

const ratio = (a, b) => Number((a / b).toFixed(2));
