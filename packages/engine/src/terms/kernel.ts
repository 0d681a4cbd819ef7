import { PPM } from '@sonae/core';
import { type Assembler, createAssembler } from '../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../wasm/coder.ts';
import { isSupported, type LineColumn, type TermPlaces } from './kernel-layout.ts';
import { type PreparedPart, type PreparedStage, prepareStages } from './prepare.ts';
import { FIELD, KEY, STRIDE, TERM, type TermProgramme } from './programme.ts';

/**
 * Writes a term programme as WebAssembly: each part a function, each instruction unrolled with its constants folded.
 * `run()` takes the periods of a block through all stages. It does what `interpret.ts` does, step by step, so the
 * outcomes are the same to the bit; explaining them is left to the interpreter. Undefined for a programme whose cells
 * live for ever, or that the kernel has no form for.
 *
 * @param open offsets of instructions whose amounts are read from memory instead of folded, see `places.amounts`
 */
export function writeTerms(
  programme: TermProgramme,
  places: TermPlaces,
  open: ReadonlySet<number> = new Set(),
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly used: ReadonlySet<LineColumn> } | undefined {
  if (!isSupported(programme)) return undefined;
  const module = createAssembler();
  const context: Context = { module, programme, places, open, used: new Set(['flags', 'firstOfYear']) };
  const stages = prepareStages(programme);
  const pay = definePay(context);
  const written = stages.map((stage, s) => ({
    stage,
    firstCome: stage.firstCome.map((part, p) => definePart(context, part, `part ${s}.${p}`)),
    proRata: stage.proRata.map((part, p) => definePart(context, part, `shared ${s}.${p}`)),
  }));
  const period = definePeriod(context, written, pay);
  defineRun(context, period);
  return { bytes: module.bytes({ pages: 1, most: 65536, shared: false }), used: context.used };
}

type Context = {
  readonly module: Assembler;
  readonly programme: TermProgramme;
  readonly places: TermPlaces;
  readonly open: ReadonlySet<number>;
  /** Columns that some instruction reads or writes. */
  readonly used: Set<LineColumn>;
};
type WrittenStage = {
  readonly stage: PreparedStage;
  readonly firstCome: readonly Callee[];
  readonly proRata: readonly Callee[];
};

/** One function being written: addresses it has loaded already, and its event. */
type Scene = {
  readonly c: Coder;
  readonly context: Context;
  readonly addresses: Map<number, Value>;
};

type Event = { readonly event: Value; readonly place: Value; readonly first: Value; readonly last: Value };

function sceneOf(c: Coder, context: Context): Scene {
  return { c, context, addresses: new Map() };
}

/** The address that stands in a control word; read before any branch of the function, see `warm`. */
function address({ c, addresses }: Scene, word: number): Value {
  let known = addresses.get(word);
  if (!known) {
    known = c.load('i', { base: word });
    addresses.set(word, known);
  }
  return known;
}

/** Reads all addresses once at the head of a function, so that every branch finds them. */
function warm(scene: Scene): void {
  const { places } = scene.context;
  for (const word of [
    ...Object.values(places.columns),
    ...places.paid,
    ...places.keyed,
    places.byEvent,
    places.open,
  ]) {
    address(scene, word);
  }
}

function at(scene: Scene, column: LineColumn, index: Value, shift: 2 | 3): { base: Value } {
  const { c, context } = scene;
  context.used.add(column);
  const base = address(scene, context.places.columns[column]);
  return { base: c.op('i32.add', base, c.op('i32.shl', index, c.i32(shift))) };
}

const double = (scene: Scene, column: LineColumn, index: Value) =>
  scene.c.load('d', at(scene, column, index, 3));
const integer = (scene: Scene, column: LineColumn, index: Value) =>
  scene.c.load('i', at(scene, column, index, 2));
const setDouble = (scene: Scene, column: LineColumn, index: Value, value: Value) =>
  scene.c.store('d', at(scene, column, index, 3), value);

