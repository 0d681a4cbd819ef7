import type { Tx } from '@sonae/store';
import type { EvidenceHome } from './home.ts';

/** The evidence journal as operations on cases need it. */
export type CaseEvidence = {
  /** Asks a worker to write what waits of an organisation, once the transaction is committed. */
  ask(tx: Tx, organisation: string): Promise<void>;
  /** Where the stores lie; absent where other processes alone reach them. */
  readonly home?: EvidenceHome;
};
