import type { Assembler } from '../../../wasm/assembler.ts';
import { range } from '../../../wasm/range.ts';
import type { FramePlaces } from '../layout.ts';
import type { EventPlaces } from './places.ts';
import { elementOf, type LineSpec, rowOf, writeLine } from './write-line.ts';

/** What the kernel writes of the events of a group. */
export type EventWriterSpec = {
  readonly kind: 'events';
  /** By row of the group: its number among all rows. */
  readonly rowNumbers: Int32Array;
  readonly hours: number | undefined;
  readonly severe: number | undefined;
  /** Own lines of an event, each with the claim it is part of. */
  readonly lines: readonly (LineSpec & { readonly claim: number })[];
};

/** What it writes of their claims; lines are the partner's or the company's own. */
export type ClaimWriterSpec = {
  readonly kind: 'claims';
  readonly lines: readonly (LineSpec & { readonly own: boolean })[];
};

export type WriterSpec = EventWriterSpec | ClaimWriterSpec;

export function defineWriter(
  module: Assembler,
  name: string,
  places: EventPlaces,
  frame: FramePlaces,
  spec: WriterSpec,
): void {
  if (spec.kind === 'events') defineEventWriter(module, name, places, frame, spec);
  else defineClaimWriter(module, name, places, frame, spec);
}

/** `write(from, to, claimed, small)` does what `WriteEvents` of `simulate/write-events.ts` says. */
function defineEventWriter(
  module: Assembler,
  name: string,
  { columns, counts }: EventPlaces,
  frame: FramePlaces,
  spec: EventWriterSpec,
): void {
  module.define(name, ['i', 'i', 'i', 'i'], undefined, (c, [from, to, claimed, small]) => {
    const zero = c.i32(0);
    const events = c.variable('i', c.load('i', { base: counts }));
    const lines = c.variable('i', c.load('i', { base: counts + 4 }));
    range(c, from, to, (k) => {
      const element = elementOf(c, frame, k);
      const facts = element.word(frame.flags);
      const severe = spec.severe === undefined ? zero : c.op('f64.ne', element.value(spec.severe), c.f64(0));
      const moment = element.double(frame.moments);
      const isSmall = c.op(
        'i32.and',
        c.op('i32.ne', c.op('i32.and', facts, small), zero),
        c.op('i32.and', c.op('i32.eqz', severe), c.op('i32.ne', k, claimed)),
      );
      c.when(
        isSmall,
        () => {
          const base = c.op('i32.shl', c.op('i32.trunc_f64_s', moment), c.i32(3));
          const place = { base, offset: columns.small };
          c.store('d', place, c.op('f64.add', c.load('d', place), element.double(frame.sums)));
        },
        () => {
          const put = rowOf(c, columns, events);
          put('time', moment);
          put('outageHours', element.valueOr0(spec.hours));
          put('series', events);
          put('facts', facts);
          put('severe', severe);
          put('index', element.word(frame.index));
          const row = c.op('i32.shl', element.word(frame.parent as number), c.i32(2));
          put('row', c.load('i', { base: row, offset: frame.rowNumbers }));
          put('firstLine', lines);
          for (const line of spec.lines) {
            const about = { claim: c.i32(line.claim), partner: c.i32(-1), weight: c.f64(1) };
            writeLine(c, columns, lines, element, line, about);
          }
          c.set(events, c.op('i32.add', events, c.i32(1)));
          rowOf(c, columns, events)('firstLine', lines);
        },
      );
    });
    c.store('i', { base: counts }, events);
    c.store('i', { base: counts + 4 }, lines);
    return undefined;
  });
}

/** `write(from, to, claim)` does what `WriteClaims` of `simulate/write-events.ts` says. */
function defineClaimWriter(
  module: Assembler,
  name: string,
  { columns, counts }: EventPlaces,
  frame: FramePlaces,
  spec: ClaimWriterSpec,
): void {
  module.define(name, ['i', 'i', 'i'], undefined, (c, [from, to, first]) => {
    const lines = c.variable('i', c.load('i', { base: counts + 4 }));
    const claim = c.variable('i', first);
    range(c, from, to, (k) => {
      const element = elementOf(c, frame, k);
      const partner = element.word(frame.partners);
      const weight = element.double(frame.weights);
      for (const line of spec.lines) {
        writeLine(c, columns, lines, element, line, {
          claim,
          partner: line.own ? c.i32(-1) : partner,
          weight,
        });
      }
      c.set(claim, c.op('i32.add', claim, c.i32(1)));
    });
    const events = c.op('i32.shl', c.load('i', { base: counts }), c.i32(2));
    c.store('i', { base: events, offset: columns.firstLine }, lines);
    c.store('i', { base: counts + 4 }, lines);
    return undefined;
  });
}
