import type { Claims, Model, Row } from '../model/model.ts';
import { binomialQuantile } from '../random/counts.ts';
import { philox, unit, words } from '../random/philox.ts';
import type { EventTable } from '../terms/lines.ts';
import { CLAIM_COUNT_SLOT, CLAIM_DRAW_SLOT, claimOwner } from './addresses.ts';
import { BATCH, type ClaimBatch, type GroupFrames } from './group-frames.ts';
import { writeLine } from './write-line.ts';

/** Claim 0 is the company's own cost; lines of the event may use 1 to 15, claims of partners stand behind. */
const FIRST_CLAIM = 16;
/** Firms of one row of partners that are played one by one in one event. */
const MOST_ALIKE = 64;

/** The luck of one block: the key of the seed and the number of the block. */
export type BlockLuck = { readonly key0: number; readonly key1: number; readonly block: number };

/** Writes the claims of event `k` of the batch. Claims of one event are few, so they are computed event by event. */
export function writeClaims(
  model: Model,
  frames: GroupFrames,
  table: EventTable,
  k: number,
  luck: BlockLuck,
): void {
  const { group, claimFrame, eventFrame, events, claims: batch } = frames;
  const { claims } = group;
  if (!claims || !claimFrame) return;
  const of = eventFrame.columns[claims.of.index][k];
  if (!(of > 0)) return;
  const row = group.rows[events.row[k]];
  const index = events.index[k];
  const n = chooseClaims(model, claims, batch, row, index, of, luck);
  for (let from = 0; from < n; from += BATCH) {
    const size = Math.min(BATCH, n - from);
    for (let c = 0; c < size; c++) {
      const partner = batch.partner[from + c];
      batch.event[c] = k;
      batch.index[c] = index;
      batch.owner[c] = claimOwner(row.hash, model.partners[partner].hash, batch.ordinal[from + c]);
      for (let i = 0; i < claims.inputs.length; i++) batch.inputs[i][c] = claims.inputs[i][partner];
    }
    claimFrame.run(size, eventFrame.columns, batch.event, batch.inputs, {
      ...luck,
      firstSlot: CLAIM_DRAW_SLOT,
      index: batch.index,
      owner: batch.owner,
    });
    for (let c = 0; c < size; c++) {
      for (const line of claims.lines) {
        const partner = line.own ? -1 : batch.partner[from + c];
        writeLine(
          table,
          line,
          claimFrame.columns,
          c,
          FIRST_CLAIM + from + c,
          partner,
          batch.weight[from + c],
        );
      }
    }
  }
}

/**
 * Who claims: fills partner, ordinal and weight of the batch, returns how many. Of a crowd of firms alike, some are
 * played and each stands for its share of the crowd.
 */
function chooseClaims(
  model: Model,
  { choice }: Claims,
  batch: ClaimBatch,
  { partners, hash }: Row,
  index: number,
  of: number,
  luck: BlockLuck,
): number {
  let n = 0;
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
  const weight = new Float64Array(batch.partner.length);
  weight.set(batch.weight);
  batch.weight = weight;
}
