import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from '../../api/accounts.ts';
import { orpc } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { Section } from '../../parts/page.tsx';
import { say } from '../../parts/toasts.tsx';
import { useAction } from '../../parts/use-action.ts';
import { AccountProblem } from './account-problem.tsx';

type Begun = Awaited<ReturnType<typeof beginSecondFactor>>;

const reread = () => queryClient.invalidateQueries({ queryKey: orpc.session.key() });

/** Six digits from an app beside the password (TOTP). */
export function SecondFactor({ isOn }: { readonly isOn: boolean }) {
  const { t } = useTranslation('account');
  const [begun, setBegun] = useState<Begun>();
  return (
    <Section
      title={t('second.title')}
      note={t(isOn ? 'second.on' : 'second.off')}
      span={6}
      accent={isOn ? undefined : 'question'}
    >
      {begun ? (
        <Confirm begun={begun} onDone={() => setBegun(undefined)} />
      ) : isOn ? (
        <WithPassword
          button={t('second.remove')}
          onPassword={async (password) => {
            await removeSecondFactor(password);
            await reread();
            say(t('second.removed'));
          }}
        />
      ) : (
        <WithPassword
          button={t('second.begin')}
          onPassword={async (password) => setBegun(await beginSecondFactor(password))}
        />
      )}
    </Section>
  );
}

type WithPasswordProps = {
  readonly button: string;
  readonly onPassword: (password: string) => Promise<unknown>;
};

function WithPassword({ button, onPassword }: WithPasswordProps) {
  const { t } = useTranslation('account');
  const [password, setPassword] = useState('');
  const go = useAction(async () => {
    await onPassword(password);
    setPassword('');
  });
  return (
    <form
      className="form-stack"
      onSubmit={(event) => {
        event.preventDefault();
        go.run();
      }}
    >
      <PasswordInput
        label={t('ownPassword')}
        autoComplete="current-password"
        required
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <AccountProblem error={go.error} />
      <Button type="submit" variant="default" loading={go.isBusy}>
        {button}
      </Button>
    </form>
  );
}

function Confirm({ begun, onDone }: { readonly begun: Begun; readonly onDone: () => void }) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  const confirm = useAction(async () => {
    await confirmSecondFactor(code);
    await reread();
    say(t('second.done'));
    onDone();
  });
  const secret = new URL(begun.totpURI).searchParams.get('secret') ?? '';
  return (
    <form
      className="form-stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.run();
      }}
    >
      <p>{t('second.scan')}</p>
      <QrCode text={begun.totpURI} label={t('second.qr')} />
      <p className="sub">
        {t('second.secret')} <code>{secret}</code>
      </p>
      <p>{t('second.codes')}</p>
      <ul className="backup-codes">
        {begun.backupCodes.map((backup) => (
          <li key={backup}>
            <code>{backup}</code>
          </li>
        ))}
      </ul>
      <TextInput
        label={t('second.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <AccountProblem error={confirm.error} />
      <Button type="submit" loading={confirm.isBusy}>
        {t('second.confirm')}
      </Button>
    </form>
  );
}

/** A QR code: one path of squares, dark on white in any colours. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { border: 2 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
