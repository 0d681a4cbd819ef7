export * from './answers.ts';
export { type AnswersReading, checkAnswers } from './check-answers.ts';
export { type CompanyReading, checkCompany, type NamedFile } from './check-company.ts';
export {
  type Column,
  columnsOf,
  companyColumns,
  foldHeading,
  namesOf,
  type SheetPlan,
  sheetPlans,
} from './columns.ts';
export { companyShape, companyTables } from './company-shape.ts';
export * from './fields.ts';
export { answersJsonSchema, companyJsonSchema, type JsonSchema } from './json-schema.ts';
export { labelOf, unitLabel } from './labels.ts';
export { inOrder } from './order.ts';
export { formatPath, type Path } from './path.ts';
export * from './schema.ts';
export * from './shape.ts';
export { NO_SOURCE, type Source } from './source.ts';
export * from './typed.ts';
export * from './vocabulary.ts';