/** Visits numbers from `first` to below `last`. */
function range(
  c: Coder,
  first: Value,
  last: Value,
  visit: (i: Value, leave: (condition?: Value) => void) => void,
): void {
  const i = c.variable('i', first);
  c.loop((again, leave) => {
    leave(c.op('i32.ge_s', i, last));
    visit(i, leave);
    c.set(i, c.op('i32.add', i, c.i32(1)));
    again();
  });
}

/** One rounding, as `settleYen`: down to whole yen, but a shortfall below the resolution of the sum is none. */
function settled(c: Coder, programme: TermProgramme, amount: Value): Value {
  if (!programme.wholeYen) return amount;
  const resolution = c.op('f64.mul', c.op('f64.abs', amount), c.f64(2 ** -46));
  const shortfall = c.op('f64.min', c.f64(0.25), c.op('f64.max', c.f64(5e-7), resolution));
  return c.op('f64.floor', c.op('f64.add', amount, shortfall));
}

/** The years of a block one after the other. */
function defineRun({ module, places }: Context, period: Callee): void {
  module.define('run', ['i'], undefined, (c, [years]) => {
    const firsts = c.load('i', { base: places.columns.firstOfYear });
    range(c, c.i32(0), years, (year) => {
      const place = c.op('i32.add', firsts, c.op('i32.shl', year, c.i32(2)));
      const from = c.load('i', { base: place });
      const to = c.load('i', { base: place, offset: 4 });
      c.call(period, year, from, to);
    });
    return undefined;
  });
}

/** Whether an event carries a flag that shuts it out, by words of gates. */
function shutOut(scene: Scene, gates: Int32Array, event: Value): Value | undefined {
  const { c } = scene;
  let shut: Value | undefined;
  gates.forEach((gate, word) => {
    if (gate === 0) return;
    const flags = flagWord(scene, event, word);
    const hit = c.op('i32.ne', c.op('i32.and', flags, c.i32(gate)), c.i32(0));
    shut = shut ? c.op('i32.or', shut, hit) : hit;
  });
  return shut;
}

/** The amount of an instruction, or the yearly limit of a shared one: folded, or where it can change, read. */
function amountOf({ c, context }: Scene, step: number, field: 'amount' | 'second' = 'amount'): Value {
  const { places, programme, open } = context;
  if (!open.has(step)) return c.f64(programme.code[step + FIELD[field]]);
  return c.load('d', { base: places.amounts + (step / STRIDE) * 16 + (field === 'second' ? 8 : 0) });
}

function flagWord(scene: Scene, event: Value, word: number): Value {
  const { c, context } = scene;
  const flags = address(scene, context.places.columns.flags);
  const stride = c.load('i', { base: context.places.flagWords });
  const place = c.op('i32.shl', c.op('i32.mul', event, stride), c.i32(2));
  return c.load('i', { base: c.op('i32.add', flags, place), offset: word * 4 });
}

