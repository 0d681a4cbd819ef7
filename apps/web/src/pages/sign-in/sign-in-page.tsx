import { Button, PasswordInput, TextInput } from '@mantine/core';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasPasskeys, signIn, signInWithPasskey, verifySecondFactor } from '../../api/accounts.ts';
import { useAbout } from '../../api/me.ts';
import { Empty, PageTitle } from '../../parts/page.tsx';
import { useAction } from '../../parts/use-action.ts';
import { AccountProblem } from '../account/account-problem.tsx';
import '../account/account.css';

/** Signing in: password and second factor, or a passkey. */
export default function SignInPage() {
  const { t } = useTranslation('account');
  const about = useAbout();
  const [isSecond, setSecond] = useState(false);
  const forward = useForward();
  if (about?.mode === 'demo') {
    return (
      <>
        <PageTitle title={t('signIn.title')} />
        <Empty title={t('signIn.demo')} text={t('signIn.demoText')}>
          <Link to="/">{t('signIn.home')}</Link>
        </Empty>
      </>
    );
  }
  return (
    <div className="narrow">
      <PageTitle title={t('signIn.title')} lead={about?.setUpNeeded ? t('signIn.setUp') : undefined} />
      <div className="card">
        {isSecond ? (
          <SecondStep onDone={forward} />
        ) : (
          <FirstStep onDone={forward} onSecond={() => setSecond(true)} />
        )}
      </div>
    </div>
  );
}

/** To the page somebody wanted to see; only to our own. */
function useForward() {
  const router = useRouter();
  const { next } = useSearch({ strict: false }) as { next?: string };
  return () => router.history.push(next && /^\/(?![/\\])/.test(next) ? next : '/');
}

function FirstStep({ onDone, onSecond }: { readonly onDone: () => void; readonly onSecond: () => void }) {
  const { t } = useTranslation('account');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useAction(async () => {
    const { secondFactor } = await signIn(email.trim(), password);
    if (secondFactor) onSecond();
    else onDone();
  });
  const passkey = useAction(async () => {
    await signInWithPasskey();
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.run();
  };
  return (
    <>
      <form className="form-stack" onSubmit={submit}>
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          required
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <AccountProblem error={enter.error} />
        <Button type="submit" loading={enter.isBusy}>
          {t('signIn.enter')}
        </Button>
      </form>
      {hasPasskeys() && (
        <div className="or">
          <Button variant="default" loading={passkey.isBusy} onClick={() => passkey.run()}>
            {t('signIn.passkey')}
          </Button>
          <AccountProblem error={passkey.error} />
        </div>
      )}
    </>
  );
}

function SecondStep({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('account');
  const [kind, setKind] = useState<'totp' | 'backup-code'>('totp');
  const [code, setCode] = useState('');
  const verify = useAction(async () => {
    await verifySecondFactor(code, kind);
    onDone();
  });
  const other = kind === 'totp' ? 'backup-code' : 'totp';
  return (
    <form
      className="form-stack"
      onSubmit={(event) => {
        event.preventDefault();
        verify.run();
      }}
    >
      <TextInput
        key={kind}
        label={t(kind === 'totp' ? 'signIn.code' : 'signIn.backupCode')}
        description={t(kind === 'totp' ? 'signIn.codeHint' : 'signIn.backupHint')}
        inputMode={kind === 'totp' ? 'numeric' : 'text'}
        autoComplete="one-time-code"
        required
        data-autofocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <AccountProblem error={verify.error} />
      <Button type="submit" loading={verify.isBusy}>
        {t('signIn.verify')}
      </Button>
      <button
        type="button"
        className="link"
        onClick={() => {
          setKind(other);
          setCode('');
        }}
      >
        {t(other === 'totp' ? 'signIn.useCode' : 'signIn.useBackup')}
      </button>
    </form>
  );
}
