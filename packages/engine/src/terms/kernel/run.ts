import { copyFirst } from '../../copy-first.ts';
import type { Outcome } from '../interpret.ts';
import type { EventTable } from '../lines.ts';
import { FIELD, KEY, STRIDE, type TermProgramme } from '../programme.ts';
import { LINE_COLUMNS, type LineColumn, type TermPlaces } from './layout.ts';

/** A term programme as a module, to be instantiated in every thread. */
export type TermModule = {
  readonly module: WebAssembly.Module;
  readonly places: TermPlaces;
  /** Columns the programme reads; the others need not be copied. */
  readonly used: ReadonlySet<LineColumn>;
  /** Offsets of the instructions whose amounts are read from memory. */
  readonly open: ReadonlySet<number>;
};

/** The events of a block in their years. */
export type Years = { readonly order: Int32Array; readonly firstOfYear: Int32Array };

/** Runs a block through the terms; what it returns is overwritten by the next call. */
export type TermKernel = (table: EventTable, years: Years) => BlockOutcome;

/** What terms make of the events of a block and of its years: claimed, left after contracts, kept. */
export type BlockOutcome = Outcome & {
  readonly years: Readonly<Record<'gross' | 'owed' | 'retained', Float64Array>>;
};

const PAGE = 65536;

/** A kernel whose block stays in its memory: loaded once, run under as many amounts as wanted. */
export type ResidentKernel = {
  load(table: EventTable, years: Years): void;
  /**
   * Takes the amounts of a programme of the same shape: alike but for amounts of the open instructions and the numbers
   * of the partner table.
   */
  take(programme: TermProgramme): void;
  /** Runs what is loaded; what it returns is overwritten by the next call. */
  run(): BlockOutcome;
};

export function createTermKernel(programme: TermProgramme, module: TermModule): TermKernel {
  const kernel = createResidentKernel(programme, module);
  return (table, years) => {
    kernel.load(table, years);
    return kernel.run();
  };
}

export function createResidentKernel(
  programme: TermProgramme,
  { module, places, used, open }: TermModule,
): ResidentKernel {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(places.end / PAGE) + 1, maximum: 65536 });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const run = instance.exports.run as (years: number) => void;
  programme.sets.forEach((set, i) => {
    new Uint8Array(memory.buffer, places.sets[i], set.length).set(set);
  });
  const take = ({ code, partnerTable }: TermProgramme): void => {
    new Float64Array(memory.buffer, places.partnerTable, partnerTable.length).set(partnerTable);
    new Int32Array(memory.buffer, places.partnerMasks, partnerTable.length).set(
      Int32Array.from(partnerTable, (x) => x | 0),
    );
    for (const at of open) {
      const amounts = new Float64Array(memory.buffer, places.amounts + (at / STRIDE) * 16, 2);
      amounts[0] = code[at + FIELD.amount];
      amounts[1] = code[at + FIELD.second];
    }
  };
  take(programme);
  let loaded: Loaded | undefined;

  return {
    take,
    load: (table, years) => {
      loaded = loadBlock(programme, { memory, places, used }, table, years);
    },
    run: () => {
      if (!loaded) throw new Error('no block is loaded');
      run(loaded.years);
      return outcomeOf(memory, loaded);
    },
  };
}

/** Where the columns of a loaded block lie. */
type Loaded = {
  readonly columns: readonly number[];
  readonly paid: readonly number[];
  readonly events: number;
  readonly years: number;
};

/** Lays a block out in the memory of a kernel. */
function loadBlock(
  programme: TermProgramme,
  { memory, places, used }: Pick<TermModule, 'places' | 'used'> & { readonly memory: WebAssembly.Memory },
  table: EventTable,
  { order, firstOfYear }: Years,
): Loaded {
  const { events, lines } = table;
  const years = firstOfYear.length - 1;
  let most = 1;
  for (let y = 0; y < years; y++) most = Math.max(most, firstOfYear[y + 1] - firstOfYear[y]);
  const keyCounts = countKeys(programme, table);
  let end = (places.end + 63) & ~63;
  const take = (bytes: number): number => {
    const at = end;
    end = (end + bytes + 63) & ~63;
    return at;
  };
  const counts = { event: events + 1, year: years + 1, flags: events * table.flagWords, line: lines };
  const columns = LINE_COLUMNS.map(([, bytes, of]) => take(counts[of] * bytes));
  const paid = places.paid.map(() => take(events * 8));
  const keyed = programme.cells.map(({ key, life }, cell) =>
    key === KEY.event
      ? 0
      : take((key === KEY.series ? most : life === 'event' ? most * keyCounts[cell] : keyCounts[cell]) * 8),
  );
  const byEvent = take(most * programme.cells.length * 8);
  const open = take(most * 8);
  const missing = Math.ceil(end / PAGE) - memory.buffer.byteLength / PAGE;
  if (missing > 0) memory.grow(Math.ceil(missing * 1.5));
  const { buffer } = memory;
  const words = new Int32Array(buffer, 0, places.end / 4);
  LINE_COLUMNS.forEach(([name], i) => {
    words[places.columns[name] / 4] = columns[i];
  });
  places.paid.forEach((word, i) => {
    words[word / 4] = paid[i];
  });
  places.keyed.forEach((word, i) => {
    words[word / 4] = keyed[i];
    words[places.keyCounts / 4 + i] = keyCounts[i];
  });
  words[places.byEvent / 4] = byEvent;
  words[places.open / 4] = open;
  words[places.flagWords / 4] = table.flagWords;
  const integers = (i: number, from: Int32Array, length: number) =>
    copyFirst(new Int32Array(buffer, columns[i], length), from, length);
  const doubles = (i: number, from: Float64Array, length: number) =>
    copyFirst(new Float64Array(buffer, columns[i], length), from, length);
  LINE_COLUMNS.forEach(([name, bytes, of], i) => {
    if (name === 'order') integers(i, order, events);
    else if (name === 'firstOfYear') integers(i, firstOfYear, years + 1);
    else if (!used.has(name) || !(name in table)) return;
    else if (bytes === 4) integers(i, table[name as 'slot'], name === 'firstLine' ? events + 1 : counts[of]);
    else doubles(i, table[name as 'amount'], of === 'event' ? events : lines);
  });
  return { columns, paid, events, years };
}

function outcomeOf({ buffer }: WebAssembly.Memory, { columns, paid, events, years }: Loaded): BlockOutcome {
  const result = (at: number, length: number) => new Float64Array(buffer, at, length);
  const column = (name: LineColumn, length: number) =>
    result(columns[LINE_COLUMNS.findIndex(([each]) => each === name)], length);
  return {
    gross: column('gross', events),
    relieved: column('relieved', events),
    paid: paid.map((at) => result(at, events)),
    years: {
      gross: column('yearGross', years),
      owed: column('yearOwed', years),
      retained: column('yearRetained', years),
    },
  };
}

/** Keys a keyed cell may meet in a block: partners with none in front, or claims. */
function countKeys({ cells, partnerTable, partnerColumns }: TermProgramme, table: EventTable): number[] {
  if (cells.every((cell) => cell.key === KEY.event)) return cells.map(() => 0);
  let partners = partnerColumns > 0 ? partnerTable.length / partnerColumns : 0;
  let claims = 0;
  for (let l = 0; l < table.lines; l++) {
    if (table.partner[l] >= partners) partners = table.partner[l] + 1;
    if (table.claim[l] >= claims) claims = table.claim[l] + 1;
  }
  return cells.map(({ key }) => (key === KEY.partner ? partners + 1 : key === KEY.claim ? claims : 0));
}