function definePeriod(context: Context, stages: readonly WrittenStage[], pay: Callee): Callee {
  const { module, programme, places } = context;
  const policies = stages.filter(({ stage }) => stage.kind === 'policy');
  return module.define('period', ['i', 'i', 'i'], undefined, (c, [year, from, to]) => {
    const scene = sceneOf(c, context);
    warm(scene);
    const openAt = address(scene, places.open);
    const open = c.variable('i', c.i32(0));

    range(c, from, to, (position) => {
      const event = integer(scene, 'order', position);
      const [first, last] = linesOf(scene, event);
      for (const word of places.paid) {
        c.store(
          'd',
          { base: c.op('i32.add', address(scene, word), c.op('i32.shl', event, c.i32(3))) },
          c.f64(0),
        );
      }
      const partner = c.variable('i', c.i32(0));
      range(c, first, last, (line, leave) => {
        c.when(c.op('i32.ge_s', integer(scene, 'partner', line), c.i32(0)), () => c.set(partner, c.i32(1)));
        leave(partner);
      });
      const isOpen = c.variable('i', partner);
      for (const { stage } of policies) {
        const shut = shutOut(scene, stage.gates, event);
        c.set(isOpen, shut ? c.op('i32.or', isOpen, c.op('i32.eqz', shut)) : c.i32(1));
      }
      c.when(
        isOpen,
        () => {
          range(c, first, last, (line) => setDouble(scene, 'left', line, double(scene, 'amount', line)));
          const place = c.op('i32.add', openAt, c.op('i32.shl', open, c.i32(3)));
          c.store('i', { base: place }, event);
          c.store('i', { base: place, offset: 4 }, partner);
          c.set(open, c.op('i32.add', open, c.i32(1)));
        },
        () => {
          const gross = c.variable('d', c.f64(0));
          range(c, first, last, (line) =>
            c.set(gross, c.op('f64.add', gross, double(scene, 'amount', line))),
          );
          setDouble(scene, 'gross', event, settled(c, programme, gross));
          setDouble(scene, 'relieved', event, c.f64(0));
        },
      );
    });
    c.when(open, () => runStages());
    sumYear();
    return undefined;

    function runStages(): void {
      clearCells(scene, open);

      const eachOpen = (visit: (event: Event, partner: Value) => void): void =>
        range(c, c.i32(0), open, (place) => {
          const entry = c.op('i32.add', openAt, c.op('i32.shl', place, c.i32(3)));
          const event = c.load('i', { base: entry });
          const [first, last] = linesOf(scene, event);
          visit({ event, place, first, last }, c.load('i', { base: entry, offset: 4 }));
        });
      const runParts = (kind: 'claim' | 'contract'): void => {
        for (const { stage, firstCome } of stages) {
          if (stage.kind !== kind) continue;
          eachOpen((event, partner) =>
            c.when(partner, () => {
              for (const part of firstCome) {
                c.call(part, event.event, event.place, event.first, event.last);
                if (kind === 'contract') {
                  range(c, event.first, event.last, (line) =>
                    setDouble(scene, 'left', line, double(scene, 'current', line)),
                  );
                }
              }
            }),
          );
        }
      };

      runParts('claim');
      eachOpen(({ event, first, last }) => {
        const gross = c.variable('d', c.f64(0));
        range(c, first, last, (line) => c.set(gross, c.op('f64.add', gross, double(scene, 'left', line))));
        setDouble(scene, 'gross', event, settled(c, programme, gross));
      });
      runParts('contract');
      eachOpen(({ event, first, last }) => {
        const sum = c.variable('d', c.f64(0));
        range(c, first, last, (line) => {
          const left = double(scene, 'left', line);
          c.set(sum, c.op('f64.add', sum, left));
          setDouble(scene, 'owed', line, left);
        });
        const relief = c.op('f64.sub', double(scene, 'gross', event), sum);
        const positive = programme.wholeYen ? c.op('f64.max', c.f64(0), relief) : relief;
        setDouble(scene, 'relieved', event, settled(c, programme, positive));
      });

      policies.forEach(({ stage, firstCome, proRata }, policy) => {
        const paidAt = (event: Value) => ({
          base: c.op('i32.add', address(scene, places.paid[policy]), c.op('i32.shl', event, c.i32(3))),
        });
        const add = ({ event, first, last }: Event): void => {
          const place = paidAt(event);
          const payment = c.call(pay, first, last);
          c.store('d', place, c.op('f64.add', c.load('d', place), payment));
        };
        const call = (part: Callee, e: Event) => c.call(part, e.event, e.place, e.first, e.last);
        if (firstCome.length > 0) {
          eachOpen((event) => {
            const run = () => {
              for (const part of firstCome) c.when(call(part, event), () => add(event));
            };
            const shut = shutOut(scene, stage.gates, event.event);
            if (shut) c.when(c.op('i32.eqz', shut), run);
            else run();
          });
        }
        proRata.forEach((part, p) => {
          const term = stage.proRata[p].proRata;
          const total = c.variable('d', c.f64(0));
          eachOpen((event) => {
            c.when(c.op('i32.eqz', call(part, event)), () =>
              range(c, event.first, event.last, (line) => setDouble(scene, 'current', line, c.f64(0))),
            );
            range(c, event.first, event.last, (line) =>
              c.set(total, c.op('f64.add', total, double(scene, 'current', line))),
            );
          });
          const less = c.op('f64.max', c.f64(0), c.op('f64.sub', total, amountOf(scene, term)));
          const after = c.op('f64.min', less, amountOf(scene, term, 'second'));
          const positive = c.op('f64.gt', total, c.f64(0));
          const factor = c.select(c.op('f64.div', after, total), c.f64(0), positive);
          eachOpen((event) => {
            range(c, event.first, event.last, (line) =>
              setDouble(scene, 'current', line, c.op('f64.mul', double(scene, 'current', line), factor)),
            );
            add(event);
          });
        });
      });
    }

    /** What the events of the year come to: claimed, left after contracts, kept. */
    function sumYear(): void {
      const [gross, owed, retained] = [0, 1, 2].map(() => c.variable('d', c.f64(0)));
      range(c, from, to, (position) => {
        const event = integer(scene, 'order', position);
        const claimed = double(scene, 'gross', event);
        const left = c.op('f64.sub', claimed, double(scene, 'relieved', event));
        let kept = left;
        for (const word of places.paid) {
          const place = c.op('i32.add', address(scene, word), c.op('i32.shl', event, c.i32(3)));
          kept = c.op('f64.sub', kept, c.load('d', { base: place }));
        }
        c.set(gross, c.op('f64.add', gross, claimed));
        c.set(owed, c.op('f64.add', owed, left));
        c.set(retained, c.op('f64.add', retained, kept));
      });
      setDouble(scene, 'yearGross', year, gross);
      setDouble(scene, 'yearOwed', year, owed);
      setDouble(scene, 'yearRetained', year, retained);
    }
  });
}

