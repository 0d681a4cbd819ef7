import { jobEffects } from '../schema/work.ts';
import type { Tx } from '../store.ts';

/**
 * Whether this is the first time that a job's effect is about to happen. Asked in the transaction that makes the effect, so
 * that a job delivered twice acts once.
 */
export async function firstTime(tx: Tx, key: string): Promise<boolean> {
  const rows = await tx.insert(jobEffects).values({ key }).onConflictDoNothing().returning();
  return rows.length === 1;
}
