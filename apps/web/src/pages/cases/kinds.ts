/** What somebody sees when it begins; nobody has to know more at first. */
export const KINDS = [
  'mail',
  'lost',
  'intrusion',
  'exposed',
  'insider',
  'vendor',
  'outage',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];
