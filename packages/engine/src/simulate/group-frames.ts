import type { Ref } from '../formula/graph.ts';
import { createKernelFrames, type FrameModule, type KernelFrames } from '../formula/kernel/frames.ts';
import { type FrameRun, prepareFrame } from '../formula/run.ts';
import type { Group, Line, Model } from '../model/model.ts';
import { ALL_ONES } from './addresses.ts';
import {
  kernelClaimWriter,
  kernelWriter,
  referenceClaimWriter,
  referenceWriter,
  type WriteClaims,
  type WriteEvents,
} from './write-events.ts';

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
  readonly write: WriteEvents;
  readonly writeClaims: WriteClaims | undefined;
  /** Rows hang on the one world of the block. */
  readonly rowParent: Int32Array;
  /** By row: whose luck the number of its events is, and what was drawn for it. */
  readonly rowLuck: DrawnLuck;
  readonly events: EventBatch;
  readonly claims: ClaimBatch;
};

/** Addresses of draws and what was drawn. */
export type DrawnLuck = {
  readonly index: Int32Array;
  readonly owner: Int32Array;
  readonly drawn: Float64Array;
};

/** By event of a batch: its row within the group, its index within row and block, whose luck it has, and when it is. */
export type EventBatch = {
  readonly row: Int32Array;
  readonly index: Int32Array;
  readonly owner: Int32Array;
  readonly moment: Float64Array;
};

/** The claims of a batch of events, and those of them that are computed together. */
export type ClaimBatch = {
  /** By event of the batch: its first claim; one more entry than events. */
  readonly first: Int32Array;
  /** By event somebody claims for and partner it may be: the luck of the choice. */
  luck: DrawnLuck;
  /** By claim: its event, its partner, its number among that partner's firms, the firms it stands for. */
  of: Int32Array;
  partner: Int32Array;
  ordinal: Int32Array;
  weight: Float64Array;
  /** By claim computed: its event, its luck, its partner and the firms it stands for, what its partner brings. */
  readonly event: Int32Array;
  readonly index: Int32Array;
  readonly owner: Int32Array;
  readonly partners: Int32Array;
  readonly weights: Float64Array;
  readonly inputs: readonly Float64Array[];
};

/** How the frames of a model are computed: by the kernel written for it, or by the plain reference. */
export type FrameEngine = 'wasm' | 'typescript';

/** The frames of all groups; `kernel` comes with those that the kernel computes. */
export function prepareGroups(
  model: Model,
  module: FrameModule | undefined,
  key: readonly [number, number],
): { readonly groups: readonly GroupFrames[]; readonly kernel: KernelFrames | undefined } {
  if (!module) return { groups: model.groups.map((group) => prepareGroup(model, group)), kernel: undefined };
  const kernel = createKernelFrames(model.graph, module, ...key);
  const groups = model.groups.map((group, i): GroupFrames => {
    const { row, event, claim } = kernel.groups[i];
    const room = roomOf(group);
    return {
      ...room,
      // Written where the kernel reads.
      events: { row: event.parents, index: event.indexes, owner: event.owners, moment: event.moments },
      claims: claim
        ? {
            ...room.claims,
            event: claim.parents,
            index: claim.indexes,
            owner: claim.owners,
            inputs: claim.inputs,
            partners: claim.partners,
            weights: claim.weights,
          }
        : room.claims,
      rowFrame: row,
      eventFrame: event,
      claimFrame: claim,
      write: kernelWriter(event, kernel.events),
      writeClaims: claim && kernelClaimWriter(claim, kernel.events),
    };
  });
  return { groups, kernel };
}

export function prepareGroup(model: Model, group: Group): GroupFrames {
  const room = roomOf(group);
  const eventFrame = prepareFrame(model.graph, 2, room.refs, BATCH);
  const claimFrame = group.claims && prepareFrame(model.graph, 3, room.refs, BATCH);
  return {
    ...room,
    rowFrame: prepareFrame(model.graph, 1, room.refs, Math.max(1, group.rows.length)),
    eventFrame,
    claimFrame,
    write: referenceWriter(group, room.events, eventFrame.columns),
    writeClaims:
      claimFrame && referenceClaimWriter(group.claims?.lines ?? [], room.claims, claimFrame.columns),
  };
}

type Room = Pick<GroupFrames, 'group' | 'refs' | 'rowParent' | 'rowLuck' | 'events' | 'claims'>;

function roomOf(group: Group): Room {
  return {
    group,
    refs: refsOfGroup(group),
    rowParent: new Int32Array(Math.max(1, group.rows.length)),
    rowLuck: {
      ...drawnLuck(group.rows.length),
      index: new Int32Array(group.rows.length).fill(ALL_ONES),
      owner: Int32Array.from(group.rows, ({ hash }) => hash),
    },
    events: {
      row: new Int32Array(BATCH),
      index: new Int32Array(BATCH),
      owner: new Int32Array(BATCH),
      moment: new Float64Array(BATCH),
    },
    claims: {
      first: new Int32Array(BATCH + 1),
      luck: drawnLuck(BATCH),
      of: new Int32Array(BATCH),
      event: new Int32Array(BATCH),
      index: new Int32Array(BATCH),
      owner: new Int32Array(BATCH),
      inputs: group.claims?.inputs.map(() => new Float64Array(BATCH)) ?? [],
      partners: new Int32Array(BATCH),
      weights: new Float64Array(BATCH),
      partner: new Int32Array(BATCH),
      ordinal: new Int32Array(BATCH),
      weight: new Float64Array(BATCH),
    },
  };
}

export function refsOfGroup(group: Group): Ref[] {
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

/** Room for the luck of a number of addresses. */
export function drawnLuck(count: number): DrawnLuck {
  return { index: new Int32Array(count), owner: new Int32Array(count), drawn: new Float64Array(count) };
}
