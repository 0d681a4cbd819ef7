export { comparisonWorkbook } from './workbook.ts';
