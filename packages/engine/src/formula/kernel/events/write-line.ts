import { MOST_LINE } from '../../../terms/lines.ts';
import type { Coder, Value } from '../../../wasm/coder.ts';
import type { FramePlaces } from '../layout.ts';
import type { EventColumn, EventPlaces } from './places.ts';

/** A line of an event or of a claim: numbers of nodes of its frame, and what is the same for all. */
export type LineSpec = {
  readonly slot: number;
  readonly flags: number;
  readonly keepEmpty: boolean;
  readonly amount: number;
  readonly units: number | undefined;
  readonly fromHour: number | undefined;
  readonly toHour: number | undefined;
};

/** An element of a batch: what it has in the columns of its frame. */
export function elementOf(c: Coder, frame: FramePlaces, number: Value) {
  const four = c.op('i32.shl', number, c.i32(2));
  const eight = c.op('i32.shl', number, c.i32(3));
  const value = (node: number) => c.load('d', { base: eight, offset: frame.columns.get(node) as number });
  return {
    value,
    valueOr0: (node: number | undefined) => (node === undefined ? c.f64(0) : value(node)),
    word: (offset: number) => c.load('i', { base: four, offset }),
    double: (offset: number) => c.load('d', { base: eight, offset }),
  };
}
export type Element = ReturnType<typeof elementOf>;

/** Writes into the columns of an event or a line. */
export function rowOf(c: Coder, columns: EventPlaces['columns'], number: Value) {
  const four = c.op('i32.shl', number, c.i32(2));
  const eight = c.op('i32.shl', number, c.i32(3));
  return (column: EventColumn, value: Value): void =>
    c.store(value.type, { base: value.type === 'd' ? eight : four, offset: columns[column] }, value);
}

/** Adds a line of an element behind `lines`, the variable that counts them, as `writeLine` of `simulate/write-line.ts`. */
export function writeLine(
  c: Coder,
  columns: EventPlaces['columns'],
  lines: Value,
  { value, valueOr0 }: Element,
  line: LineSpec,
  { claim, partner, weight }: { readonly claim: Value; readonly partner: Value; readonly weight: Value },
): void {
  const rounded = (amount: Value) => c.op('f64.floor', c.op('f64.add', amount, c.f64(0.5)));
  const whole = rounded(c.op('f64.mul', value(line.amount), weight));
  const amount = c.op('f64.min', whole, c.f64(MOST_LINE));
  const write = (): void => {
    const put = rowOf(c, columns, lines);
    put('slot', c.i32(line.slot));
    put('claim', claim);
    put('partner', partner);
    put('amount', amount);
    put('units', line.units === undefined ? c.f64(0) : rounded(value(line.units)));
    put('lineFlags', c.i32(line.flags));
    put('weight', weight);
    put('fromHour', valueOr0(line.fromHour));
    put('toHour', valueOr0(line.toHour));
    c.set(lines, c.op('i32.add', lines, c.i32(1)));
  };
  if (line.keepEmpty) write();
  else c.when(c.op('f64.gt', amount, c.f64(0)), write);
}
