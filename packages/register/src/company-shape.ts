import { company } from './schema.ts';
import { type Group, groupOf, type Table } from './shape.ts';

/** The shape of the register: its own fields, the organisation, and one table a list. */
export const companyShape: Group = groupOf(company, { ja: '台帳', en: 'Register' });

/** The tables in the order of the schema, each a sheet of the workbook. */
export const companyTables: readonly (readonly [string, Table])[] = [...companyShape.fields].filter(
  (entry): entry is [string, Table] => entry[1].node === 'table',
);
