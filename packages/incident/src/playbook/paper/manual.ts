import type { Text } from '@sonae/core';
import { type Chart, type ChartNode, chartOf } from '../flow/chart.ts';
import { hintsOf, playbookHints } from '../hints.ts';
import type { Playbook } from '../read/playbook.ts';

/** A playbook as a manual for paper (手順書): the numbers are those of the flowchart. */
export type Manual = {
  readonly title: Text;
  readonly description: Text;
  readonly id: string;
  /** As written: instant of the last change. */
  readonly version: string;
  /** What to find out on the way, for the variables nobody has set. */
  readonly questions: readonly Text[];
  readonly steps: readonly ManualStep[];
};

export type ManualStep = {
  /** Id of the step in the file. */
  readonly id: string;
  readonly number: number;
  readonly kind: ChartNode['kind'];
  readonly name: Text;
  readonly who?: Text;
  readonly how?: Text;
  /** Commands for machines, shown to whoever carries them out by hand. */
  readonly commands: readonly string[];
  readonly capture: readonly Text[];
  readonly duties: readonly string[];
  readonly insurerFirst: boolean;
  readonly approvers: number;
  readonly next: readonly { readonly label?: Text; readonly to: Text }[];
};

const END: Text = { ja: '終わり', en: 'end' };

export function manualOf(playbook: Playbook): Manual {
  const chart = chartOf(playbook);
  const { name, description, question } = playbookHints(playbook);
  const open = [...playbook.variables].filter(([, { value }]) => value === undefined);
  return {
    title: name,
    description,
    id: playbook.id,
    version: playbook.modified,
    questions: open.map(
      ([variable, { description: words }]) =>
        question(variable) ?? { ja: words || variable, en: words || variable },
    ),
    steps: chart.nodes.flatMap((node) =>
      node.number === undefined ? [] : [stepOf(node, node.number, chart)],
    ),
  };
}

function stepOf(node: ChartNode, number: number, chart: Chart): ManualStep {
  const { step } = node;
  const { how, capture = [], duties = [], consent, approvers = 0 } = step ? hintsOf(step) : {};
  const words = step?.description ?? '';
  const commands = step?.commands.filter(({ type }) => type !== 'manual') ?? [];
  const said = step?.commands.find(
    ({ type, command }) => type === 'manual' && command !== step.name,
  )?.command;
  const plain = words || said;
  return {
    id: node.id,
    number,
    kind: node.kind,
    name: node.text,
    ...(node.who && { who: node.who }),
    ...((how || plain) && { how: how ?? { ja: plain ?? '', en: plain ?? '' } }),
    commands: commands.map(({ type, command }) => `${type}: ${command}`),
    capture,
    duties,
    insurerFirst: consent === 'insurer',
    approvers,
    next: nextOf(node, chart),
  };
}

function nextOf(node: ChartNode, { nodes, edges }: Chart): ManualStep['next'] {
  return edges
    .filter(({ from }) => from === node.id)
    .flatMap(({ to, label }) => {
      const target = nodes.find(({ id }) => id === to);
      return target ? [{ ...(label && { label }), to: placeOf(target, nodes, edges) }] : [];
    });
}

/** A join has no number of its own: the number after it. */
function placeOf(target: ChartNode, nodes: Chart['nodes'], edges: Chart['edges']): Text {
  if (target.kind === 'end') return END;
  if (target.number !== undefined) return { ja: `${target.number}`, en: `${target.number}` };
  const after = nodes.find(({ id }) => edges.some(({ from, to }) => from === target.id && to === id));
  if (!after || after.kind === 'end')
    return { ja: `${target.text.ja}、終わり`, en: `${target.text.en}: end` };
  const place = placeOf(after, nodes, edges);
  return { ja: `${target.text.ja}${place.ja}`, en: `${target.text.en}: ${place.en}` };
}
