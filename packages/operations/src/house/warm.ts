/**
 * Loads what handlers load at their first use and most requests need, one after the other: so that a server is up early and
 * its first readers do not wait for its modules.
 */
export async function warm(): Promise<void> {
  await import('@sonae/knowledge/loss-model');
  await import('@sonae/loss');
  await import('@sonae/contract');
  await import('@sonae/policy');
}