function linesOf(scene: Scene, event: Value): [Value, Value] {
  const place = at(scene, 'firstLine', event, 2);
  return [scene.c.load('i', place), scene.c.load('i', { ...place, offset: 4 })];
}

/** Clears what lives for an event or a period, for `open` events. */
function clearCells(scene: Scene, open: Value): void {
  const { c, context } = scene;
  const { programme, places } = context;
  const zero = (base: Value, doubles: Value) =>
    range(c, c.i32(0), doubles, (i) =>
      c.store('d', { base: c.op('i32.add', base, c.op('i32.shl', i, c.i32(3))) }, c.f64(0)),
    );
  const { cells } = programme;
  const single = cells.filter((cell) => cell.key === KEY.event);
  if (single.some((cell) => cell.life === 'event')) {
    zero(address(scene, places.byEvent), c.op('i32.mul', open, c.i32(cells.length)));
  }
  cells.forEach((cell, number) => {
    if (cell.key === KEY.event) {
      if (cell.life === 'period') c.store('d', { base: places.single + number * 8 }, c.f64(0));
      return;
    }
    const base = address(scene, places.keyed[number]);
    if (cell.key === KEY.series) {
      zero(base, open);
      return;
    }
    const keys = c.load('i', { base: places.keyCounts + number * 4 });
    zero(base, cell.life === 'event' ? c.op('i32.mul', open, keys) : keys);
  });
}

/** Where a cell keeps its amount for the group that begins with a line. */
function cellPlace(scene: Scene, cell: number, { place }: Event, line: Value): { base: Value | number } {
  const { c, context } = scene;
  const { programme, places } = context;
  const { key, life } = programme.cells[cell];
  const byEight = (base: Value, index: Value) => ({
    base: c.op('i32.add', base, c.op('i32.shl', index, c.i32(3))),
  });
  if (key === KEY.event) {
    if (life !== 'event') return { base: places.single + cell * 8 };
    const index = c.op('i32.add', c.op('i32.mul', place, c.i32(programme.cells.length)), c.i32(cell));
    return byEight(address(scene, places.byEvent), index);
  }
  // Every event played is a series of its own.
  if (key === KEY.series) return byEight(address(scene, places.keyed[cell]), place);
  const own =
    key === KEY.partner
      ? c.op('i32.add', integer(scene, 'partner', line), c.i32(1))
      : integer(scene, 'claim', line);
  const keys = c.load('i', { base: places.keyCounts + cell * 4 });
  const index = life === 'event' ? c.op('i32.add', c.op('i32.mul', place, keys), own) : own;
  return byEight(address(scene, places.keyed[cell]), index);
}

