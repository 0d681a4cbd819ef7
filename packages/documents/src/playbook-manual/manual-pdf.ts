import { inLanguage, type Language, type Text } from '@sonae/core';
import { drawPages, type Manual, manualOf, type Playbook } from '@sonae/incident/playbook';
import { assetFolder, openWholeFont, wholeFont } from '../assets.ts';
import type { Font } from '../fonts/sfnt.ts';
import { MISSING, printable, printableData } from '../pdf/printable.ts';
import { cleanText } from '../summary/clean.ts';
import { manualWords } from './words.ts';

const TEMPLATE = 'playbook-manual.typ';
/** Room for a flowchart on a page, and the least a pixel of it may measure (13 px are 5.9 pt then). */
const ROOM = { width: 178, height: 238 };
const LEAST = 0.16;
const MOST = 0.26;
const PAGE = { most: ROOM.height / LEAST, ratio: (ROOM.height / ROOM.width) * 1.2 };

type Typeset = (data: unknown) => Uint8Array;
let loading: Promise<Typeset> | undefined;

/**
 * A playbook as a printable manual (手順書), PDF/A-2b on A4: flowchart, what to find out, steps with boxes to tick and room for
 * time and name. Equal playbooks give equal bytes; no clock is read.
 */
export async function playbookManualPdf(playbook: Playbook, language: Language): Promise<Uint8Array> {
  loading ??= load();
  const typeset = await loading;
  const fonts = [await openWholeFont(400), await openWholeFont(700)];
  const { words, ...shown } = dataOf(manualOf(playbook), language);
  const data = printableData(cleaned(shown), fonts);
  const charts = drawPages(playbook, language, PAGE).map((svg) => ({
    svg: printableSvg(svg, fonts),
    width: widthOf(svg),
  }));
  const lacking = [JSON.stringify(data), ...charts.map(({ svg }) => svg)].some((text) =>
    text.includes(MISSING),
  );
  const pdf = typeset({ ...data, words, charts, lacking });
  // What Typst holds is let go between turns of the event loop.
  await new Promise((resolve) => setTimeout(resolve));
  return pdf;
}

async function load(): Promise<Typeset> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fontBlobs = [Buffer.from(await wholeFont(400)), Buffer.from(await wholeFont(700))];
  const workspace = assetFolder();
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
  return (data) => {
    const compiled = compiler.compile({
      mainFilePath: `${workspace}/${TEMPLATE}`,
      inputs: { data: JSON.stringify(data) },
    });
    if (compiled.hasError() || !compiled.result)
      throw new Error(`${TEMPLATE}: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`);
    const pdf = compiler.pdf(compiled.result, { pdfStandard: 'a-2b', creationTimestamp: 0 });
    compiler.evictCache(2);
    return new Uint8Array(pdf);
  };
}

function dataOf(manual: Manual, language: Language) {
  const words = manualWords(language);
  const say = (text: Text | undefined) => (text === undefined ? '' : inLanguage(text, language));
  return {
    language,
    words,
    title: say(manual.title),
    description: say(manual.description),
    id: manual.id,
    version: manual.version,
    questions: manual.questions.map(say),
    steps: manual.steps.map((step) => ({
      number: step.number,
      kind: step.kind,
      name: say(step.name),
      who: say(step.who),
      how: say(step.how),
      commands: step.commands,
      capture: step.capture.map(say),
      duties: step.duties,
      insurer: step.insurerFirst,
      approvers: step.approvers,
      next: step.next.map(({ label, to }) => `${label ? `${say(label)} → ` : '→ '}${say(to)}`),
    })),
  };
}

/** Millimetres a drawing takes: as wide as its letters ask for, as the page allows. */
function widthOf(svg: string): number {
  const [, width, height] = (/ width="(\d+)" height="([\d.]+)"/.exec(svg) ?? []).map(Number);
  return Math.min(ROOM.width, width * MOST, (ROOM.height * width) / height);
}

/** The texts of a drawing as the fonts can set them; its lines are broken already. */
function printableSvg(svg: string, fonts: readonly Font[]): string {
  return svg.replaceAll(/>([^<]+)</g, (_, text: string) =>
    text.trim() === '' ? '><' : `>${printable(text, fonts).replaceAll('\u200b', '')}<`,
  );
}

/** Every text without control characters and marks that turn the direction. */
function cleaned<Data>(data: Data): Data {
  return JSON.parse(JSON.stringify(data), (_key, value) =>
    typeof value === 'string' ? cleanText(value) : value,
  ) as Data;
}
