import { KEY_BYTES, keySchedule } from '../../wasm/philox.ts';
import type { AliasTable, Blueprint, Size } from '../blueprint.ts';
import { FEW } from '../column.ts';
import { MEASURES } from '../figures.ts';
import type { SingleTable } from '../quantiles.ts';

/** Words every thread reads, at the bottom of memory. */
export const CONTROL = {
  /** Next block of the round to hand out, and the end of the round. */
  next: 0,
  end: 4,
  /** Not 0: stop at the next block. */
  abort: 8,
  /** Number of the first block of the round; records are kept by place in the round. */
  first: 12,
  /** Amounts from which a year is kept: gross (or what is left of it) and insured. */
  thresholds: 16,
  /** Years of the last block of the run, and its number. */
  lastBlock: 32,
  lastYears: 36,
  /** Counts rounds; helpers sleep on it. −1 sends them home. */
  epoch: 40,
  /** 1 while helpers may enter the round, and how many are inside. */
  open: 44,
  inside: 48,
  /** Amounts from which each measure is kept, where its column ends, and what `beyond` found. */
  keep: 64,
  columnEnds: 88,
  beyond: 104,
  keys: 128,
  columns: 448,
  /** Room for {@link FOUND} amounts that a search has come down to. */
  found: 512,
} as const;

export const FOUND = 2 * FEW;

/** What a block leaves in its record: sums, and where its kept years stand. */
export const RECORD = { gross: 0, insured: 8, tail: 16, kept: 20, events: 24, heads: 32 } as const;

/** Blocks of a round: the threads meet after each, so memory does not grow with the years. */
export const ROUND_BLOCKS = 256;

/** Bytes of the parameters of one scenario. */
export const PARAMETER = {
  owner: 0,
  counts: 4,
  countLength: 8,
  firstCount: 12,
  sizes: 16,
  sizeLength: 20,
  scale: 24,
  shift: 28,
  rounder: 32,
  table: 36,
  cellsPerUnit: 40,
  lastCell: 44,
  values: 48,
  median: 52,
  bytes: 64,
} as const;

/** Events of clusters that are spread over years at a time. */
export const CLUSTER_EVENTS = 4096;

/** Everything constant that the kernel reads, and where each thread and block has its place. */
export type Layout = {
  readonly parameters: number;
  /** Addresses of the tables of heads, by head. */
  readonly headTables: readonly number[];
  readonly records: number;
  readonly recordBytes: number;
  /** Addresses of the columns that the kept years of a round are spread into, one a measure. */
  readonly columns: readonly number[];
  /** By thread: yearly sums, scratch of clusters, sums of heads, kept years. */
  readonly threads: number;
  readonly threadBytes: number;
  readonly scratch: number;
  /** Where a thread notes how far its kept years reach. */
  readonly mark: number;
  readonly headSums: number;
  readonly tail: number;
  readonly pages: number;
  /** Writes the tables and the luck of a seed into memory. */
  write(memory: ArrayBufferLike, key0: number, key1: number): void;
};

export function layoutOf(blueprint: Blueprint, threads: number): Layout {
  const { scenarios, heads, blockYears } = blueprint;
  let end = CONTROL.found + FOUND * 8;
  const take = (bytes: number): number => {
    const at = (end + 63) & ~63;
    end = at + bytes;
    return at;
  };
  const writes: ((buffer: ArrayBufferLike) => void)[] = [];
  const place = (values: Float64Array | Float32Array | Uint32Array): number => {
    const at = take(values.byteLength);
    writes.push((buffer) =>
      new Uint8Array(buffer, at, values.byteLength).set(
        new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      ),
    );
    return at;
  };
  const placeAlias = ({ thresholds, below, above }: AliasTable): number => {
    const cells = new Uint32Array(thresholds.length * 4);
    const singles = new Float32Array(cells.buffer);
    thresholds.forEach((t, i) => {
      cells[i * 4] = t;
      singles[i * 4 + 1] = below[i];
      singles[i * 4 + 2] = above[i];
    });
    return place(cells);
  };
  const tableOf = (size: Size): { at: number; table?: SingleTable; values?: number } => {
    if (size.kind === 'table') {
      // The middle of the table, where the normal score is 0.
      return { at: place(size.table.cubic) + size.table.cubic.byteLength / 2, table: size.table };
    }
    if (size.kind === 'empirical')
      return { at: placeAlias(size.alias), values: size.alias.thresholds.length };
    return { at: 0 };
  };

  const parameters = take(scenarios.length * PARAMETER.bytes);
  scenarios.forEach(({ owner, counts, clusterSizes, size, medianExponent }, i) => {
    const countsAt = place(counts.cumulative);
    const sizesAt = clusterSizes ? place(clusterSizes.cumulative) : 0;
    const { at, table, values = 0 } = tableOf(size);
    writes.push((buffer) => {
      const view = new DataView(buffer, parameters + i * PARAMETER.bytes, PARAMETER.bytes);
      const int = (field: number, value: number) => view.setInt32(field, value, true);
      const single = (field: number, value: number) => view.setFloat32(field, value, true);
      int(PARAMETER.owner, owner);
      int(PARAMETER.counts, countsAt);
      int(PARAMETER.countLength, counts.cumulative.length);
      int(PARAMETER.firstCount, counts.first);
      int(PARAMETER.sizes, sizesAt);
      int(PARAMETER.sizeLength, clusterSizes?.cumulative.length ?? 0);
      if (size.kind === 'lognormal') {
        single(PARAMETER.scale, size.scale);
        single(PARAMETER.shift, size.shift);
        single(PARAMETER.rounder, size.rounder);
      }
      if (size.kind === 'constant') single(PARAMETER.shift, size.value);
      int(PARAMETER.table, at);
      single(PARAMETER.cellsPerUnit, table?.cellsPerUnit ?? 0);
      single(PARAMETER.lastCell, lastCell(table));
      int(PARAMETER.values, values);
      single(PARAMETER.median, medianExponent);
    });
  });
  const headTables = heads.map(({ amount }) => (amount.kind === 'own' ? tableOf(amount.size).at : 0));

  const recordBytes = (RECORD.heads + heads.length * 8 + 63) & ~63;
  const records = take(ROUND_BLOCKS * recordBytes);
  const columns = MEASURES.map(() => take((ROUND_BLOCKS * blockYears + 4) * 8));
  const threadStart = take(0);
  const scratch = blockYears * 16;
  const mark = scratch + CLUSTER_EVENTS * 4;
  const headSums = mark + 64;
  const tail = headSums + ((heads.length * 16 + 63) & ~63);
  const threadBytes = tail + ROUND_BLOCKS * blockYears * 16;
  return {
    parameters,
    headTables,
    records,
    recordBytes,
    columns,
    threads: threadStart,
    threadBytes,
    scratch,
    mark,
    headSums,
    tail,
    pages: Math.ceil((threadStart + threads * threadBytes) / 65536),
    write: (memory, key0, key1) => {
      for (const write of writes) write(memory);
      new Uint32Array(memory, CONTROL.keys, KEY_BYTES / 4).set(keySchedule(key0, key1));
    },
  };
}

/** The last position of a table a draw may be looked up at: positions end within the last cell. */
export function lastCell(table: SingleTable | undefined): number {
  return table ? Math.fround(table.cubic.length / 8 - 0.01) : 0;
}
