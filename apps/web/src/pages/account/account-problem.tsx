import { useTranslation } from 'react-i18next';
import { AccountError } from '../../api/accounts.ts';
import { Problem } from '../../parts/problem.tsx';

/** Why signing in or a change of the account did not work. */
export function AccountProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('account');
  if (error === undefined) return null;
  const words = wordsOf(error);
  if (!words) return <Problem error={error} />;
  return (
    <p className="problem" role="alert">
      {t(`refused.${words}`)}
    </p>
  );
}

function wordsOf(error: unknown) {
  // Whoever closes the window of the passkey has changed their mind.
  if (error instanceof DOMException) return 'passkey';
  if (!(error instanceof AccountError)) return undefined;
  if (error.status === 429) return 'tooMany';
  if (error.code === 'INVALID_EMAIL_OR_PASSWORD') return 'password';
  if (error.code === 'INVALID_PASSWORD') return 'ownPassword';
  if (/CODE/.test(error.code)) return 'code';
  if (/PASSKEY|CHALLENGE|AUTHENTICATION/.test(error.code)) return 'passkey';
  if (/SESSION|FRESH/.test(error.code)) return 'session';
  return error.status === 401 ? 'code' : undefined;
}
