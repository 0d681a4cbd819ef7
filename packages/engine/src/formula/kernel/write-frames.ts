import { type Assembler, createAssembler } from '../../wasm/assembler.ts';
import { defineDoubles } from '../../wasm/doubles.ts';
import { type Graph, OP } from '../graph.ts';
import { neededNodes } from '../run.ts';
import { defineCalendar } from './calendar.ts';
import { definePoisson } from './distributions.ts';
import { defineDraw } from './draw.ts';
import { defineOrder } from './events/order.ts';
import { defineWriter } from './events/write.ts';
import type { FrameSpec, KernelPlaces } from './layout.ts';
import { writeNodes } from './nodes.ts';
import { writeOutputs } from './outputs.ts';
import type { Helpers, Scene } from './scene.ts';

/**
 * Writes the frames of a model as WebAssembly: one function a frame, `frame<i>(n, block)`, which computes its elements
 * two at a time in straight lines, every constant folded, every node a register. The steps are those of `run.ts`, so
 * the values are the same to the bit.
 */
export function writeFrames(
  graph: Graph,
  specs: readonly FrameSpec[],
  places: KernelPlaces,
): Uint8Array<ArrayBuffer> {
  const module = createAssembler();
  const poissonLarge = module.given('poisson', ['d', 'd'], 'd');
  const binomial = module.given('binomial', ['d', 'd', 'd'], 'd');
  const doubles = defineDoubles(module);
  const poisson = definePoisson(module, poissonLarge, doubles);
  const helpers: Helpers = { binomial, doubles, poisson, draw: defineDraw(module, places.keys) };
  defineCalendar(module, places.calendar, helpers.draw, helpers.doubles);
  defineOrder(module, places.events);
  for (const [i, spec] of specs.entries()) {
    defineFrame(module, `frame${i}`, graph, spec, places, helpers);
    if (spec.writer) defineWriter(module, `write${i}`, places.events, spec.frame, spec.writer);
  }
  return module.bytes({ pages: places.pages, most: places.pages, shared: false });
}

function defineFrame(
  module: Assembler,
  name: string,
  graph: Graph,
  spec: FrameSpec,
  places: KernelPlaces,
  helpers: Helpers,
): void {
  const { level, outputs, frame } = spec;
  const nodes = graph.frames[level].nodes;
  const order = neededNodes(graph, level, outputs);
  const slots = [
    ...new Set(order.filter((i) => nodes[i].op === OP.unit).map((i) => nodes[i].value >> 1)),
  ].sort((a, b) => a - b);
  const draws = new Map(slots.map((slot, i) => [slot, places.draws + i * 64]));
  module.define(name, ['i', 'i'], undefined, (c, [n, block]) => {
    const at = c.variable('i', c.i32(0));
    c.loop((nextFour, leaveAll) => {
      leaveAll(c.op('i32.ge_s', at, n));
      const four = c.op('i32.shl', at, c.i32(2));
      if (draws.size > 0) {
        const index = c.load('v', { base: four, offset: frame.index });
        const owner = c.load('v', { base: four, offset: frame.owner });
        for (const [slot, to] of draws) {
          c.call(helpers.draw, index, owner, block, c.i32(spec.firstSlot + slot), c.i32(to));
        }
      }
      const half = c.variable('i', c.i32(0));
      c.loop((again) => {
        const element = c.op('i32.add', at, c.op('i32.shl', half, c.i32(1)));
        const scene: Scene = { c, graph, frame, places, helpers, draws, element, half };
        writeOutputs(scene, spec, writeNodes(scene, level, order));
        c.set(half, c.op('i32.add', half, c.i32(1)));
        again(c.op('i32.lt_s', half, c.i32(2)));
      });
      c.set(at, c.op('i32.add', at, c.i32(4)));
      nextFour();
    });
    return undefined;
  });
}
