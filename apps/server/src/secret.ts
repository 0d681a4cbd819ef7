import { randomBytes } from 'node:crypto';
import { type Store, schema } from '@sonae/store';
import { eq } from 'drizzle-orm';

const { installation } = schema;

/** What this installation keeps under a name: made when it is first asked for. Where two servers make one, the first counts. */
export async function keptValue(store: Store, name: string, make: () => Promise<string>): Promise<string> {
  return store.run('system', async (tx) => {
    const find = () => tx.select().from(installation).where(eq(installation.name, name));
    let [row] = await find();
    if (!row) {
      await tx
        .insert(installation)
        .values({ name, value: await make() })
        .onConflictDoNothing();
      [row] = await find();
    }
    return row.value;
  });
}

/** The secret that sessions are signed with, and other keys are sealed with: made at the first start, kept with the data. */
export const sessionSecret = (store: Store): Promise<string> =>
  keptValue(store, 'session-secret', async () => randomBytes(48).toString('base64url'));
