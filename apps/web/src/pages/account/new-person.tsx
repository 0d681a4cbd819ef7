import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Fewest characters of a password; the server says the same. */
export const SHORTEST_PASSWORD = 12;

type NewPersonProps = {
  readonly name: string;
  readonly password: string;
  readonly onName: (name: string) => void;
  readonly onPassword: (password: string) => void;
};

/** Name and password of whoever gets an account. */
export function NewPerson({ name, password, onName, onPassword }: NewPersonProps) {
  const { t } = useTranslation('account');
  return (
    <>
      <TextInput
        label={t('name')}
        autoComplete="name"
        required
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        description={t('passwordHint', { count: SHORTEST_PASSWORD })}
        autoComplete="new-password"
        required
        minLength={SHORTEST_PASSWORD}
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        onChange={(event) => onPassword(event.currentTarget.value)}
      />
    </>
  );
}
