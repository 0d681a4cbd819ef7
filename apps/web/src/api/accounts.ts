import { watchedFetch } from './connection.ts';
import { forgetReads } from './kept-reads.ts';
import { queryClient } from './query-client.ts';

// Passwords, second factors and passkeys: the addresses of the accounts under /api/auth.

/** What the accounts refused: the code is stable, the words are ours (area account, `refused`). */
export class AccountError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

export type Passkey = { readonly id: string; readonly name?: string | null; readonly createdAt: string };

async function call<T>(path: string, body?: object): Promise<T> {
  const response = await watchedFetch(`/api/auth/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const said = (await response.json().catch(() => ({}))) as T & { code?: string };
  if (!response.ok) throw new AccountError(said?.code ?? 'UNKNOWN', response.status);
  return said;
}

/** @returns whether a second factor is asked for before anybody is signed in */
export async function signIn(email: string, password: string): Promise<{ readonly secondFactor: boolean }> {
  const said = await call<{ twoFactorRedirect?: boolean }>('sign-in/email', { email, password });
  if (said.twoFactorRedirect) return { secondFactor: true };
  await enter();
  return { secondFactor: false };
}

/** The second step of signing in: six digits of the app, or one of the backup codes. */
export async function verifySecondFactor(code: string, kind: 'totp' | 'backup-code'): Promise<void> {
  await call(`two-factor/verify-${kind}`, { code: code.trim() });
  await enter();
}

export async function signInWithPasskey(): Promise<void> {
  const options = await call<PublicKeyCredentialRequestOptionsJSON>('passkey/generate-authenticate-options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  await call('passkey/verify-authentication', { response: credential.toJSON() });
  await enter();
}

export async function signOut(): Promise<void> {
  await call('sign-out', {});
  await enter();
}

/** Whoever looks is somebody else now: nothing that was read stays. */
async function enter(): Promise<void> {
  await forgetReads(queryClient);
}

/** Begins a second factor: what the app scans, and ten codes for when the telephone is lost. */
export const beginSecondFactor = (password: string) =>
  call<{ readonly totpURI: string; readonly backupCodes: readonly string[] }>('two-factor/enable', {
    password,
  });
export const confirmSecondFactor = (code: string) => call('two-factor/verify-totp', { code: code.trim() });
export const removeSecondFactor = (password: string) => call('two-factor/disable', { password });

export const listPasskeys = () => call<readonly Passkey[]>('passkey/list-user-passkeys');
export const removePasskey = (id: string) => call('passkey/delete-passkey', { id });

/** Whether this browser has passkeys, here: they belong to a name, and an address of numbers is none. */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential &&
  !/^[\d.]+$|:/.test(location.hostname);

export async function addPasskey(name: string): Promise<void> {
  const options = await call<PublicKeyCredentialCreationOptionsJSON>('passkey/generate-register-options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  await call('passkey/verify-registration', { response: credential.toJSON(), name });
}
