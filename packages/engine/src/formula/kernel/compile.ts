import type { Graph } from '../graph.ts';
import type { FrameModule } from './frames.ts';
import { type CalendarSpec, type GroupSpec, layoutFrames } from './layout.ts';
import { writeFrames } from './write-frames.ts';

/** Compiles the frames of a model and the calendar of its years. */
export function compileFrames(
  graph: Graph,
  groups: readonly GroupSpec[],
  calendar: CalendarSpec,
): FrameModule {
  const layout = layoutFrames(graph, groups, calendar);
  return {
    layout,
    module: new WebAssembly.Module(writeFrames(graph, layout.groups.flat(), layout.places)),
    shape: calendar.shape,
  };
}