/** A part up to its pro-rata term or its end: whether anything of the event is left in it. */
function definePart(context: Context, { steps, gates }: PreparedPart, name: string): Callee {
  const { code } = context.programme;
  return context.module.define(name, ['i', 'i', 'i', 'i'], 'i', (c, [event, place, first, last]) => {
    const scene = sceneOf(c, context);
    warm(scene);
    const here: Event = { event, place, first, last };
    const shut = shutOut(scene, gates, event);
    if (shut) c.when(shut, () => c.leave(c.i32(0)));
    for (const step of steps) {
      whenPasses(scene, step, here, () => writeStep(scene, step, here));
      const op = code[step + FIELD.op];
      if (op !== TERM.begin && op !== TERM.strike) continue;
      const alive = c.variable('i', c.i32(0));
      range(c, first, last, (line, leave) => {
        c.when(c.op('f64.gt', double(scene, 'current', line), c.f64(0)), () => c.set(alive, c.i32(1)));
        leave(alive);
      });
      c.when(c.op('i32.eqz', alive), () => c.leave(c.i32(0)));
    }
    return c.i32(1);
  });
}

/** Writes code for events whose flags let the instruction work. */
function whenPasses(scene: Scene, step: number, { event }: Event, write: () => void): void {
  const { c, context } = scene;
  const { code } = context.programme;
  const need = code[step + FIELD.flagNeed] | 0;
  const without = code[step + FIELD.flagWithout] | 0;
  if (need === 0 && without === 0) {
    write();
    return;
  }
  const word = flagWord(scene, event, code[step + FIELD.flagWord]);
  const masked = c.op('i32.and', word, c.i32(need | without));
  c.when(c.op('i32.eq', masked, c.i32(need)), write);
}

/** Writes code for a line that the instruction takes. */
function whenTakes(scene: Scene, step: number, line: Value, write: () => void): void {
  const { c, context } = scene;
  const { code, sets } = context.programme;
  const set = code[step + FIELD.set];
  const need = code[step + FIELD.lineNeed] | 0;
  const without = code[step + FIELD.lineWithout] | 0;
  const conditions: Value[] = [];
  if (!sets[set].every((member) => member !== 0)) conditions.push(inSet(scene, set, line));
  if (need !== 0 || without !== 0) {
    const masked = c.op('i32.and', integer(scene, 'lineFlags', line), c.i32(need | without));
    conditions.push(c.op('i32.eq', masked, c.i32(need)));
  }
  if (conditions.length === 0) write();
  else
    c.when(
      conditions.reduce((a, b) => c.op('i32.and', a, b)),
      write,
    );
}

/** 1 where the slot of the line is a member of a set. */
function inSet({ c, context, ...rest }: Scene, set: number, line: Value): Value {
  const { places } = context;
  const slot = integer({ c, context, ...rest }, 'slot', line);
  return c.load8({ base: slot, offset: places.sets[set] });
}

function writeStep(scene: Scene, step: number, here: Event): void {
  const { code } = scene.context.programme;
  switch (code[step + FIELD.op]) {
    case TERM.begin:
      begin(scene, step, here);
      return;
    case TERM.penalty:
      penalty(scene, step, here);
      return;
    case TERM.inProportion:
      inProportion(scene, step, here);
      return;
    case TERM.mark:
      mark(scene, step, here);
      return;
    case TERM.strike:
    case TERM.deduct:
    case TERM.franchise:
    case TERM.limit:
      byGroup(scene, step, here);
      return;
    default:
      byLine(scene, step, here);
  }
}

function begin(scene: Scene, step: number, { first, last }: Event): void {
  const { c, context } = scene;
  const source: LineColumn = context.programme.code[step + FIELD.mode] === 1 ? 'owed' : 'left';
  range(c, first, last, (line) => {
    setDouble(scene, 'current', line, c.f64(0));
    whenTakes(scene, step, line, () => setDouble(scene, 'current', line, double(scene, source, line)));
  });
}

