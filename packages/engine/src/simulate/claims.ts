import type { Claims, Model, Row } from '../model/model.ts';
import { binomialQuantile } from '../random/counts.ts';
import { philox, unit, words } from '../random/philox.ts';
import { type EventTable, reserveLines } from '../terms/lines.ts';
import { CLAIM_COUNT_SLOT, CLAIM_DRAW_SLOT, claimOwner } from './addresses.ts';
import { BATCH, type ClaimBatch, type GroupFrames } from './group-frames.ts';
import { writeLine } from './write-line.ts';

/** Claim 0 is the company's own cost; lines of the event may use 1 to 15, claims of partners stand behind. */
const FIRST_CLAIM = 16;
/** Firms of one row of partners that are played one by one in one event. */
const MOST_ALIKE = 64;

/** The luck of one block: the key of the seed and the number of the block. */
export type BlockLuck = { readonly key0: number; readonly key1: number; readonly block: number };

/** Writes the claims of the events of a batch, event by event in their order. */
export type ClaimWriter = (table: EventTable, k: number) => void;

/**
 * Chooses who claims out of each of `n` events. Their claims are computed together, many at a time, because those of
 * one event are few; each is written when its event is.
 */
export function chooseAll(
  model: Model,
  frames: GroupFrames,
  n: number,
  luck: BlockLuck,
): ClaimWriter | undefined {
  const { group, claimFrame, claimLines, eventFrame, events, claims: batch } = frames;
  const { claims } = group;
  if (!claims || !claimFrame) return undefined;
  const of = eventFrame.columns[claims.of.index];
  let chosen = 0;
  for (let k = 0; k < n; k++) {
    batch.first[k] = chosen;
    if (of[k] > 0) {
      chosen = chooseClaims(
        model,
        claims,
        batch,
        chosen,
        group.rows[events.row[k]],
        events.index[k],
        of[k],
        luck,
      );
      batch.of.fill(k, batch.first[k], chosen);
    }
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
  return (table, k) => {
    reserveLines(table, (batch.first[k + 1] - batch.first[k]) * claimLines.length);
    for (let i = batch.first[k]; i < batch.first[k + 1]; i++) {
      if (i >= to) compute();
      const claim = FIRST_CLAIM + i - batch.first[k];
      for (const line of claimLines) {
        const partner = line.own ? -1 : batch.partner[i];
        writeLine(table, line, i - from, claim, partner, batch.weight[i]);
      }
    }
  };
}

/**
 * Who claims: fills partner, ordinal and weight of the batch from place `n` on, returns where they end. Of a crowd of
 * firms alike, some are played and each stands for its share of the crowd.
 */
function chooseClaims(
  model: Model,
  { choice }: Claims,
  batch: ClaimBatch,
  first: number,
  { partners, hash }: Row,
  index: number,
  of: number,
  luck: BlockLuck,
): number {
  let n = first;
  const add = (partner: number, claiming: number): void => {
    const played = Math.min(claiming, MOST_ALIKE);
    for (let ordinal = 0; ordinal < played; ordinal++) {
      if (n >= batch.partner.length) grow(batch);
      batch.partner[n] = partner;
      batch.ordinal[n] = ordinal;
      batch.weight[n++] = claiming / played;
    }
  };
  const draw = (partner: number): number => {
    philox(
      index,
      claimOwner(hash, model.partners[partner].hash, -1),
      luck.block,
      CLAIM_COUNT_SLOT,
      luck.key0,
      luck.key1,
    );
    return unit(words[0], words[1]);
  };
  if (choice === 'each') {
    for (const partner of partners)
      add(partner, binomialQuantile(draw(partner), model.partners[partner].count, of));
    return n;
  }
  let rest = partners.reduce((firms, partner) => firms + model.partners[partner].count, 0);
  let wanted = Math.min(rest, Math.floor(of + 0.5));
  // Each row of partners in turn gets its share of those still to be chosen; the last one gets what is left.
  for (const partner of partners) {
    const { count } = model.partners[partner];
    const hit = Math.min(count, binomialQuantile(draw(partner), wanted, count / rest));
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
