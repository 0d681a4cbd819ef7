import { existsSync, readFileSync } from 'node:fs';

/** A ratio within these says nothing on a machine that others use. */
const NOISE = 1.5;

/**
 * The figures beside those of the committed sample, as ratios: milliseconds of another machine mean little, but all figures
 * of a bench should move by about the same factor. Those that do not are marked.
 *
 * @returns {string[]} lines for people; empty without a sample
 */
export function besideSample({ bench, figures }) {
  const file = new URL(`../results/sample/${bench}.json`, import.meta.url);
  if (!figures || !existsSync(file)) return [];
  const sample = new Map(
    JSON.parse(readFileSync(file, 'utf8')).figures.map((figure) => [figure.name, figure]),
  );
  // Time of the processor where it is known: others on the machine do not change it.
  const ratios = figures.flatMap(({ name, ms, cpuMs }) => {
    const before = sample.get(name);
    const ratio = cpuMs && before?.cpuMs ? cpuMs / before.cpuMs : ms / before?.ms;
    return ratio > 0 ? [{ name, ratio }] : [];
  });
  if (ratios.length === 0) return [];
  const usual = ratios.map(({ ratio }) => ratio).toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)];
  return [
    `beside the sample: × ${usual.toFixed(2)} (median)`,
    ...ratios
      .filter(({ ratio }) => ratio / usual > NOISE || usual / ratio > NOISE)
      .map(({ name, ratio }) => `  ${name}: × ${ratio.toFixed(2)}, unlike the others`),
  ];
}
