import type { Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { range } from '../../wasm/range.ts';
import { shutOut } from './conditions.ts';
import { type Event, eachLine, linesOf, paidPlace, sumOf } from './event.ts';
import { address, double, integer, type Scene, setDouble } from './scene.ts';
import { settled } from './yen.ts';

/**
 * Takes in the events of a year. An event without partners that every policy shuts out is settled here: small incidents
 * nobody claims for are most of all events. The others stand in a list in memory, each with whether it has a partner.
 *
 * @param policyGates by policy, the flags of an event that shut it out of every part
 * @returns how many events are open
 */
export function takeIn(scene: Scene, policyGates: readonly Int32Array[], from: Value, to: Value): Value {
  const { c, context } = scene;
  const { programme, places } = context;
  const open = c.variable('i', c.i32(0));
  range(c, from, to, (position) => {
    const event = integer(scene, 'order', position);
    const lines = linesOf(scene, event);
    places.paid.forEach((_, policy) => {
      c.store('d', paidPlace(scene, policy, event), c.f64(0));
    });
    const partner = c.variable('i', c.i32(0));
    eachLine(scene, lines, (line, leave) => {
      c.when(c.op('i32.ge_s', integer(scene, 'partner', line), c.i32(0)), () => c.set(partner, c.i32(1)));
      leave(partner);
    });
    const isOpen = c.variable('i', partner);
    for (const gates of policyGates) {
      const shut = shutOut(scene, gates, event);
      c.set(isOpen, shut ? c.op('i32.or', isOpen, c.op('i32.eqz', shut)) : c.i32(1));
    }
    c.when(
      isOpen,
      () => {
        eachLine(scene, lines, (line) => setDouble(scene, 'left', line, double(scene, 'amount', line)));
        const entry = elementAt(c, address(scene, places.open), open, 3);
        c.store('i', { base: entry }, event);
        c.store('i', { base: entry, offset: 4 }, partner);
        c.set(open, c.op('i32.add', open, c.i32(1)));
      },
      () => {
        setDouble(scene, 'gross', event, settled(c, programme, sumOf(scene, 'amount', lines)));
        setDouble(scene, 'relieved', event, c.f64(0));
      },
    );
  });
  return open;
}

/** Visits the open events in their order. */
export function eachOpen(scene: Scene, open: Value, visit: (event: Event, hasPartner: Value) => void): void {
  const { c, context } = scene;
  range(c, c.i32(0), open, (place) => {
    const entry = elementAt(c, address(scene, context.places.open), place, 3);
    const event = c.load('i', { base: entry });
    visit({ event, place, ...linesOf(scene, event) }, c.load('i', { base: entry, offset: 4 }));
  });
}
