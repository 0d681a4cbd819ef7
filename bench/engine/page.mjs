// docs/benchmarks.md from one run of the engine bench.
import { circumstances } from '../support/circumstances.mjs';

/** What each peer computes of the task: a ratio means nothing without it. */
const FAIRNESS = {
  ours: 'the whole task with standard errors, on two threads unless said otherwise; warm, as a service or a page is',
  NumPy:
    'the whole task on one thread; warm. Plain: as one would write it. Tuned: one count a scenario, in place, the quickest generator',
  'C++':
    'gross, layer and annual limit of this one task in singles, compiled for this processor; threads as ours. Nothing else can be asked of it',
  PAL: 'the whole task through its own interface; NumPy inside, one thread',
  pyfair:
    'less: frequency × magnitude a trial, no counts of events, no insurance; normal instead of lognormal',
  riskquant: 'less: gross only; a Python loop a year',
  CRML: 'less: gross only; a Python loop a run',
  GEMAct: 'gross and layer, scenario by scenario, no annual limit across them',
  aggregate:
    'no simulation: Fourier transform on 2^16 points, gross and layer. Compare with our exact engine, not with a simulation',
};

export function pageOf({ threads, rounds, figures, ratios, missing, versions }) {
  const { machine, load, commit, measured } = circumstances();
  const slowest = Math.max(...figures.map(({ ms }) => ms));
  const bars = figures
    .toSorted((a, b) => a.ms - b.ms)
    .map(({ name, ms }) => `${name.padEnd(28)} ${shown(ms).padStart(9)} ms  ${bar(ms, slowest)}`);
  const t3 = figures.filter(
    ({ name, results }) => results?.retained?.length === 3 && /T3|PAL/.test(name) && !/pricing/.test(name),
  );
  return `# Benchmarks of the loss engine

Written by \`npm run bench -- engine --write\`; do not edit. One million years of the three-scenario task (T3) and of the task with
twelve correlated heads (T12), \`bench/models/\`. Medians of ${rounds} alternating rounds, ${threads} threads.

${machine}; load ${load}; commit ${commit}; ${measured.slice(0, 10)}.

## Times, logarithmic

\`\`\`
${bars.join('\n')}
\`\`\`

## Ratios

| ratio | accepted | goal | reached |
|---|---:|---:|---:|
${ratios.map(({ name, accepted, goal, reached, atMost }) => `| ${name} | ${atMost ? '≤ ' : ''}${accepted} | ${atMost ? '≤ ' : ''}${goal} | **${reached}** |`).join('\n')}

## Do they agree?

Mean, VaR 99 and TVaR 99 of what is retained, of those who compute the whole task (truth: 14,353,723; 192,582,190; 1,255,162,900):

| who | mean | VaR 99 | TVaR 99 |
|---|---:|---:|---:|
${t3.map(({ name, results }) => `| ${name} | ${results.retained.map((x) => Math.round(x).toLocaleString('en')).join(' | ')} |`).join('\n')}

## Who computes what

| who | what |
|---|---|
${Object.entries(FAIRNESS)
  .map(([name, what]) => `| ${name} | ${what} |`)
  .join('\n')}

Versions: ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(
      ', ',
    )}.${missing.length > 0 ? ` Not measured, because it could not be had: ${missing.join(', ')}.` : ''}
"1 % of T12 gross TVaR 99" compares our hybrid (amounts by a Sobol sequence, counts by Fourier transform) with the years plain
NumPy needs for the same standard error: 12.25 million, since its error is 3.5 % at one million.
`;
}

const shown = (ms) => (ms < 100 ? ms.toFixed(2) : Math.round(ms).toLocaleString('en'));

function bar(ms, slowest) {
  const width = 40;
  return '█'.repeat(Math.max(1, Math.round((width * Math.log(ms / 0.5)) / Math.log(slowest / 0.5))));
}
