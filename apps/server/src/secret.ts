import { randomBytes } from 'node:crypto';
import { type Store, schema } from '@sonae/store';

/** The secret that sessions are signed with, and other keys are sealed with: made at the first start, kept with the data. */
export async function sessionSecret(store: Store): Promise<string> {
  const { installation } = schema;
  return store.run('system', async (tx) => {
    await tx
      .insert(installation)
      .values({ name: 'session-secret', value: randomBytes(48).toString('base64url') })
      .onConflictDoNothing();
    const rows = await tx.select().from(installation);
    return rows.find((row) => row.name === 'session-secret')!.value;
  });
}
