import type { BandView } from '../summary/bands.ts';
import { html, type Markup } from './markup.ts';

const WIDTH = 1_000;

/**
 * A band as a strip. It repeats the words below it, so it is hidden from those who hear the page. Stretched to any width: the
 * lines keep their weight (style sheet), and the dot is a line of no length with round ends.
 */
export function bandStrip({ low, at, high, tolerance }: BandView): Markup {
  const x = (share: number) => Math.round(share * WIDTH);
  const line = (name: string, path: string) => html`<path class="sn-strip-${name}" d="${path}"/>`;
  return html`<svg class="sn-strip" viewBox="0 0 ${WIDTH} 12" preserveAspectRatio="none" aria-hidden="true">${[
    line('scale', `M0 6H${WIDTH}`),
    line('band', `M${x(low)} 6H${x(high)}`),
    tolerance === undefined ? '' : line('tolerance', `M${x(tolerance)} 0V12`),
    line('at', `M${x(at)} 6h.01`),
  ]}</svg>`;
}
