import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import { philoxOne } from '../../wasm/philox.ts';
import { STREAM } from '../addresses.ts';
import type { Blueprint, ScenarioPlan } from '../blueprint.ts';
import { defineClusters } from './clusters.ts';
import type { Kind, List } from './events.ts';
import { defineHeadEvents } from './head-events.ts';
import { defineInvert, unitOf } from './inversion.ts';
import { CONTROL, type Layout, PARAMETER } from './layout.ts';
import { definePlainEvents } from './plain-events.ts';

/** The functions that play events, one a kind of scenario, and the one that draws their number. */
export type ScenarioCode = { readonly invert: Callee; readonly kinds: ReadonlyMap<string, Callee> };

/** @param list where events go one after the other; without it they are added to the sums of their years */
export function defineScenarios(
  module: Assembler,
  blueprint: Blueprint,
  layout: Layout,
  list?: List,
): ScenarioCode {
  const invert = defineInvert(module);
  const kinds = new Map<string, Callee>();
  for (const scenario of blueprint.scenarios) {
    const key = kindOf(scenario);
    if (kinds.has(key)) continue;
    const kind: Kind = { size: scenario.size.kind, clustered: scenario.clusterSizes !== undefined };
    const define = blueprint.heads.length > 0 ? defineHeadEvents : definePlainEvents;
    const events = define(module, key, kind, blueprint, layout, list);
    kinds.set(key, kind.clustered ? defineClusters(module, key, blueprint, layout, invert, events) : events);
  }
  return { invert, kinds };
}

function kindOf({ size, clusterSizes }: ScenarioPlan): string {
  return `${size.kind}${clusterSizes ? ' clustered' : ''}`;
}

/** Draws how many events, or clusters, each scenario has in a block, and plays them. */
export function overScenarios(
  c: Coder,
  { scenarios }: Blueprint,
  layout: Layout,
  { invert, kinds }: ScenarioCode,
  block: Value,
  play: (events: Callee, parameter: Value, count: Value) => void,
): void {
  const parameter = c.variable('i', c.i32(layout.parameters));
  // One loop a run of scenarios of one kind keeps the code short for hundreds of scenarios.
  for (let from = 0; from < scenarios.length; ) {
    const key = kindOf(scenarios[from]);
    let to = from;
    while (to < scenarios.length && kindOf(scenarios[to]) === key) to += 1;
    const end = layout.parameters + to * PARAMETER.bytes;
    c.loop((again) => {
      const get = (offset: number) => c.load('i', { base: parameter, offset });
      const owner = get(PARAMETER.owner);
      const [w0, w1] = philoxOne(c, [c.i32(-1), owner, block, c.i32(STREAM.count)], { base: CONTROL.keys });
      const rank = c.call(invert, get(PARAMETER.counts), get(PARAMETER.countLength), unitOf(c, w0, w1));
      play(kinds.get(key) as Callee, parameter, c.op('i32.add', rank, get(PARAMETER.firstCount)));
      c.set(parameter, c.op('i32.add', parameter, c.i32(PARAMETER.bytes)));
      again(c.op('i32.ne', parameter, c.i32(end)));
    });
    from = to;
  }
}
