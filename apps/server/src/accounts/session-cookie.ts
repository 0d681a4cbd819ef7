import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The token in the cookie of a session, where it carries our signature: `token.signature`, HMAC-SHA256 in base64, as
 * better-auth writes it. A token that was made up costs no question to the database.
 */
export function signedToken(cookies: string | null, name: string, secret: string): string | undefined {
  for (const pair of (cookies ?? '').split(';')) {
    const [key, ...rest] = pair.split('=');
    if (key.trim() !== name) continue;
    const value = decoded(rest.join('=').trim());
    const dot = value.lastIndexOf('.');
    const [token, signature] = [
      value.slice(0, Math.max(0, dot)),
      Buffer.from(value.slice(dot + 1), 'base64'),
    ];
    const ours = createHmac('sha256', secret).update(token).digest();
    return token !== '' && signature.length === ours.length && timingSafeEqual(signature, ours)
      ? token
      : undefined;
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
