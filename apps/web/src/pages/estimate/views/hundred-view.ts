/** One of a hundred equally likely years. */
export type Dot = {
  readonly kind: 'quiet' | 'some' | 'beyond';
  readonly yen: number /** 0 to 1 by the digits of the amount. */;
  readonly size: number;
};

/** From the worst year to the best; sizes grow with the digits of the amount. */
export function hundredView(hundred: readonly number[], toleranceYen: number | undefined): Dot[] {
  const most = Math.log10(Math.max(10, hundred[0] ?? 0));
  return hundred.map((yen) => ({
    kind: yen <= 0 ? 'quiet' : toleranceYen !== undefined && yen > toleranceYen ? 'beyond' : 'some',
    yen,
    size: yen <= 0 ? 0 : Math.max(0, (Math.log10(yen) - 3) / Math.max(1, most - 3)),
  }));
}
