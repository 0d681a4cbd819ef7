/**
 * Colours of the charts, on white. Lines and areas have at least 3:1, the shades for text at least 4.5:1 against white
 * and against the paper (WCAG 2.2 AA). None of them is the only sign of anything.
 */
export const PALETTE = {
  gross: '#8a2b36',
  contract: '#c07a2c',
  contractText: '#8a5416',
  insurance: '#5e8794',
  insuranceText: '#3f6470',
  retained: '#17545c',
  ink: '#1c1d1f',
  sub: '#5d5f63',
  line: '#dedbd2',
  beyond: '#f6f3ea',
  mark: '#1f3a5f',
} as const;

/** The typeface of the documents; Typst, the page and the charts name the same one. */
export const FONT_FAMILY = 'BIZ UDPGothic';
