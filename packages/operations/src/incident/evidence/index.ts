export { type CaseEvidenceBag, caseEvidence } from './bundle.ts';
export { examineEvidence, type KnownStore } from './examine.ts';
export { type EvidenceHome, storeFolder } from './home.ts';
export type { CaseEvidence } from './port.ts';
export { type Destroyed, destroyEnded } from './purge.ts';
export { organisationsWaiting, recordCases } from './record.ts';
