/**
 * Coverages of Open Exposure Data for cyber (code values, CC0) and the heads of our vocabulary they pay. `when` says in
 * which events a coverage answers where another coverage has the same heads.
 */
export type Coverage = {
  readonly code: string;
  readonly heads: readonly string[];
  readonly notIf?: string;
  readonly interruption?: boolean;
};

const INTERRUPTION = ['lost_profit', 'mitigation', 'extra_expense'];
const RESPONSE = [
  'first_response',
  'forensic',
  'legal_advice',
  'notification',
  'call_centre',
  'apology_ad',
  'pr_consult',
  'takedown',
  'monitoring',
  'coordination',
];

export const COVERAGES: readonly Coverage[] = [
  { code: 'NPBI', heads: INTERRUPTION, notIf: "cause == 'supplier'", interruption: true },
  { code: 'CBI', heads: INTERRUPTION, notIf: "cause != 'supplier'", interruption: true },
  { code: 'DIAS', heads: ['data_restore', 'system_repair'] },
  { code: 'EXT', heads: ['ransom'] },
  // The vocabulary has no head for stolen funds: the terms are kept as not covered.
  { code: 'FIN', heads: [] },
  { code: 'INRE', heads: RESPONSE },
  { code: 'LIA', heads: ['damages', 'defence'], notIf: 'fromItWork' },
  { code: 'REG', heads: ['regulator_response', 'fine'] },
  { code: 'ENO', heads: ['damages', 'defence'], notIf: '!fromItWork' },
];

/** Other names of a coverage, as `PolCoverage` may list it. */
export const COVERAGE_ALIASES: Readonly<Record<string, string>> = { BI: 'NPBI' };
