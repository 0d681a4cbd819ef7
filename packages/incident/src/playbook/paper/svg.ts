import type { Language } from '@sonae/core';
import { inLanguage } from '@sonae/core';
import { playbookHints } from '../hints.ts';
import type { Playbook } from '../read/playbook.ts';
import {
  FONT,
  type Layout,
  LINE,
  layoutPlaybook,
  type PlacedEdge,
  type PlacedNode,
  SMALL,
} from './layout.ts';
import { emsOf } from './wrap.ts';

const INK = '#1c1d1f';
const SUB = '#5d5f63';
const FACE = 'BIZ UDPGothic, BIZ UDGothic, Noto Sans JP, Hiragino Sans, Meiryo, sans-serif';
/** Shapes tell the kinds apart without colour; the tints only help. */
const TINT: Readonly<Record<PlacedNode['kind'], string>> = {
  start: '#e8eef7',
  end: '#e8eef7',
  person: '#ffffff',
  action: '#fbf1e2',
  playbook: '#eef4ec',
  choice: '#fdf7d9',
  loop: '#fdf7d9',
  fork: '#f0f0f0',
  join: INK,
};

/** A playbook as SVG: text of the file is text here, never markup. Equal playbooks give equal bytes. */
export function drawPlaybook(playbook: Playbook, language: Language): string {
  const layout = layoutPlaybook(playbook, language);
  const title = inLanguage(playbookHints(playbook).name, language);
  return drawLayout(layout, { title, language, top: 0, bottom: layout.height });
}

/** How much of a flowchart a page takes: pixels of height at a readable size, and its height over its width. */
export type PageSize = { readonly most: number; readonly ratio: number };

/** The same in slices of about equal height, cut between rows: one for a page. */
export function drawPages(playbook: Playbook, language: Language, page: PageSize): readonly string[] {
  const layout = layoutPlaybook(playbook, language);
  const title = inLanguage(playbookHints(playbook).name, language);
  return slices(layout, page).map(([top, bottom]) => drawLayout(layout, { title, language, top, bottom }));
}

function slices({ breaks, width, height }: Layout, { most, ratio }: PageSize): [number, number][] {
  // A wide chart is made narrower anyway, so more rows fit.
  const count = Math.ceil(height / Math.max(most, width * ratio));
  const cuts = Array.from({ length: count - 1 }, (_, i) => {
    const wanted = ((i + 1) * height) / count;
    return breaks.reduce((best, at) => (Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best));
  });
  const ends = [...new Set([...cuts, height])];
  return ends.map((end, i) => [ends[i - 1] ?? 0, end]);
}

type View = {
  readonly title: string;
  readonly language: Language;
  readonly top: number;
  readonly bottom: number;
};

function drawLayout({ width, nodes, edges }: Layout, { title, language, top, bottom }: View): string {
  const height = bottom - top;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${top} ${width} ${height}" width="${width}" height="${height}" role="img" lang="${language}" font-family="${FACE}" font-size="${FONT}" fill="${INK}">`,
    `<title>${escaped(title)}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>',
    ...edges.map(drawEdge),
    ...nodes.map(drawNode),
    ...edges.map(drawLabel),
    '</svg>\n',
  ]
    .filter(Boolean)
    .join('\n');
}

function drawEdge({ points, kind }: PlacedEdge): string {
  if (points.length === 0) return '';
  const dash = kind === 'failure' ? ' stroke-dasharray="5 4"' : '';
  return `<path d="M${points.map(([x, y]) => `${x} ${y}`).join('L')}" fill="none" stroke="${INK}" stroke-width="1.2"${dash} marker-end="url(#tip)"/>`;
}

/** A label stands on white beside its line. */
function drawLabel({ labelText, labelAt, labelEnd }: PlacedEdge): string {
  if (labelText === undefined || labelAt === undefined) return '';
  const width = Math.ceil(emsOf(labelText) * SMALL) + 4;
  const [x, y] = labelEnd ? [labelAt[0] - width, labelAt[1]] : labelAt;
  return `<g font-size="${SMALL}"><rect x="${x - 2}" y="${y - SMALL}" width="${width}" height="${SMALL + 3}" fill="#fff"/><text x="${x}" y="${y}" fill="${SUB}">${escaped(labelText)}</text></g>`;
}

function drawNode(node: PlacedNode): string {
  const { x, y, width, height, kind, lines, whoLine } = node;
  const middle = x + width / 2;
  const block = lines.length * LINE + (whoLine ? LINE - 2 : 0);
  const first = y + (height - block) / 2 + FONT;
  const texts = lines.map(
    (line, i) => `<text x="${middle}" y="${first + i * LINE}" text-anchor="middle">${escaped(line)}</text>`,
  );
  const who = whoLine
    ? `<text x="${middle}" y="${first + lines.length * LINE}" text-anchor="middle" font-size="${SMALL}" fill="${SUB}">${escaped(whoLine)}</text>`
    : '';
  return `<g>${shape(node)}${kind === 'join' ? '' : texts.join('')}${who}</g>`;
}

function shape({ x, y, width, height, kind }: PlacedNode): string {
  const style = `fill="${TINT[kind]}" stroke="${INK}" stroke-width="1.2"`;
  const box = (radius: number, inset = 0) =>
    `<rect x="${x + inset}" y="${y + inset}" width="${width - 2 * inset}" height="${height - 2 * inset}" rx="${radius}" ${style}/>`;
  switch (kind) {
    case 'start':
    case 'end':
      return box(height / 2);
    case 'person':
      return box(6);
    case 'action':
      return `${box(0)}<path d="M${x + 6} ${y}v${height}" stroke="${INK}"/>`;
    case 'playbook':
      return `${box(0)}${box(0, 3)}`;
    case 'choice':
      return `<path d="M${x} ${y + height / 2}l18 ${-height / 2}h${width - 36}l18 ${height / 2}l-18 ${height / 2}h${36 - width}z" ${style}/>`;
    case 'loop':
      return `<path d="M${x} ${y + height / 2}l18 ${-height / 2}h${width - 36}l18 ${height / 2}l-18 ${height / 2}h${36 - width}z" ${style}/><path d="M${x + 22} ${y + height - 4}h${width - 44}" stroke="${INK}"/>`;
    case 'fork':
      return `${box(0)}<path d="M${x} ${y + height}h${width}" stroke="${INK}" stroke-width="4"/>`;
    case 'join':
      return box(0);
  }
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
