import type { Ref } from '../formula/graph.ts';
import { type FrameRun, prepareFrame } from '../formula/run.ts';
import type { Group, Line, Model } from '../model/model.ts';

/** Events computed together; small enough for the columns of a frame to stay in the cache. */
export const BATCH = 256;

/** A group of the model ready to be played: its frames, and room for one batch of events and of claims. */
export type GroupFrames = {
  readonly group: Group;
  /** Everything the group needs of the frames, the world's included. */
  readonly refs: readonly Ref[];
  readonly rowFrame: FrameRun;
  readonly eventFrame: FrameRun;
  readonly claimFrame: FrameRun | undefined;
  /** Rows hang on the one world of the block. */
  readonly rowParent: Int32Array;
  readonly events: EventBatch;
  readonly claims: ClaimBatch;
};

/** By event of a batch: its row within the group, its index within row and block, whose luck it has, and when it is. */
export type EventBatch = {
  readonly row: Int32Array;
  readonly index: Int32Array;
  readonly owner: Int32Array;
  readonly moment: Float64Array;
};

/** By claim: the event of the batch it comes from, its luck, its partner and its number among that partner's firms. */
export type ClaimBatch = {
  readonly event: Int32Array;
  readonly index: Int32Array;
  readonly owner: Int32Array;
  readonly inputs: readonly Float64Array[];
  partner: Int32Array;
  ordinal: Int32Array;
  /** Firms the claim stands for. */
  weight: Float64Array;
};

export function prepareGroup(model: Model, group: Group): GroupFrames {
  const refs = refsOfGroup(group);
  const rows = Math.max(1, group.rows.length);
  return {
    group,
    refs,
    rowFrame: prepareFrame(model.graph, 1, refs, rows),
    eventFrame: prepareFrame(model.graph, 2, refs, BATCH),
    claimFrame: group.claims && prepareFrame(model.graph, 3, refs, BATCH),
    rowParent: new Int32Array(rows),
    events: {
      row: new Int32Array(BATCH),
      index: new Int32Array(BATCH),
      owner: new Int32Array(BATCH),
      moment: new Float64Array(BATCH),
    },
    claims: {
      event: new Int32Array(BATCH),
      index: new Int32Array(BATCH),
      owner: new Int32Array(BATCH),
      inputs: group.claims?.inputs.map(() => new Float64Array(BATCH)) ?? [],
      partner: new Int32Array(BATCH),
      ordinal: new Int32Array(BATCH),
      weight: new Float64Array(BATCH),
    },
  };
}

function refsOfGroup(group: Group): Ref[] {
  const { claims } = group;
  const wanted = [
    group.rate,
    ...group.lines.flatMap(refsOfLine),
    ...group.facts.map((fact) => fact.ref),
    group.outageHours,
    group.severe,
    claims?.of,
    ...(claims?.lines.flatMap(refsOfLine) ?? []),
  ];
  return wanted.filter((ref) => ref !== undefined);
}

function refsOfLine({ amount, units, fromHour, toHour }: Line): (Ref | undefined)[] {
  return [amount, units, fromHour, toHour];
}
