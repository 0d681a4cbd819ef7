export { evidenceListPdf } from './evidence-list-pdf.ts';
export {
  type BagFacts,
  type EvidenceList,
  evidenceListOf,
  type ListItem,
  type ListStamp,
  type ListStep,
} from './list.ts';
