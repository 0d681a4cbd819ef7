import type { Truth } from '@sonae/core';

/** A number nobody has stated. The formulas know it and put the sector's figure in its place. */
export const UNSTATED = -1;

/**
 * What the loss model needs to know of whoever is assessed, be it a whole register or five answers.
 * Counts are −1 where nobody has stated them.
 */
export type Subject = {
  readonly name: string;
  /** Facts stated, by the name the loss model gives them; yes is 1, no is 0. */
  readonly stated: Readonly<Record<string, number>>;
  readonly assets: readonly ExposedAsset[];
  readonly services: readonly SoldService[];
  readonly partners: readonly ExposedPartner[];
  /** Whether partners or suppliers have staff that reach the data. */
  readonly partnerStaff: boolean;
};

export type ExposedAsset = {
  readonly id: string;
  readonly name: string;
  /** Own data subjects; −1 unknown. */
  readonly persons: number;
  /** The worst class of the kinds held; undefined where the kinds are unknown. */
  readonly dataClass: 'contact' | 'financial' | 'sensitive' | undefined;
  readonly cards: number;
  /** Data subjects of a partner who entrusted them; −1 unknown. */
  readonly entrusted: number;
  /** Number of that partner among the partners. */
  readonly owner: number | undefined;
  readonly postalShare: number;
  readonly valueYen: number;
  readonly internetFacing: Truth;
  readonly systemKinds: readonly string[];
  /** Held at a provider, in a cloud or in somebody's software as a service. */
  readonly atProvider: boolean;
};

export type SoldService = {
  readonly id: string;
  readonly name: string;
  /** Number of the business, in the order of the register's list. */
  readonly business: number;
  /** Yearly sales in yen; −1 where the services of an IT firm are not listed. */
  readonly sales: number;
  readonly clients: readonly number[];
};

export type ExposedPartner = {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  /** Whether it suffers when the company stops or leaks. */
  readonly suffers: boolean;
  /** A mall or platform through which the company sells: a leak of customers concerns it. */
  readonly isMall: boolean;
  /** Persons it entrusted, a firm; −1 for a partner that is only taken to exist. */
  readonly persons: number;
};
