import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signOut } from '../../api/accounts.ts';
import { useMe } from '../../api/me.ts';
import { PageTitle } from '../../parts/page.tsx';
import { useAction } from '../../parts/use-action.ts';
import { Notices } from './notices.tsx';
import { Passkeys } from './passkeys.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import './account.css';

/** My account: second factor, passkeys, notices on my devices, where I am signed in. */
export default function AccountPage() {
  const { t } = useTranslation('account');
  const navigate = useNavigate();
  const me = useMe();
  const leave = useAction(async () => {
    await signOut();
    await navigate({ to: '/sign-in' });
  });
  return (
    <>
      <PageTitle title={t('title')} lead={`${me?.user?.name} ${me?.user?.email}`}>
        <Button variant="default" loading={leave.isBusy} onClick={() => leave.run()}>
          {t('signOut')}
        </Button>
      </PageTitle>
      <div className="cards">
        <SecondFactor isOn={me?.user?.secondFactor === true} />
        <Passkeys />
        <Notices />
        <Sessions />
      </div>
    </>
  );
}
