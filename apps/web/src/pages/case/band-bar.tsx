/** A band on a scale from nothing to `most`, its median as a stroke. The numbers stand beside it. */
export function BandBar({
  band: { low, median, high },
  most,
  tone,
}: {
  readonly band: { readonly low: number; readonly median: number; readonly high: number };
  readonly most: number;
  readonly tone: 'gross' | 'insurance' | 'retained';
}) {
  const share = (yen: number) => (most > 0 ? `${(100 * yen) / most}%` : '0');
  return (
    <span className="band-bar" data-tone={tone} aria-hidden="true">
      <span style={{ insetInlineStart: share(low), width: share(high - low) }} />
      <i style={{ insetInlineStart: share(median) }} />
    </span>
  );
}
