import { keyOf } from '../random/philox.ts';
import type { Blueprint } from './blueprint.ts';
import { arrayColumn, type Column } from './column.ts';
import { MEASURES, type Measure } from './figures.ts';
import { CONTROL, type Layout, layoutOf, RECORD, ROUND_BLOCKS } from './kernel/layout.ts';
import { searchedColumn, type TailCode } from './kernel/searched-column.ts';
import { writeKernel } from './kernel/write-kernel.ts';
import { createReference } from './reference.ts';

/** Years a caller wants kept: gross or insured amounts from these on. */
export type Thresholds = { readonly gross: number; readonly insured: number };

/** What one block of a round leaves behind; valid until the next round. */
export type BlockRecord = {
  gross: number;
  insured: number;
  events: number;
  /** Where the kept years stand: pairs of gross and insured, `kept` of them from `at` on, in {@link Round.pairs}. */
  at: number;
  kept: number;
  readonly heads: Float64Array;
};

/** Blocks played together, at most {@link ROUND_BLOCKS}. */
export type Round = { readonly first: number; readonly end: number; readonly thresholds: Thresholds };

/** A machine that plays rounds; the kernel and the reference are two of them. */
export type RoundPlayer = {
  readonly engine: 'wasm' | 'typescript';
  /** Plays a round with `threads` helping; `pause` lets others through and throws when the work is to stop. */
  play(round: Round, pause: () => Promise<void> | undefined): Promise<void>;
  /** The doubles that kept years stand in. */
  readonly pairs: Float64Array;
  /** Reads the record of a block of the round into `into`. */
  read(place: number, into: BlockRecord): void;
  /** The kept years of the round in columns of their own, from the amounts given on. */
  columns(blocks: number, keep: Readonly<Record<Measure, number>>): Readonly<Record<Measure, Column>>;
  /** Where the run ends: the last block plays only some of its years. */
  setEnd(lastBlock: number, lastYears: number): void;
  /** Stops helpers within a block. */
  abort(): void;
  close(): void;
};

/** The words of {@link KernelShare}. */
const WORDS = { epoch: CONTROL.epoch / 4, inside: CONTROL.inside / 4, open: CONTROL.open / 4 };

/** Memory and module of a kernel, as threads get them. */
export type KernelShare = {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Words of the memory in which threads agree on rounds. */
  readonly words: { readonly epoch: number; readonly inside: number; readonly open: number };
};

export type Helpers = {
  /** Lets helpers into the round that stands in memory. */
  start(): void;
  /** Lets no more of them in; whether all have left. */
  isDone(): boolean;
  stop(): void;
};

type Work = (thread: number, budget: number) => number;
type SplitCode = TailCode & { split(blocks: number): void };

/** Blocks the calling thread plays before it looks at the clock and lets others through. */
const FIRST_BUDGET = 4;
const MOST_BUDGET = 256;

export function createKernelPlayer(
  blueprint: Blueprint,
  seed: number,
  threads: number,
  startHelpers: ((share: KernelShare, count: number) => Helpers) | undefined,
  now: () => number,
): RoundPlayer {
  const shared = startHelpers !== undefined;
  const layout = layoutOf(blueprint, shared ? threads : 1);
  const module = new WebAssembly.Module(writeKernel(blueprint, layout, shared));
  const memory = new WebAssembly.Memory({ initial: layout.pages, maximum: layout.pages, shared });
  layout.write(memory.buffer, ...keyOf(seed));
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const work = instance.exports.work as Work;
  const tails = instance.exports as unknown as SplitCode;
  const integers = new Int32Array(memory.buffer);
  const doubles = new Float64Array(memory.buffer);
  const helpers =
    shared && threads > 1 ? startHelpers({ module, memory, words: WORDS }, threads - 1) : undefined;
  const heads = blueprint.heads.length;
  const marks = Array.from({ length: shared ? threads : 1 }, (_, t) => markOf(layout, t));

  return {
    engine: 'wasm',
    pairs: doubles,
    play: async ({ first, end, thresholds }, pause) => {
      integers[CONTROL.first / 4] = first;
      integers[CONTROL.end / 4] = end;
      doubles[CONTROL.thresholds / 8] = thresholds.gross;
      doubles[CONTROL.thresholds / 8 + 1] = thresholds.insured;
      for (const mark of marks) integers[mark / 4] = 0;
      // Last: helpers that still look for work take the new blocks only once all else stands.
      Atomics.store(integers, CONTROL.next / 4, first);
      helpers?.start();
      for (let budget = FIRST_BUDGET, started = now(); ; ) {
        const left = work(0, budget);
        if (left > 0) break;
        const passed = now() - started;
        if (passed < 4) budget = Math.min(MOST_BUDGET, budget * 2);
        else if (passed > 10) budget = Math.max(1, budget >> 1);
        const wait = pause();
        if (wait) await wait;
        started = now();
      }
      while (helpers && !helpers.isDone()) {
        const wait = pause();
        if (wait) await wait;
      }
    },
    read: (place, into) => {
      const at = layout.records + place * layout.recordBytes;
      into.gross = doubles[(at + RECORD.gross) / 8];
      into.insured = doubles[(at + RECORD.insured) / 8];
      into.events = doubles[(at + RECORD.events) / 8];
      into.at = integers[(at + RECORD.tail) / 4] / 8;
      into.kept = integers[(at + RECORD.kept) / 4];
      for (let h = 0; h < heads; h++) into.heads[h] = doubles[(at + RECORD.heads) / 8 + h];
    },
    columns: (blocks, keep) => {
      MEASURES.forEach((measure, m) => {
        doubles[CONTROL.keep / 8 + m] = keep[measure];
      });
      tails.split(blocks);
      const columnOf = (m: number): Column =>
        searchedColumn(tails, doubles, CONTROL, layout.columns[m], integers[CONTROL.columnEnds / 4 + m]);
      return { gross: columnOf(0), insured: columnOf(1), retained: columnOf(2) };
    },
    setEnd: (lastBlock, lastYears) => {
      integers[CONTROL.lastBlock / 4] = lastBlock;
      integers[CONTROL.lastYears / 4] = lastYears;
      Atomics.store(integers, CONTROL.abort / 4, 0);
    },
    abort: () => void Atomics.store(integers, CONTROL.abort / 4, 1),
    close: () => helpers?.stop(),
  };
}

