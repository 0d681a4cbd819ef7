/** Distance between the lines of a hatch, and their width, in px. */
const GAP = 6;
const WIDTH = 1.2;

/**
 * Bars filled with a pattern, hatched with lines instead: patterns differ from viewer to viewer, and Typst 0.13 writes a
 * picture with two of them in an order that differs from run to run.
 *
 * @param svg as ECharts draws it: a bar is a path of four straight sides
 */
export function hatched(svg: string): string {
  return svg
    .replace(
      /<path d="M([-\d.]+) ([-\d.]+)l([-\d.]+) 0l0 ([-\d.]+)l[-\d.]+ 0Z" fill="url\(#[^)]*\)"[^>]*><\/path>/g,
      (_, x: string, y: string, width: string, height: string) => {
        const lines = hatchLines(Number(x), Number(y), Number(width), Number(height));
        return `<path d="${lines}" fill="none" stroke="#fff" stroke-width="${WIDTH}"></path>`;
      },
    )
    .replace(/<defs ?>\s*(?:<pattern .*?<\/pattern>\s*)+<\/defs>/gs, '');
}

/** Rising lines from edge to edge of a rectangle, whose height may be negative (drawn upwards). */
function hatchLines(x: number, y: number, width: number, height: number): string {
  const [left, right] = [Math.min(x, x + width), Math.max(x, x + width)];
  const [top, bottom] = [Math.min(y, y + height), Math.max(y, y + height)];
  const lines: string[] = [];
  const step = GAP * Math.SQRT2;
  // On a rising line x + y is the same everywhere.
  for (let sum = left + top + step / 2; sum < right + bottom; sum += step) {
    const start = sum - bottom >= left ? [sum - bottom, bottom] : [left, sum - left];
    const end = sum - top <= right ? [sum - top, top] : [right, sum - right];
    lines.push(`M${start.map(round).join(' ')}L${end.map(round).join(' ')}`);
  }
  return lines.join('');
}

const round = (length: number) => Math.round(length * 100) / 100;
