export { readAnswers } from './answers-yaml.ts';
export { readCompanyWorkbook } from './company-workbook.ts';
export { readCompanyYaml } from './company-yaml.ts';
export { COMPANY_SCHEMA, toYaml } from './to-yaml.ts';
export { type WorkbookOptions, writeCompanyWorkbook } from './write-company-workbook.ts';
