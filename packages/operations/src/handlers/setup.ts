import { record, schema } from '@sonae/store';
import { os } from '../house/implement.ts';
import { invalid, mistake } from '../house/refusals.ts';
import { useSetUpToken } from '../house/setup.ts';

/** Makes the first account and its organisation. The token is used up before anything is made. */
export const complete = os.setup.complete.handler(async ({ context, input }) => {
  const { token, name, email, password, organisation } = input;
  const mine = await context.store.run('system', (tx) => useSetUpToken(tx, token));
  if (context.mode === 'demo' || !mine) {
    throw invalid([
      mistake(
        'setup.token',
        'token',
        { ja: 'このリンクはもう使えません。', en: 'This link is void.' },
        {
          ja: 'サーバーを起動し直すと、新しいリンクが端末に表示されます。',
          en: 'Start the server again: it prints a new link.',
        },
      ),
    ]);
  }
  const user = await context.accounts.create({ name, email, password });
  return context.store.run('system', async (tx) => {
    const [{ id }] = await tx.insert(schema.organisations).values({ name: organisation }).returning();
    await tx.insert(schema.members).values({ organisationId: id, userId: user.id, role: 'owner' });
    await record(tx, {
      organisation: id,
      actor: { kind: 'user', id: user.id },
      operation: 'setup.complete',
      action: 'change',
      subject: { kind: 'organisation', id },
      request: context.requestId,
    });
    return { organisation: id };
  });
});
