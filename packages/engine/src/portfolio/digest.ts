import { type Figures, MEASURES, type PortfolioFigures } from './figures.ts';

/** All figures in one order. */
export function numbersOf(figures: PortfolioFigures): Float64Array {
  return Float64Array.from(
    MEASURES.flatMap((measure) => {
      const { mean, var: values, tvar, se }: Figures = figures[measure];
      const parts = [values, tvar, se.var, se.tvar].flatMap((levels) => Object.values(levels));
      return [mean, se.mean, ...parts];
    }),
  );
}

export function digestOfFigures(figures: PortfolioFigures): string {
  return digestOf([numbersOf(figures)]);
}

/** A fingerprint of doubles to the bit: 64 bits as 16 hexadecimal digits. Not for secrets. */
export function digestOf(parts: readonly Float64Array[]): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (const part of parts) {
    // Copied, so that the words begin where the doubles do; all our hosts store the low word first.
    const words = new Uint32Array(part.slice().buffer);
    for (const word of words) {
      a = Math.imul(a ^ word, 0x01000193);
      b = Math.imul((b << 13) | (b >>> 19), 0x85ebca6b) ^ word ^ a;
    }
  }
  const hex = (n: number) => (n >>> 0).toString(16).padStart(8, '0');
  return hex(a ^ (b >>> 15)) + hex(b ^ (a >>> 13));
}
