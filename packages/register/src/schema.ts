import * as z from 'zod';
import { field } from './fields.ts';
import { contract, partner, service } from './schema/business.ts';
import { asset, system } from './schema/holdings.ts';
import { organisation } from './schema/organisation.ts';
import { calendarEntry, contact, control, heldPolicy, person, rule } from './schema/readiness.ts';

export * from './schema/business.ts';
export * from './schema/holdings.ts';
export * from './schema/organisation.ts';
export * from './schema/readiness.ts';

/** The format of a company file; a file of another format is refused. */
export const CURRENT_FORMAT = 'company/1';

/**
 * The register of a company (台帳): what it holds, owes, does and is insured for.
 *
 * One object, one table a list, each row flat enough to be a row of a workbook. A fact that may be missing can be
 * left out or be `unknown`; both mean that nobody has stated it. Amounts are integer yen, shares lie between 0 and 1.
 */
export const company = z.strictObject({
  sonae: field(z.literal(CURRENT_FORMAT), { ja: '形式', en: 'Format' }),
  taxBasis: field(z.enum(['excluded', 'included']), {
    ja: '金額の税区分',
    en: 'Tax basis of amounts',
    note: '税抜なら excluded、税込なら included',
  }),
  organisation: field(organisation, { ja: '会社', en: 'Company' }),
  systems: field(z.array(system).optional(), { ja: 'システム', en: 'Systems' }),
  assets: field(z.array(asset).optional(), { ja: '情報資産', en: 'Information assets' }),
  partners: field(z.array(partner).optional(), { ja: '取引先', en: 'Partners' }),
  contracts: field(z.array(contract).optional(), { ja: '契約', en: 'Contracts' }),
  services: field(z.array(service).optional(), { ja: '提供サービス', en: 'Services' }),
  controls: field(z.array(control).optional(), { ja: '対策', en: 'Controls' }),
  policies: field(z.array(heldPolicy).optional(), { ja: '保険', en: 'Policies' }),
  contacts: field(z.array(contact).optional(), { ja: '連絡先', en: 'Contacts' }),
  calendar: field(z.array(calendarEntry).optional(), { ja: '予定', en: 'Calendar' }),
  people: field(z.array(person).optional(), { ja: '担当者', en: 'People' }),
  rules: field(z.array(rule).optional(), { ja: '社内規程', en: 'Internal rules' }),
});

export type Company = z.infer<typeof company>;
