import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/accounts.ts';
import { chosenOrganisation } from '../../api/choices.ts';
import { api, orpc } from '../../api/client.ts';
import { forgetReads } from '../../api/kept-reads.ts';
import { useMe } from '../../api/me.ts';
import { queryClient } from '../../api/query-client.ts';
import { Empty, PageTitle } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { stored } from '../../parts/stored.ts';
import { useToken } from '../../parts/token.ts';
import { useAction } from '../../parts/use-action.ts';
import { Loading } from '../../parts/waiting.tsx';
import { AccountProblem } from '../account/account-problem.tsx';
import { NewPerson } from '../account/new-person.tsx';
import '../account/account.css';

/** The invitation somebody goes to sign in for: in this tab, and in no address. */
const pending = stored<string | null>(
  'sonae-invitation',
  null,
  (value) => typeof value === 'string',
  sessionStorage,
);

/** What an invitation is for, and accepting it: with a new account, or with the one somebody has. */
export default function InvitationPage() {
  const { t } = useTranslation('account');
  const token = useToken() || (pending.get() ?? '');
  const look = useQuery(
    orpc.invitations.look.queryOptions({
      input: { token },
      enabled: token !== '',
      retry: false,
      meta: { keep: false },
    }),
  );
  if (token === '')
    return (
      <>
        <PageTitle title={t('invitation.title')} />
        <Empty title={t('invitation.noToken')} text={t('invitation.noTokenText')} />
      </>
    );
  if (look.error)
    return (
      <>
        <PageTitle title={t('invitation.title')} />
        <Problem error={look.error} />
      </>
    );
  if (!look.data) return <Loading />;
  const { organisation, email, role, hasAccount } = look.data;
  return (
    <div className="narrow">
      <PageTitle
        title={t('invitation.to', { organisation })}
        lead={t('invitation.as', { email, role: t(`roles.${role}`) })}
      />
      <div className="card">
        {hasAccount ? <Join token={token} email={email} /> : <Accept token={token} email={email} />}
      </div>
    </div>
  );
}

function useEnter() {
  const navigate = useNavigate();
  return async (organisation: string) => {
    await forgetReads(queryClient);
    pending.set(null);
    chosenOrganisation.set(organisation);
    await navigate({ to: '/' });
  };
}

function Accept({ token, email }: { readonly token: string; readonly email: string }) {
  const { t } = useTranslation('account');
  const enter = useEnter();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const accept = useAction(async () => {
    const { organisation } = await api.invitations.accept({ token, name, password });
    await signIn(email, password);
    await enter(organisation);
  });
  return (
    <form
      className="form-stack"
      onSubmit={(event) => {
        event.preventDefault();
        accept.run();
      }}
    >
      <NewPerson name={name} password={password} onName={setName} onPassword={setPassword} />
      <AccountProblem error={accept.error} />
      <Button type="submit" loading={accept.isBusy}>
        {t('invitation.accept')}
      </Button>
    </form>
  );
}

function Join({ token, email }: { readonly token: string; readonly email: string }) {
  const { t } = useTranslation('account');
  const enter = useEnter();
  const me = useMe();
  const join = useAction(async () => {
    const { organisation } = await api.invitations.accept({ token });
    await enter(organisation);
  });
  if (me?.kind !== 'user') {
    return (
      <div className="form-stack">
        <p>{t('invitation.signInFirst', { email })}</p>
        <Link to="/sign-in" search={{ next: '/invitation' } as never} onClick={() => pending.set(token)}>
          {t('signIn.title')}
        </Link>
      </div>
    );
  }
  return (
    <div className="form-stack">
      <p>{t('invitation.joinAs', { email: me.user?.email })}</p>
      <AccountProblem error={join.error} />
      <Button loading={join.isBusy} onClick={() => join.run()}>
        {t('invitation.join')}
      </Button>
    </div>
  );
}
