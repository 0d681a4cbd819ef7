import type { Text } from '@sonae/core';
import { hintsOf, playbookHints } from '../hints.ts';
import type { Playbook, Step } from '../read/playbook.ts';
import { nextOf } from './edges.ts';

/** A playbook as a flowchart (流れ図): branches lead on to where they join, loops lead back. */
export type Chart = { readonly nodes: readonly ChartNode[]; readonly edges: readonly ChartEdge[] };

/** In reading order: a step, its branches, what follows. */
export type ChartNode = {
  readonly id: string;
  readonly kind: 'start' | 'end' | 'person' | 'action' | 'playbook' | 'choice' | 'loop' | 'fork' | 'join';
  /** Steps for people, machines and decisions are numbered; the manual uses the same numbers. */
  readonly number?: number;
  readonly text: Text;
  /** Who does it. */
  readonly who?: Text;
  readonly step?: Step;
};

export type ChartEdge = {
  readonly from: string;
  readonly to: string;
  readonly label?: Text;
  readonly kind: 'next' | 'failure' | 'back';
};

const YES: Text = { ja: 'はい', en: 'yes' };
const NO: Text = { ja: 'いいえ', en: 'no' };
const AGAIN: Text = { ja: 'くり返す', en: 'again' };
const OVER: Text = { ja: '済んだ', en: 'over' };
const FAILED: Text = { ja: 'できないとき', en: 'if it fails' };
const OTHERWISE: Text = { ja: 'それ以外', en: 'otherwise' };

export function chartOf(playbook: Playbook): Chart {
  const walk = new Walk(playbook);
  const first = walk.visit(playbook.start, undefined);
  if (playbook.exception !== undefined && playbook.steps.has(playbook.exception) && first !== undefined)
    walk.visit(playbook.exception, undefined);
  return { nodes: walk.nodes, edges: [...walk.edges.values()] };
}

class Walk {
  readonly nodes: ChartNode[] = [];
  readonly edges = new Map<string, ChartEdge>();
  readonly #seen = new Set<string>();
  readonly #playbook: Playbook;
  #number = 0;

  constructor(playbook: Playbook) {
    this.#playbook = playbook;
  }

  /**
   * Draws a step and all that follows it, and says which node stands for it. `after` is where a branch leads when it
   * ends; nothing for the outermost.
   */
  visit(id: string, after: string | undefined): string | undefined {
    const step = this.#playbook.steps.get(id);
    if (!step) return undefined;
    if (id === after || (step.type === 'end' && after !== undefined)) return after;
    if (this.#seen.has(`${id} ${after}`)) return id;
    this.#seen.add(`${id} ${after}`);
    this.#draw(step);
    const inner = step.type === 'parallel' ? this.#fork(step) : id;
    const next = nextOf(step, true);
    if (step.type === 'while-condition') this.#branch(id, step.onTrue, id, AGAIN);
    else if (step.type !== 'parallel') this.#branches(step, next, after);
    const label = step.type === 'while-condition' ? OVER : undefined;
    if (leadsOn(step)) this.#branch(inner, next, after, label);
    if (step.onFailure !== undefined) this.#branch(inner, step.onFailure, after, FAILED, 'failure');
    return id;
  }

  /** The branches of an if or a switch lead on to what follows the step. */
  #branches(step: Step, next: string | undefined, after: string | undefined): void {
    if (step.type !== 'if-condition' && step.type !== 'switch-condition') return;
    const join = this.#target(next, after);
    if (step.type === 'if-condition') {
      this.#branch(step.id, step.onTrue, join, YES);
      this.#branch(step.id, step.onFalse ?? next, join, NO);
    }
    const { labels } = hintsOf(step);
    for (const [word, head] of step.cases)
      this.#branch(
        step.id,
        head,
        join,
        labels[word] ?? (word === 'default' ? OTHERWISE : { ja: word, en: word }),
      );
    // What follows is drawn once, after the branches.
    if (next !== undefined) this.visit(next, after);
  }

  #fork(step: Step): string {
    const join = `${step.id} join`;
    for (const head of step.nextSteps) this.#branch(step.id, head, join);
    this.nodes.push({ id: join, kind: 'join', text: { ja: '全部そろったら', en: 'when all are done' } });
    return join;
  }

  #branch(
    from: string,
    head: string | undefined,
    after: string | undefined,
    label?: Text,
    kind: ChartEdge['kind'] = 'next',
  ): void {
    const to = head === undefined ? after : (this.visit(head, after) ?? after);
    if (to === undefined) return;
    const key = `${from} ${to} ${label?.ja ?? ''}`;
    if (!this.edges.has(key)) this.edges.set(key, { from, to, label, kind });
  }

  /** The node a branch leads to at its end. */
  #target(next: string | undefined, after: string | undefined): string | undefined {
    if (next === undefined) return after;
    return this.#playbook.steps.get(next)?.type === 'end' && after !== undefined ? after : next;
  }

  #draw(step: Step): void {
    if (this.nodes.some(({ id }) => id === step.id)) return;
    const { name } = hintsOf(step);
    const kind = kindOf(step);
    const agent = step.agent === undefined ? undefined : this.#playbook.agents.get(step.agent);
    const numbered = kind !== 'start' && kind !== 'end';
    this.nodes.push({
      id: step.id,
      kind,
      ...(numbered && { number: ++this.#number }),
      text: name ?? plain(step, kind, this.#playbook),
      ...(agent && { who: roleOf(agent.name, agent.json.description) }),
      step,
    });
  }
}

/** Whether the step itself leads on, and not only its branches. */
function leadsOn({ type }: Step): boolean {
  return type !== 'end' && type !== 'if-condition' && type !== 'switch-condition';
}

function kindOf(step: Step): ChartNode['kind'] {
  switch (step.type) {
    case 'start':
    case 'end':
      return step.type;
    case 'if-condition':
    case 'switch-condition':
      return 'choice';
    case 'while-condition':
      return 'loop';
    case 'parallel':
      return 'fork';
    case 'playbook-action':
      return 'playbook';
    default:
      return hintsOf(step).action ? 'action' : 'person';
  }
}

function plain(step: Step, kind: ChartNode['kind'], playbook: Playbook): Text {
  if (kind === 'start') return playbookHints(playbook).name;
  const text = step.name || step.condition || step.switchOn || '';
  if (text !== '') return { ja: text, en: text };
  return kind === 'end'
    ? { ja: '終わり', en: 'End' }
    : kind === 'fork'
      ? { ja: '同時に', en: 'At the same time' }
      : { ja: step.id, en: step.id };
}

function roleOf(name: string, description: unknown): Text {
  return { ja: name, en: typeof description === 'string' && description !== '' ? description : name };
}
