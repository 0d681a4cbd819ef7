import type { Assessment } from '@sonae/assessment';
import { assetFolder, onePageTemplate, openWholeFont, wholeFont } from '../assets.ts';
import { curvesOption } from '../charts/curves-option.ts';
import { chartDrawer } from '../charts/svg.ts';
import { waterfallOption } from '../charts/waterfall-option.ts';
import { cleanAssessment } from '../summary/clean.ts';
import { type SummaryOptions, summaryOf } from '../summary/summary.ts';
import { pageData } from './page-data.ts';
import { printableData } from './printable.ts';

/** Size of the charts in px of their own; on paper they are about two thirds of that in points. */
const CURVES = { width: 440, height: 190 };
const WATERFALL = { width: 320, height: 186 };
const FONT = 10;

/**
 * The one page as PDF/A-2b: A4 upright, one page, fonts embedded. Equal input gives equal bytes: no clock is read, and
 * the only date is the one passed in. Typst and ECharts are loaded on first use.
 */
export async function onePagePdf(assessment: Assessment, options: SummaryOptions): Promise<Uint8Array> {
  const { language } = options;
  const clean = cleanAssessment(assessment);
  const [summary, draw, typst] = await Promise.all([summaryOf(clean, options), chartDrawer(), typesetter()]);
  const charts = {
    curves: inOneWeight(draw(curvesOption(clean, { language, font: FONT }), CURVES, 'curves')),
    waterfall: inOneWeight(draw(waterfallOption(clean, { language, font: FONT }), WATERFALL, 'waterfall')),
  };
  const fonts = [await openWholeFont(400), await openWholeFont(700)];
  const data = printableData(pageData(summary, clean.returnPeriod), fonts);
  const pdf = typst({ ...data, charts });
  // What Typst holds is let go between turns of the event loop; without one a thousand pages in a row fill the memory.
  await new Promise((resolve) => setTimeout(resolve));
  return pdf;
}

/** Typst 0.13 writes the fonts of a picture in an order that differs from run to run where there are two. */
function inOneWeight(svg: string): string {
  return svg.replace(/ font-weight="[^"]*"/g, '');
}

type Typeset = (data: unknown) => Uint8Array;

let loading: Promise<Typeset> | undefined;

function typesetter(): Promise<Typeset> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Typeset> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  // They are found before any BIZ UDPGothic of the machine (equal-bytes.test.ts).
  const fontBlobs = [Buffer.from(await wholeFont(400)), Buffer.from(await wholeFont(700))];
  const template = await onePageTemplate();
  const compiler = NodeCompiler.create({ workspace: assetFolder(), fontArgs: [{ fontBlobs }] });
  return (data) => {
    const compiled = compiler.compile({
      mainFileContent: template,
      inputs: { data: JSON.stringify(data) },
    });
    if (compiled.hasError() || !compiled.result) {
      throw new Error(`one-page.typ: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`);
    }
    const pdf = compiler.pdf(compiled.result, { pdfStandard: 'a-2b', creationTimestamp: 0 });
    // What Typst remembers of earlier pages would grow without end.
    compiler.evictCache(2);
    return new Uint8Array(pdf);
  };
}
