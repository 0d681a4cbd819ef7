import type { EChartsOption } from 'echarts';
import { openWholeFont } from '../assets.ts';
import { textWidth } from '../fonts/width.ts';
import { hatched } from './hatch.ts';

/** Size of a picture in px. */
export type ChartSize = { readonly width: number; readonly height: number };

/** Draws an option without a browser. The same option gives the same picture. */
export type DrawChart = (option: EChartsOption, size: ChartSize, id: string) => string;

let drawing: Promise<DrawChart> | undefined;

/** Loads ECharts on first use. */
export function chartDrawer(): Promise<DrawChart> {
  drawing ??= load();
  return drawing;
}

/**
 * The ready bundle, not the modules: on a server it loads in 110 ms instead of 620 (400 files). A browser takes the
 * modules `echarts/core`, `/charts`, `/components`, `/renderers` and gives them the same options.
 */
const BUNDLE = 'echarts/dist/echarts.esm.min';

async function load(): Promise<DrawChart> {
  const { init, setPlatformAPI } = (await import(BUNDLE)) as typeof import('echarts');
  const regular = await openWholeFont(400);
  const bold = await openWholeFont(700);
  // Without a canvas ECharts guesses widths, and labels run into each other.
  setPlatformAPI({
    measureText: (text, css = '') => {
      const size = Number(/([\d.]+)px/.exec(css)?.[1] ?? 12);
      return { width: textWidth(text, /\b(bold|700)\b/.test(css) ? bold : regular, size) };
    },
  });
  return (option, { width, height }, id) => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
    try {
      chart.setOption(option);
      return tidySvg(chart.renderToSVGString({ useViewBox: true }), id);
    } finally {
      chart.dispose();
    }
  };
}

/**
 * What ECharts writes, made fit for a page with a strict content security policy and for equal bytes: no style
 * elements or attributes (the font becomes attributes), nothing
 * unseen, no classes or markers for a script that is not there, ids that
 * begin with the picture's own instead of a counter.
 *
 * @param id becomes the beginning of every id within
 */
export function tidySvg(svg: string, id: string): string {
  return hatched(svg)
    .replace(/<style\b[^>]*>.*?<\/style>/gs, '')
    .replace(/<path [^>]*fill-opacity="0"[^>]*><\/path>/g, '')
    .replace(/<svg [^>]*?viewBox="([^"]*)"[^>]*>/, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="$1">')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => presentationAttributes(style))
    .replace(/\bzr\d+-/g, `${id}-`)
    .replace(/\n+/g, '');
}

/** `font-size:12px;font-family:X` → ` font-size="12px" font-family="X"`. */
function presentationAttributes(style: string): string {
  return style
    .split(';')
    .map((declaration) => declaration.split(':').map((part) => part.trim()))
    .filter(([property, value]) => property && value)
    .map(([property, value]) => ` ${property}="${value}"`)
    .join('');
}