/** Visits groups of neighbouring lines with one key: `visit(first line, one past the last)`. */
function groups(
  scene: Scene,
  key: number,
  { first, last }: Event,
  visit: (from: Value, to: Value) => void,
): void {
  const { c } = scene;
  if (key === KEY.event || key === KEY.series) {
    c.when(c.op('i32.lt_s', first, last), () => visit(first, last));
    return;
  }
  const column: LineColumn = key === KEY.partner ? 'partner' : 'claim';
  const line = c.variable('i', first);
  c.loop((again, leave) => {
    leave(c.op('i32.ge_s', line, last));
    const from = c.variable('i', line);
    const end = c.variable('i', c.op('i32.add', line, c.i32(1)));
    if (key !== KEY.line) {
      const value = integer(scene, column, from);
      c.loop((next, done) => {
        done(c.op('i32.ge_s', end, last));
        done(c.op('i32.ne', integer(scene, column, end), value));
        c.set(end, c.op('i32.add', end, c.i32(1)));
        next();
      });
    }
    visit(from, end);
    c.set(line, end);
    again();
  });
}

/** Changes the sum of each group, and spreads it as the lines stood before. */
function byGroup(scene: Scene, step: number, here: Event): void {
  const { c, context } = scene;
  const { code } = context.programme;
  groups(scene, code[step + FIELD.key], here, (from, to) => {
    const sum = c.variable('d', c.f64(0));
    range(c, from, to, (line) =>
      whenTakes(scene, step, line, () => c.set(sum, c.op('f64.add', sum, double(scene, 'current', line)))),
    );
    c.when(c.op('f64.gt', sum, c.f64(0)), () =>
      withAmount(scene, step, here, from, (amount) => {
        const after = amountAfter(scene, step, here, from, sum, amount);
        c.when(c.op('f64.ne', after, sum), () => {
          const factor = c.op('f64.div', after, sum);
          range(c, from, to, (line) =>
            whenTakes(scene, step, line, () =>
              setDouble(scene, 'current', line, c.op('f64.mul', double(scene, 'current', line), factor)),
            ),
          );
        });
      }),
    );
  });
}

/** Writes code for groups the term exists for, with its amount for the partner of the line. */
function withAmount(
  scene: Scene,
  step: number,
  { event }: Event,
  line: Value,
  write: (amount: Value) => void,
): void {
  const { c, context } = scene;
  const { places, programme } = context;
  const { code, partnerColumns } = programme;
  const column = code[step + FIELD.amountColumn];
  const lifted = code[step + FIELD.liftedColumn];
  if (column < 0 && lifted < 0) {
    write(amountOf(scene, step));
    return;
  }
  const partner = integer(scene, 'partner', line);
  c.when(c.op('i32.ge_s', partner, c.i32(0)), () => {
    const row = c.op('i32.mul', partner, c.i32(partnerColumns));
    const rest = () => {
      if (column < 0) {
        const amount = code[step + FIELD.amount];
        if (amount >= 0) write(amountOf(scene, step));
        return;
      }
      const amount = c.load('d', {
        base: c.op('i32.shl', row, c.i32(3)),
        offset: places.partnerTable + column * 8,
      });
      c.when(c.op('f64.ge', amount, c.f64(0)), () => write(amount));
    };
    if (lifted < 0) {
      rest();
      return;
    }
    const mask = c.load('i', {
      base: c.op('i32.shl', row, c.i32(2)),
      offset: places.partnerMasks + lifted * 4,
    });
    const lifts = c.op('i32.and', flagWord(scene, event, 0), mask);
    c.when(c.op('i32.eqz', lifts), rest);
  });
}

