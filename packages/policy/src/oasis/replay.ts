import {
  addEvent,
  addLine,
  createAssembler,
  createEventTable,
  createInterpreter,
  type Instruction,
  TERM,
  type TermProgramme,
} from '@sonae/engine';
import type { OasisCase } from './case.ts';
import { doesSomething, writeProfile } from './rules.ts';
import { type Node, type Structure, structureOf } from './structure.ts';

/** A line of the programme: one item in one layer. */
type Strand = { readonly item: number; readonly layer: number };

/** A case as a term programme: a slot for each item and layer, the terms level by level. */
export type OasisProgramme = {
  readonly programme: TermProgramme;
  readonly strands: readonly Strand[];
  /** Places of the strands of an item, by layer. */
  readonly slotsByItem: ReadonlyMap<number, readonly number[]>;
  readonly structure: Structure;
};

/** Compiles a case. Throws {@link UnknownRule}. */
export function oasisProgramme(one: OasisCase): OasisProgramme {
  const structure = structureOf(one);
  const strands = one.items.flatMap(({ item }) =>
    Array.from({ length: Math.max(1, structure.byItem.get(item)?.layers ?? 1) }, (_, layer) => ({
      item,
      layer,
    })),
  );
  const assembler = createAssembler({ slots: strands.length, wholeYen: false });
  const instructions: Instruction[] = [];
  const slotsByItem = new Map<number, number[]>();
  strands.forEach(({ item }, slot) => {
    slotsByItem.set(item, [...(slotsByItem.get(item) ?? []), slot]);
  });
  const slotsOf = (items: ReadonlySet<number>, layer: number | 'all') =>
    [...items].flatMap((item) => {
      const slots = slotsByItem.get(item) ?? [];
      return layer === 'all' ? slots : slots.slice(layer, layer + 1);
    });
  const tivOf = (items: ReadonlySet<number>) => {
    const byCoverage = new Map(
      one.items.filter(({ item }) => items.has(item)).map(({ cov, tiv }) => [cov, tiv]),
    );
    return [...byCoverage.values()].reduce((sum, tiv) => sum + tiv, 0);
  };
  const meet = (node: Node, layer: number | 'all', profile: number) => {
    const rows = one.profiles[profile] ?? [];
    if (!doesSomething(rows)) return;
    const set = assembler.set(slotsOf(node.items, layer));
    const write = (instruction: Omit<Instruction, 'set'>) => instructions.push({ ...instruction, set });
    write({ op: TERM.gather });
    writeProfile(rows, tivOf(node.items), assembler, write);
    write({ op: TERM.spread });
  };
  for (const node of structure.levels.flat()) {
    const { profiles } = node;
    if (profiles.length === 0) continue;
    if (node.mergesLayers) meet(node, 'all', profiles[0].profile);
    else
      for (let layer = 0; layer < node.layers; layer++)
        meet(node, layer, (profiles[layer] ?? profiles[0]).profile);
  }
  assembler.stage('policy', 'oasis', (part) => part('terms', { set: assembler.set('all') }, instructions));
  return { programme: assembler.programme(), strands, slotsByItem, structure };
}

/** Insured losses by output, event by event. */
export function replayCase(one: OasisCase): Record<string, Record<string, number>> {
  const compiled = oasisProgramme(one);
  const { programme, strands } = compiled;
  const interpreter = createInterpreter(programme);
  const results: Record<string, Record<string, number>> = {};
  for (const [event, losses] of Object.entries(one.gul)) {
    const table = createEventTable(1);
    addEvent(table, 0, 0);
    strands.forEach(({ item }, slot) => {
      addLine(table, slot, 0, -1, losses[item] ?? 0);
    });
    const reached = new Float64Array(table.slot.length);
    const outcome = {
      gross: new Float64Array(1),
      relieved: new Float64Array(1),
      paid: [new Float64Array(1)],
      reached,
    };
    interpreter.runPeriod(table, { order: Int32Array.of(0), from: 0, to: 1 }, outcome);
    results[event] = Object.fromEntries(
      one.xref.map(([output, agg, layer]) => [output, outputOf(agg, layer, compiled, reached)]),
    );
  }
  return results;
}

/** What an output shows: an item in a layer, or a node of the top where the tree has one level only. */
function outputOf(
  agg: number,
  layerId: number,
  { slotsByItem, structure: { levels, byItem } }: OasisProgramme,
  reached: Float64Array,
): number {
  const node = byItem.get(agg) ?? levels.at(-1)?.find((one) => one.agg === agg);
  if (!node) return 0;
  // A layer nobody has defined gives nothing.
  const layer = node.layerIds.length === 0 ? layerId - 1 : node.layerIds.indexOf(layerId);
  let sum = 0;
  for (const item of node.items) {
    const slot = slotsByItem.get(item)?.[layer];
    if (slot !== undefined) sum += reached[slot];
  }
  return sum;
}
