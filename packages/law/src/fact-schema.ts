import type { FactSchema } from '@sonae/predicate';

/** Facts that are yes, no or unknown (はい・いいえ・不明); the second half answers what a listed law or sector takes as met. */
export const TRUTHS = [
  'sensitive',
  'propertyDamageRisk',
  'improperPurpose',
  'encrypted',
  'keyCompromised',
  'recoveredUnseen',
  'myNumber',
  'viewedByMany',
  'cards',
  'riskToPersons',
  'highRiskToPersons',
  'personsIdentified',
  'secrecyOfCommunications',
  'serviceOutage',
  'cyberAttack',
  'material',
  'numberSystem',
] as const;
export type TruthName = (typeof TRUTHS)[number];

/** What the conditions of rules may ask for. */
export const FACT_SCHEMA: FactSchema = {
  ...Object.fromEntries(TRUTHS.map((name) => [name, 'boolean' as const])),
  role: { values: ['controller', 'processor'] },
  persons: { fields: { least: 'integer', most: 'integer' } },
  principalNotified: 'boolean',
};
