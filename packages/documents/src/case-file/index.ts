export type { CaseClock, CaseContact, CaseFile } from './case-file.ts';
export { caseFilePage } from './page.ts';