/** What becomes of the sum x of a group. */
function amountAfter(scene: Scene, step: number, here: Event, line: Value, x: Value, single: Value): Value {
  const { c, context } = scene;
  const { code } = context.programme;
  const op = code[step + FIELD.op];
  const perClaim = code[step + FIELD.key] === KEY.claim;
  const amount = perClaim ? c.op('f64.mul', single, double(scene, 'weight', line)) : single;
  const cell = code[step + FIELD.cell];
  const use = (): Value => {
    if (cell < 0) return c.op('f64.min', x, amount);
    const place = cellPlace(scene, cell, here, line);
    const before = c.load('d', place);
    const used = c.op('f64.min', x, c.op('f64.max', c.f64(0), c.op('f64.sub', amount, before)));
    c.store('d', place, c.op('f64.add', before, used));
    return used;
  };
  switch (op) {
    case TERM.strike:
      return c.f64(0);
    case TERM.deduct:
      return c.op('f64.sub', x, use());
    case TERM.limit:
      return use();
    default: {
      const reached = c.op(code[step + FIELD.mode] === 0 ? 'f64.ge' : 'f64.gt', x, amount);
      return c.select(x, c.f64(0), reached);
    }
  }
}

function byLine(scene: Scene, step: number, { event, first, last }: Event): void {
  const { c, context } = scene;
  const { code } = context.programme;
  const op = code[step + FIELD.op];
  range(c, first, last, (line) => {
    const x = double(scene, 'current', line);
    c.when(c.op('f64.ne', x, c.f64(0)), () =>
      whenTakes(scene, step, line, () => {
        const lower = (value: Value) => setDouble(scene, 'current', line, value);
        switch (op) {
          case TERM.unitCap:
            lower(c.op('f64.min', x, c.op('f64.mul', amountOf(scene, step), double(scene, 'units', line))));
            return;
          case TERM.share:
            lower(sharedOf(c, x, amountOf(scene, step)));
            return;
          case TERM.window:
            lower(c.select(x, c.f64(0), c.op('f64.le', double(scene, 'day', line), amountOf(scene, step))));
            return;
          case TERM.waitQualify:
            return lower(
              c.select(
                x,
                c.f64(0),
                c.op('f64.gt', double(scene, 'outageHours', event), amountOf(scene, step)),
              ),
            );
          default: {
            const end = double(scene, 'toHour', line);
            c.when(c.op('f64.gt', end, c.f64(0)), () => {
              const isWait = op === TERM.waitExcess;
              const other = code[step + FIELD.second];
              const own = amountOf(scene, step);
              const [from, to] = isWait
                ? [own, c.f64(other || Number.POSITIVE_INFINITY)]
                : [c.f64(other), own];
              const beforeFrom = shareBefore(scene, line, end, from);
              const beforeTo = shareBefore(scene, line, end, to);
              const all = isWait ? beforeTo : c.op('f64.sub', c.f64(1), beforeFrom);
              const kept = c.op('f64.max', c.f64(0), c.op('f64.sub', beforeTo, beforeFrom));
              const lowered = c.op('f64.mul', x, c.op('f64.div', kept, all));
              lower(c.select(lowered, c.f64(0), c.op('f64.gt', all, c.f64(0))));
            });
          }
        }
      }),
    );
  });
}

/** The share of the loss of a line that arose before an hour of the outage. */
function shareBefore(scene: Scene, line: Value, end: Value, hour: Value): Value {
  const { c } = scene;
  const from = double(scene, 'fromHour', line);
  const share = c.op('f64.div', c.op('f64.sub', hour, from), c.op('f64.sub', end, from));
  return c.op('f64.max', c.f64(0), c.op('f64.min', c.f64(1), share));
}

/** As `applyPpm`: whole millions apart, so that no step leaves the integers a double can hold. */
function sharedOf(c: Coder, x: Value, ppm: Value): Value {
  const whole = c.op('f64.floor', c.op('f64.div', x, c.f64(PPM)));
  const rest = c.op('f64.sub', x, c.op('f64.mul', whole, c.f64(PPM)));
  const ofRest = c.op('f64.div', c.op('f64.mul', rest, ppm), c.f64(PPM));
  return c.op('f64.add', c.op('f64.mul', whole, ppm), ofRest);
}

