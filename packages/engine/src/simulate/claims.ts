import type { Uniforms } from '../formula/kernel/frames.ts';
import type { Claims, Model } from '../model/model.ts';
import { binomialQuantile } from '../random/counts.ts';
import type { EventTable } from '../terms/lines.ts';
import { CLAIM_COUNT_SLOT, CLAIM_DRAW_SLOT, claimOwner } from './addresses.ts';
import { BATCH, type ClaimBatch, drawnLuck, type GroupFrames } from './group-frames.ts';

/** Claim 0 is the company's own cost; lines of the event may use 1 to 15, claims of partners stand behind. */
const FIRST_CLAIM = 16;
/** Firms of one row of partners that are played one by one in one event. */
const MOST_ALIKE = 64;

/** The luck of one block: the key of the seed and the number of the block. */
export type BlockLuck = { readonly key0: number; readonly key1: number; readonly block: number };

/** The claims of the events of a batch. */
export type ChosenClaims = {
  /** The first event from place `k` on that somebody claims for; the number of events where there is none. */
  nextFrom(k: number): number;
  /** Adds those of an event to the event written last; of one event after the other, in their order. */
  write(table: EventTable, k: number): void;
};

/**
 * Chooses who claims out of each of `n` events. Their claims are computed together, many at a time, because those of
 * one event are few; each is written when its event is.
 */
export function chooseAll(
  model: Model,
  frames: GroupFrames,
  n: number,
  luck: BlockLuck,
  uniforms: Uniforms,
): ChosenClaims | undefined {
  const { group, claimFrame, writeClaims, eventFrame, events, claims: batch } = frames;
  const { claims } = group;
  if (!claims || !claimFrame || !writeClaims) return undefined;
  const of = eventFrame.columns[claims.of.index];
  drawChoices(model, frames, n, of, luck.block, uniforms);
  let chosen = 0;
  let drawn = 0;
  for (let k = 0; k < n; k++) {
    batch.first[k] = chosen;
    if (!(of[k] > 0)) continue;
    const { partners } = group.rows[events.row[k]];
    chosen = chooseClaims(model, claims, batch, chosen, partners, drawn, of[k]);
    drawn += partners.length;
    batch.of.fill(k, batch.first[k], chosen);
  }
  batch.first[n] = chosen;
  if (chosen === 0) return undefined;
  // Claims from `from` to below `to` stand in the columns of the frame.
  let from = 0;
  let to = 0;
  const compute = (): void => {
    from = to;
    to = Math.min(chosen, from + BATCH);
    for (let i = from; i < to; i++) {
      const c = i - from;
      const k = batch.of[i];
      const partner = batch.partner[i];
      const row = group.rows[events.row[k]];
      batch.event[c] = k;
      batch.index[c] = events.index[k];
      batch.partners[c] = partner;
      batch.weights[c] = batch.weight[i];
      batch.owner[c] = claimOwner(row.hash, model.partners[partner].hash, batch.ordinal[i]);
      for (let input = 0; input < claims.inputs.length; input++) {
        batch.inputs[input][c] = claims.inputs[input][partner];
      }
    }
    const { event, index, owner, inputs } = batch;
    claimFrame.run(to - from, eventFrame.columns, event, inputs, {
      ...luck,
      firstSlot: CLAIM_DRAW_SLOT,
      index,
      owner,
    });
  };
  return {
    nextFrom: (k) => {
      let next = k;
      while (next < n && batch.first[next] === batch.first[next + 1]) next++;
      return next;
    },
    write: (table, k) => {
      const end = batch.first[k + 1];
      for (let i = batch.first[k]; i < end; ) {
        if (i >= to) compute();
        const next = Math.min(to, end);
        writeClaims(table, i - from, next - from, FIRST_CLAIM + i - batch.first[k]);
        i = next;
      }
    },
  };
}

/** Draws who claims: for each event somebody claims for, one uniform for each partner it may be. */
function drawChoices(
  { partners }: Model,
  { group, events, claims: batch }: GroupFrames,
  n: number,
  of: Float64Array,
  block: number,
  uniforms: Uniforms,
): void {
  let count = 0;
  for (let k = 0; k < n; k++) if (of[k] > 0) count += group.rows[events.row[k]].partners.length;
  if (batch.luck.index.length < count) batch.luck = drawnLuck(count * 2);
  const { index, owner, drawn } = batch.luck;
  let i = 0;
  for (let k = 0; k < n; k++) {
    if (!(of[k] > 0)) continue;
    const row = group.rows[events.row[k]];
    for (const partner of row.partners) {
      index[i] = events.index[k];
      owner[i++] = claimOwner(row.hash, partners[partner].hash, -1);
    }
  }
  uniforms(count, { index, owner, block, slot: CLAIM_COUNT_SLOT }, drawn);
}

/**
 * Who claims: fills partner, ordinal and weight of the batch from place `first` on, returns where they end. Of a crowd of
 * firms alike, some are played and each stands for its share of the crowd.
 *
 * @param drawn where the luck of the partners stands, one after the other
 */
function chooseClaims(
  model: Model,
  { choice }: Claims,
  batch: ClaimBatch,
  first: number,
  partners: readonly number[],
  drawn: number,
  of: number,
): number {
  let n = first;
  let next = drawn;
  const add = (partner: number, claiming: number): void => {
    const played = Math.min(claiming, MOST_ALIKE);
    for (let ordinal = 0; ordinal < played; ordinal++) {
      if (n >= batch.partner.length) grow(batch);
      batch.partner[n] = partner;
      batch.ordinal[n] = ordinal;
      batch.weight[n++] = claiming / played;
    }
  };
  if (choice === 'each') {
    for (const partner of partners)
      add(partner, binomialQuantile(batch.luck.drawn[next++], model.partners[partner].count, of));
    return n;
  }
  let rest = partners.reduce((firms, partner) => firms + model.partners[partner].count, 0);
  let wanted = Math.min(rest, Math.floor(of + 0.5));
  // Each row of partners in turn gets its share of those still to be chosen; the last one gets what is left.
  for (const partner of partners) {
    const { count } = model.partners[partner];
    const hit = Math.min(count, binomialQuantile(batch.luck.drawn[next++], wanted, count / rest));
    add(partner, hit);
    wanted -= hit;
    rest -= count;
  }
  return n;
}

function grow(batch: ClaimBatch): void {
  const larger = (column: Int32Array): Int32Array => {
    const to = new Int32Array(column.length * 2);
    to.set(column);
    return to;
  };
  batch.partner = larger(batch.partner);
  batch.ordinal = larger(batch.ordinal);
  batch.of = larger(batch.of);
  const weight = new Float64Array(batch.partner.length);
  weight.set(batch.weight);
  batch.weight = weight;
}
