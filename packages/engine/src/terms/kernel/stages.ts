import type { Callee, Value } from '../../wasm/coder.ts';
import type { Stage } from '../programme.ts';
import { amountOf } from './amounts.ts';
import { shutOut } from './conditions.ts';
import { addTo, type Event, eachLine, paidPlace, scaleLine, sumOf } from './event.ts';
import { eachOpen } from './open-events.ts';
import { double, type Scene, setDouble } from './scene.ts';
import { settled } from './yen.ts';

/** A stage whose parts are functions. */
export type WrittenStage = {
  readonly kind: Stage['kind'];
  /** Flags of an event, by word, any of which strikes every part. */
  readonly gates: Int32Array;
  readonly firstCome: readonly Callee[];
  /** Parts that share yearly terms in proportion, with the offset of these terms. */
  readonly proRata: readonly { readonly part: Callee; readonly term: number }[];
};

/** Takes the open events of a year through all stages. */
export function runStages(scene: Scene, stages: readonly WrittenStage[], open: Value, pay: Callee): void {
  for (const stage of stages) if (stage.kind === 'claim') runStage(scene, stage, open);
  eachOpen(scene, open, (event) => recordGross(scene, event));
  for (const stage of stages) if (stage.kind === 'contract') runStage(scene, stage, open);
  eachOpen(scene, open, (event) => recordOwed(scene, event));
  stages
    .filter(({ kind }) => kind === 'policy')
    .forEach((stage, policy) => {
      const payer: Payer = { policy, pay };
      payFirstCome(scene, stage, open, payer);
      for (const { part, term } of stage.proRata) payProRata(scene, part, term, open, payer);
    });
}

const callPart = ({ c }: Scene, part: Callee, { event, place, first, last }: Event) =>
  c.call(part, event, place, first, last);

/** Claim and contract stages change what is left, without a payment. Their terms bind partners only. */
function runStage(scene: Scene, { kind, firstCome }: WrittenStage, open: Value): void {
  const { c } = scene;
  eachOpen(scene, open, (event, hasPartner) =>
    c.when(hasPartner, () => {
      for (const part of firstCome) {
        callPart(scene, part, event);
        if (kind === 'contract') {
          eachLine(scene, event, (line) => setDouble(scene, 'left', line, double(scene, 'current', line)));
        }
      }
    }),
  );
}

function recordGross(scene: Scene, here: Event): void {
  const { programme } = scene.context;
  setDouble(scene, 'gross', here.event, settled(scene.c, programme, sumOf(scene, 'left', here)));
}

/** What contracts leave is settled upwards for the claimant: relief is whole yen, rounded down. */
function recordOwed(scene: Scene, here: Event): void {
  const { c, context } = scene;
  const { programme } = context;
  const sum = c.variable('d', c.f64(0));
  eachLine(scene, here, (line) => {
    const left = double(scene, 'left', line);
    addTo(c, sum, left);
    setDouble(scene, 'owed', line, left);
  });
  const relief = c.op('f64.sub', double(scene, 'gross', here.event), sum);
  const positive = programme.wholeYen ? c.op('f64.max', c.f64(0), relief) : relief;
  setDouble(scene, 'relieved', here.event, settled(c, programme, positive));
}

/** The number of a policy among all, and the function that pays. */
type Payer = { readonly policy: number; readonly pay: Callee };

function addPayment(scene: Scene, { event, first, last }: Event, { policy, pay }: Payer): void {
  const { c } = scene;
  const place = paidPlace(scene, policy, event);
  const payment = c.call(pay, first, last);
  c.store('d', place, c.op('f64.add', c.load('d', place), payment));
}

/** First come, first served: each event goes through all parts before the next event. */
function payFirstCome(scene: Scene, { firstCome, gates }: WrittenStage, open: Value, payer: Payer): void {
  const { c } = scene;
  if (firstCome.length === 0) return;
  eachOpen(scene, open, (event) => {
    const run = () => {
      for (const part of firstCome)
        c.when(callPart(scene, part, event), () => addPayment(scene, event, payer));
    };
    const shut = shutOut(scene, gates, event.event);
    if (shut) c.when(c.op('i32.eqz', shut), run);
    else run();
  });
}

/** Yearly terms that are shared over the period in proportion: the total is known only at its end. */
function payProRata(scene: Scene, part: Callee, term: number, open: Value, payer: Payer): void {
  const { c } = scene;
  const total = c.variable('d', c.f64(0));
  eachOpen(scene, open, (event) => {
    c.when(c.op('i32.eqz', callPart(scene, part, event)), () =>
      eachLine(scene, event, (line) => setDouble(scene, 'current', line, c.f64(0))),
    );
    eachLine(scene, event, (line) => addTo(c, total, double(scene, 'current', line)));
  });
  const less = c.op('f64.max', c.f64(0), c.op('f64.sub', total, amountOf(scene, term)));
  const after = c.op('f64.min', less, amountOf(scene, term, 'second'));
  const positive = c.op('f64.gt', total, c.f64(0));
  const factor = c.select(c.op('f64.div', after, total), c.f64(0), positive);
  eachOpen(scene, open, (event) => {
    eachLine(scene, event, (line) => scaleLine(scene, line, factor));
    addPayment(scene, event, payer);
  });
}
