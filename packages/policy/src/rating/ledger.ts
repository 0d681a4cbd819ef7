import { say, settleYen, type Text } from '@sonae/core';

/** One step from the base to the premium. `yen` is the premium after the step, before rounding. */
export type RatingLine = {
  readonly id: string;
  readonly kind:
    | 'base'
    | 'factor'
    | 'option'
    | 'discount'
    | 'group'
    | 'rider'
    | 'minimum'
    | 'rounding'
    | 'quoted';
  /** The factor, the share taken off, or the yen added. */
  readonly value: number;
  readonly yen: number;
  readonly text: Text;
};

/** Keeps the running amount; fractions live until the one rounding at the end. */
export function ledger(base: number) {
  const lines: RatingLine[] = [
    { id: 'base', kind: 'base', value: base, yen: base, text: say('基本保険料', 'Base premium') },
  ];
  let yen = base;
  const note = (kind: RatingLine['kind'], id: string, value: number, to: number, text: Text) => {
    yen = to;
    lines.push({ id, kind, value, yen, text });
  };
  return {
    lines,
    at: () => yen,
    times: (kind: RatingLine['kind'], id: string, factor: number, text: Text) =>
      note(kind, id, factor, yen * factor, text),
    off: (kind: RatingLine['kind'], id: string, rate: number, text: Text) =>
      note(kind, id, rate, yen * (1 - rate), text),
    add: (kind: RatingLine['kind'], id: string, added: number, text: Text) =>
      note(kind, id, added, yen + added, text),
    atLeast: (minimum: number) => {
      if (yen < minimum) note('minimum', 'minimum', minimum, minimum, say('最低保険料', 'Minimum premium'));
    },
    round: (unit: number) => {
      const whole = settleYen(yen / unit) * unit;
      if (whole !== yen)
        note('rounding', 'rounding', unit, whole, say(`${unit}円未満切捨て`, `Rounded down to ${unit} yen`));
    },
  };
}
