export { playbookManualPdf } from './manual-pdf.ts';
