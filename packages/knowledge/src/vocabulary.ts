import data from '../build/vocabulary.json' with { type: 'json' };
import { lookup } from './lookup.ts';
import type { Vocabulary } from './types.ts';

/** All lists of the vocabulary. Names and grouping are ours (`provenance`); figures stand in the rows the ids point to. */
export const vocabulary = data as unknown as Vocabulary;

export const {
  causes,
  causeFamilies,
  policyCauses,
  drivers,
  heads,
  headGroups,
  sizes,
  tiers,
  taxBases,
  industries,
  dataClasses,
  dataKinds,
  controls,
  businesses,
  supportAreas,
  units,
} = vocabulary;

/** A cause (原因) by id, name or alias. */
export const causeOf = lookup(causes);

/** A head of loss (費目) by id, name or alias. */
export const headOf = lookup(heads);

/**
 * An industry (業種) by id, Japanese or English name, or alias; undefined where none answers to the word.
 *
 * @example industryOf('卸売業')?.id // 'wholesale'
 */
export const industryOf = lookup(industries);

/**
 * A kind of data (情報の種類) by id, name or alias. The four coarse answers of the five-question profile are kinds too.
 *
 * @example dataKindOf('電子カルテ')?.class // 'sensitive'
 */
export const dataKindOf = lookup(dataKinds);

/**
 * A control (対策) by id, name or alias.
 *
 * @example controlOf('二要素認証')?.effects // ['ctl.mfa_full', 'ctl.mfa_account', 'ctl.mfa_leaked']
 */
export const controlOf = lookup(controls);

/** A kind of IT business (業務の種類), B1–B6, by id, name or alias. */
export const businessOf = lookup(businesses);

/** An area of support or contact (支援分野) by id, name or alias. */
export const supportAreaOf = lookup(supportAreas);

const unitsById = new Map(units.map((unit) => [unit.id, unit]));

/** A unit of calibration by its id, for its name and currency. */
export const unitOf = (id: string) => unitsById.get(id);
