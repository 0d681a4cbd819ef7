import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPasskey, hasPasskeys, listPasskeys, removePasskey } from '../../api/accounts.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { dayText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { useAction } from '../../parts/use-action.ts';
import { AccountProblem } from './account-problem.tsx';

/** Signing in with the lock of this device instead of a password. */
export function Passkeys() {
  const { t } = useTranslation('account');
  const language = useLanguage();
  const keys = useQuery({ queryKey: ['passkeys'], queryFn: listPasskeys, meta: { keep: false } });
  const [name, setName] = useState('');
  const add = useAction(async () => {
    await addPasskey(name.trim());
    setName('');
    await keys.refetch();
  });
  const remove = async (id: string) => {
    await removePasskey(id);
    await keys.refetch();
  };
  return (
    <Section title={t('passkeys.title')} note={t('passkeys.note')} span={6}>
      {keys.data && keys.data.length > 0 && (
        <SmallTable
          caption={t('passkeys.title')}
          head={[t('passkeys.name'), t('passkeys.since'), '']}
          rows={keys.data.map((key) => [
            key.name || t('passkeys.unnamed'),
            dayText(new Date(key.createdAt), language),
            <ConfirmButton
              key={key.id}
              size="xs"
              question={t('passkeys.removeQuestion')}
              onConfirm={() => remove(key.id)}
            >
              {t('passkeys.remove')}
            </ConfirmButton>,
          ])}
        />
      )}
      {hasPasskeys() ? (
        <form
          className="form-stack"
          onSubmit={(event) => {
            event.preventDefault();
            add.run();
          }}
        >
          <TextInput
            label={t('passkeys.newName')}
            placeholder={t('passkeys.example')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <AccountProblem error={add.error} />
          <Button type="submit" variant="default" loading={add.isBusy}>
            {t('passkeys.add')}
          </Button>
        </form>
      ) : (
        <p className="sub">{t('passkeys.notHere')}</p>
      )}
    </Section>
  );
}
