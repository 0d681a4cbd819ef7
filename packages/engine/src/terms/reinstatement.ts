/** What it costs to fill up a used limit again within the period. */
export type Reinstatement = {
  /** The limit that is reinstated. */
  readonly limit: number;
  /** Premium of the cover. */
  readonly premium: number;
  /** Cost of each reinstatement as a share of the premium, in the order they are used. */
  readonly costs: readonly number[];
  /**
   * At which cost a limit used in part is charged: that of the reinstatement it belongs to (`own`, usual wording), or
   * that of the last one used in full (`previous`, the convention of the Proteus library).
   */
  readonly partial: 'own' | 'previous';
};

/** Additional premium for the recoveries of one period. */
export function reinstatementPremium(
  recovered: number,
  { limit, premium, costs, partial }: Reinstatement,
): number {
  const used = Math.min(recovered / limit, costs.length);
  const full = Math.floor(used);
  let share = 0;
  for (let i = 0; i < full; i++) share += costs[i];
  const rest = used - full;
  if (rest > 0) share += rest * costs[partial === 'own' ? full : Math.max(0, full - 1)];
  return share * premium;
}