/** Where a thread notes how far its kept years reach, see `kernel/work.ts`. */
function markOf(layout: Layout, thread: number): number {
  return layout.threads + thread * layout.threadBytes + layout.mark;
}

/** The reference as a player of rounds: one thread, no WebAssembly. */
export function createReferencePlayer(blueprint: Blueprint, seed: number): RoundPlayer {
  const reference = createReference(blueprint, seed);
  const { blockYears, heads } = blueprint;
  const records: BlockRecord[] = Array.from({ length: ROUND_BLOCKS }, () => ({
    gross: 0,
    insured: 0,
    events: 0,
    at: 0,
    kept: 0,
    heads: new Float64Array(heads.length),
  }));
  let pairs = new Float64Array(2 * blockYears);
  let lastBlock = -1;
  let lastYears = 0;
  return {
    engine: 'typescript',
    get pairs() {
      return pairs;
    },
    play: async ({ first, end, thresholds }, pause) => {
      let at = 0;
      for (let block = first; block < end; block++) {
        const { gross, insured, events, headInsured } = reference.block(block);
        if (block === lastBlock) {
          gross.fill(0, lastYears);
          insured.fill(0, lastYears);
        }
        const record = records[block - first];
        if (pairs.length < at + 2 * blockYears) {
          const larger = new Float64Array(pairs.length * 2 + 2 * blockYears);
          larger.set(pairs);
          pairs = larger;
        }
        Object.assign(record, { gross: sumOf(gross), insured: sumOf(insured), events, at, kept: 0 });
        record.heads.set(headInsured);
        for (let y = 0; y < blockYears; y++) {
          if (!(gross[y] >= thresholds.gross || insured[y] >= thresholds.insured)) continue;
          pairs[at++] = gross[y];
          pairs[at++] = insured[y];
          record.kept += 1;
        }
        const wait = pause();
        if (wait) await wait;
      }
    },
    read: (place, into) => {
      const { heads: from, ...rest } = records[place];
      Object.assign(into, rest);
      into.heads.set(from);
    },
    columns: (blocks, keep) => {
      const kept = records.slice(0, blocks).reduce((sum, record) => sum + record.kept, 0);
      const columnOf = (measure: Measure): Column => {
        const column = new Float64Array(kept);
        let length = 0;
        for (let i = 0; i < 2 * kept; i += 2) {
          const [gross, insured] = [pairs[i], pairs[i + 1]];
          const value = measure === 'gross' ? gross : measure === 'insured' ? insured : gross - insured;
          if (value >= keep[measure]) column[length++] = value;
        }
        return arrayColumn(column, length);
      };
      return { gross: columnOf('gross'), insured: columnOf('insured'), retained: columnOf('retained') };
    },
    setEnd: (block, years) => {
      lastBlock = block;
      lastYears = years;
    },
    abort: () => {},
    close: () => {},
  };
}

/** Adds in the order of the kernel: two running sums, of the first and the second pair of every four years. */
function sumOf(years: Float64Array): number {
  let first = 0;
  let second = 0;
  for (let y = 0; y < years.length; y += 4) {
    first += years[y] + years[y + 1];
    second += years[y + 2] + years[y + 3];
  }
  return first + second;
}