function inProportion(scene: Scene, step: number, { first, last }: Event): void {
  const { c, context } = scene;
  const damages = context.programme.code[step + FIELD.second];
  const sinceMark = context.programme.code[step + FIELD.mode] === 1;
  const asked = c.variable('d', sinceMark ? c.load('d', { base: context.places.marked }) : c.f64(0));
  const given = c.variable('d', c.f64(0));
  range(c, first, last, (line) =>
    c.when(inSet(scene, damages, line), () => {
      if (!sinceMark) c.set(asked, c.op('f64.add', asked, double(scene, 'left', line)));
      c.set(given, c.op('f64.add', given, double(scene, 'current', line)));
    }),
  );
  const scales = c.op('i32.and', c.op('f64.gt', asked, c.f64(0)), c.op('f64.lt', given, asked));
  c.when(scales, () => {
    const share = c.op('f64.div', given, asked);
    range(c, first, last, (line) =>
      whenTakes(scene, step, line, () =>
        setDouble(scene, 'current', line, c.op('f64.mul', double(scene, 'current', line), share)),
      ),
    );
  });
}

/** Remembers the sum of the lines of the set. */
function mark(scene: Scene, step: number, { first, last }: Event): void {
  const { c, context } = scene;
  const sum = c.variable('d', c.f64(0));
  range(c, first, last, (line) =>
    c.when(inSet(scene, context.programme.code[step + FIELD.set], line), () =>
      c.set(sum, c.op('f64.add', sum, double(scene, 'current', line))),
    ),
  );
  c.store('d', { base: context.places.marked }, sum);
}

/** Fills the penalty line of each partner who claims damages. */
function penalty(scene: Scene, step: number, here: Event): void {
  const { c, context } = scene;
  const { code } = context.programme;
  const target = code[step + FIELD.second];
  const besides = code[step + FIELD.mode] === 1;
  groups(scene, KEY.partner, here, (from, to) => {
    const damages = c.variable('d', c.f64(0));
    range(c, from, to, (line) =>
      whenTakes(scene, step, line, () =>
        c.set(damages, c.op('f64.add', damages, double(scene, 'left', line))),
      ),
    );
    c.when(c.op('f64.gt', damages, c.f64(0)), () =>
      withAmount(scene, step, here, from, (single) => {
        const weighted = c.op('f64.mul', single, double(scene, 'weight', from));
        const amount = c.op('f64.min', c.f64(context.places.mostLine), weighted);
        const fill = besides ? amount : c.op('f64.max', c.f64(0), c.op('f64.sub', amount, damages));
        range(c, from, to, (line) =>
          c.when(inSet(scene, target, line), () => setDouble(scene, 'left', line, fill)),
        );
      }),
    );
  });
}

/** Settles what the part at hand pays and takes it off what is left. */
function definePay(context: Context): Callee {
  return context.module.define('pay', ['i', 'i'], 'd', (c, [first, last]) => {
    const scene = sceneOf(c, context);
    warm(scene);
    const own = c.variable('d', c.f64(0));
    const room = c.variable('d', c.f64(0));
    const direct = c.variable('d', c.f64(0));
    const eachPaid = (visit: (line: Value, current: Value, left: Value) => void): void =>
      range(c, first, last, (line) => {
        const current = double(scene, 'current', line);
        c.when(c.op('f64.ne', current, c.f64(0)), () => visit(line, current, double(scene, 'left', line)));
      });
    eachPaid((_, current, left) => {
      c.set(own, c.op('f64.add', own, current));
      c.set(room, c.op('f64.add', room, left));
      c.set(direct, c.op('f64.add', direct, c.op('f64.min', current, left)));
    });
    const sum = c.op('f64.min', own, room);
    const payment = settled(c, context.programme, sum);
    const scale = c.select(c.op('f64.div', payment, sum), c.f64(0), c.op('f64.gt', sum, c.f64(0)));
    const spare = c.op('f64.div', c.op('f64.sub', sum, direct), c.op('f64.sub', room, direct));
    const rest = c.select(spare, c.f64(0), c.op('f64.gt', room, direct));
    eachPaid((line, current, left) => {
      const taken = c.op('f64.min', current, left);
      const more = c.op('f64.mul', c.op('f64.sub', left, taken), rest);
      const off = c.op('f64.mul', c.op('f64.add', taken, more), scale);
      setDouble(scene, 'left', line, c.op('f64.sub', left, off));
    });
    return payment;
  });
}
