import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/accounts.ts';
import { api } from '../../api/client.ts';
import { Empty, PageTitle } from '../../parts/page.tsx';
import { useToken } from '../../parts/token.ts';
import { useAction } from '../../parts/use-action.ts';
import { AccountProblem } from '../account/account-problem.tsx';
import { NewPerson } from '../account/new-person.tsx';
import '../account/account.css';

/** The first owner, by the link on the terminal; then straight to the second factor. */
export default function SetupPage() {
  const { t } = useTranslation('account');
  const token = useToken();
  const navigate = useNavigate();
  const [organisation, setOrganisation] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const make = useAction(async () => {
    await api.setup.complete({ token, name, email: email.trim(), password, organisation });
    await signIn(email.trim(), password);
    await navigate({ to: '/account' });
  });
  if (token === '') {
    return (
      <>
        <PageTitle title={t('setup.title')} />
        <Empty title={t('setup.noToken')} text={t('setup.noTokenText')} />
      </>
    );
  }
  return (
    <div className="narrow">
      <PageTitle title={t('setup.title')} lead={t('setup.lead')} />
      <form
        className="card form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          make.run();
        }}
      >
        <TextInput
          label={t('setup.organisation')}
          description={t('setup.organisationHint')}
          autoComplete="organization"
          required
          value={organisation}
          onChange={(event) => setOrganisation(event.currentTarget.value)}
        />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NewPerson name={name} password={password} onName={setName} onPassword={setPassword} />
        <AccountProblem error={make.error} />
        <Button type="submit" loading={make.isBusy}>
          {t('setup.make')}
        </Button>
      </form>
    </div>
  );
}
