import type { Graph, Ref } from '../graph.ts';
import type { FrameModule } from './frames.ts';
import { type CalendarSpec, type GroupSpec, layoutFrames } from './layout.ts';
import { writeFrames } from './write-frames.ts';

/** Compiles the frames of a model and the calendar of its years. */
export function compileFrames(
  graph: Graph,
  groups: readonly GroupSpec[],
  worldOutputs: readonly Ref[],
  calendar: CalendarSpec,
): FrameModule {
  const layout = layoutFrames(graph, groups, worldOutputs, calendar);
  return {
    layout,
    module: new WebAssembly.Module(
      writeFrames(graph, [layout.world, ...layout.groups.flat()], layout.places),
    ),
    shape: calendar.shape,
  };
}
