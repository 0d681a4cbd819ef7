import { schema, type Tx } from '@sonae/store';
import { eq, sql } from 'drizzle-orm';
import { newToken, tokenDigest } from './tokens.ts';

const { installation, users } = schema;
const SETUP = 'setup-token-digest';

/** Whether nobody has an account yet. */
export async function setUpOpen(tx: Tx): Promise<boolean> {
  const [{ n }] = await tx.select({ n: sql<number>`count(*)::int` }).from(users);
  return n === 0;
}

/**
 * A fresh token for the first set-up, to be shown on the terminal once; one shown before is void from now on. Undefined where
 * somebody has an account already.
 */
export async function newSetUpToken(tx: Tx): Promise<string | undefined> {
  if (!(await setUpOpen(tx))) return undefined;
  const token = newToken();
  const value = tokenDigest(token);
  await tx
    .insert(installation)
    .values({ name: SETUP, value })
    .onConflictDoUpdate({ target: installation.name, set: { value } });
  return token;
}

/** Takes the token away, if it is the one that was shown; whoever gets `true` is the only one who does. */
export async function useSetUpToken(tx: Tx, token: string): Promise<boolean> {
  const [row] = await tx.select().from(installation).where(eq(installation.name, SETUP)).for('update');
  if (row?.value !== tokenDigest(token) || !(await setUpOpen(tx))) return false;
  await tx.delete(installation).where(eq(installation.name, SETUP));
  return true;
}
