import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chosenCompany, chosenOrganisation } from '../../api/choices.ts';
import { api } from '../../api/client.ts';
import { forgetReads } from '../../api/kept-reads.ts';
import { queryClient } from '../../api/query-client.ts';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAction } from '../../parts/use-action.ts';

/** Another organisation, for those who serve several; whoever makes it owns it and is taken there. */
export function NewOrganisation() {
  const { t } = useTranslation('settings');
  const [name, setName] = useState('');
  const make = useAction(async () => {
    const { id } = await api.organisations.create({ name: name.trim() });
    chosenOrganisation.set(id);
    chosenCompany.set(null);
    await forgetReads(queryClient);
  });
  return (
    <Section title={t('organisation.newTitle')} note={t('organisation.newNote')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          make.run();
        }}
      >
        <TextInput
          label={t('organisation.newName')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {make.error !== undefined && <Problem error={make.error} />}
        <Button type="submit" variant="default" loading={make.isBusy}>
          {t('organisation.make')}
        </Button>
      </form>
    </Section>
  );
}
