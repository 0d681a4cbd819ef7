import { inLanguage, type Language } from '@sonae/core';
import { type Chart, type ChartEdge, type ChartNode, chartOf } from '../flow/chart.ts';
import type { Playbook } from '../read/playbook.ts';
import { type Graph, rankGraph } from './ranks.ts';
import { routesOf } from './routes.ts';
import { emsOf, wrapText } from './wrap.ts';

/** A flowchart with places, in pixels from the upper left. Draw nodes, then edges; screens may style both as they like. */
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** Heights between rows where a page may end. */
  readonly breaks: readonly number[];
};

export type PlacedNode = ChartNode & {
  /** Upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly whoLine?: string;
};

export type PlacedEdge = ChartEdge & {
  readonly points: readonly (readonly [number, number])[];
  readonly labelText?: string;
  readonly labelAt?: readonly [number, number];
  /** The label ends there instead of beginning. */
  readonly labelEnd?: boolean;
};

/** Sizes of letters and boxes. */
export const FONT = 13;
export const SMALL = 11;
export const LINE = 18;
const EMS = 13;
const ROUND = 26;

/** Places a playbook as a flowchart: layers from above to below, few crossings, the same every time. */
export function layoutPlaybook(playbook: Playbook, language: Language): Layout {
  return layoutChart(chartOf(playbook), language);
}

export function layoutChart(chart: Chart, language: Language): Layout {
  const sized = chart.nodes.map((node) => sizeOf(node, language));
  const graph: Graph = {
    nodes: sized.map(({ id, width, height }) => ({ id, width, height })),
    edges: chart.edges.map(({ from, to }) => ({ from, to })),
  };
  const ranked = rankGraph(graph);
  const places = new Map(ranked.nodes.map((node) => [node.id, node]));
  const nodes = sized.map((node): PlacedNode => {
    const { x = 0, y = 0 } = places.get(node.id) ?? {};
    return { ...node, x: Math.round(x - node.width / 2), y: Math.round(y) };
  });
  const routes = routesOf(ranked, graph.edges);
  const edges = chart.edges.map((edge, i): PlacedEdge => {
    const { points, back, labelAt, labelEnd } = routes.edges[i];
    const text = edge.label && inLanguage(edge.label, language);
    return {
      ...edge,
      kind: back ? 'back' : edge.kind,
      points,
      ...(text && { labelText: text, labelAt, labelEnd }),
    };
  });
  return { width: routes.width, height: routes.height, nodes, edges, breaks: ranked.breaks };
}

type Sized = Omit<PlacedNode, 'x' | 'y'>;

function sizeOf(node: ChartNode, language: Language): Sized {
  const text = inLanguage(node.text, language);
  if (node.kind === 'join') return { ...node, lines: [], width: 120, height: 10 };
  const lines = wrapText(node.number === undefined ? text : `${node.number}. ${text}`, EMS);
  const who = node.who && `@ ${inLanguage(node.who, language)}`;
  const whoLine = who && [...wrapText(who, EMS + 2)][0];
  const ems = Math.max(6, ...lines.map(emsOf), ((whoLine ? emsOf(whoLine) : 0) * SMALL) / FONT);
  const pointed = node.kind === 'choice' || node.kind === 'loop' ? 2 * ROUND : ROUND;
  return {
    ...node,
    lines,
    ...(whoLine && { whoLine }),
    width: Math.ceil(ems * FONT) + pointed,
    height: lines.length * LINE + (whoLine ? LINE - 2 : 0) + 16,
  };
}
