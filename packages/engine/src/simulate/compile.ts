import { compileFrames } from '../formula/kernel/compile.ts';
import type { LineSpec } from '../formula/kernel/events/write-line.ts';
import type { FrameModule } from '../formula/kernel/frames.ts';
import type { GroupSpec } from '../formula/kernel/layout.ts';
import type { Group, Line, Model } from '../model/model.ts';
import { gammaTable } from '../random/quantile-table.ts';
import { compileTerms } from '../terms/kernel/compile.ts';
import { CLAIM_DRAW_SLOT, EVENT_SLOT, YEAR_OWNER } from './addresses.ts';
import type { Kernels, Task } from './block.ts';
import { BATCH, refsOfGroup } from './group-frames.ts';

// Writing and compiling the kernels, which the calling thread does once: threads that play are spared what it loads.

export function compileKernels({ model, terms }: Task): Kernels {
  return { frames: compileGroups(model), terms: compileTerms(terms) };
}

/** Compiles the frames of a model for every thread that will play it. */
export function compileGroups(model: Model): FrameModule {
  return compileFrames(model.graph, model.groups.map(specOf), Object.values(model.worldNames), {
    years: model.blockYears,
    yearOwner: YEAR_OWNER,
    shape: model.yearShape > 0 ? gammaTable(model.yearShape) : undefined,
  });
}

function specOf(group: Group): GroupSpec {
  return {
    refs: refsOfGroup(group),
    rows: Math.max(1, group.rows.length),
    batch: BATCH,
    inputs: [group.inputs.length, group.claims?.inputs.length ?? 0],
    firstSlots: [EVENT_SLOT, CLAIM_DRAW_SLOT],
    facts: group.facts.map(({ bit, ref }) => ({ bit, node: ref.index })),
    events: {
      kind: 'events',
      rowNumbers: Int32Array.from(group.rows, ({ number }) => number),
      hours: group.outageHours?.index,
      severe: group.severe?.index,
      lines: group.lines.map((line) => ({ ...lineSpec(line), claim: line.claim })),
    },
    claims: group.claims && {
      kind: 'claims',
      lines: group.claims.lines.map((line) => ({ ...lineSpec(line), own: line.own })),
    },
  };
}

function lineSpec({ slot, flags, keepEmpty, amount, units, fromHour, toHour }: Line): LineSpec {
  return {
    slot,
    flags,
    keepEmpty,
    amount: amount.index,
    units: units?.index,
    fromHour: fromHour?.index,
    toHour: toHour?.index,
  };
}
