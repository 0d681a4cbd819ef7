import type { Text } from '@sonae/core';

/** Secrets that show by their form alone. Sources: the prefixes their issuers publish so that leaks can be found. */
const FORMS: readonly (Text & { readonly form: RegExp })[] = [
  { ja: '秘密鍵', en: 'private key', form: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/ },
  { ja: 'AWSのアクセスキー', en: 'AWS access key', form: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { ja: 'GitHubのトークン', en: 'GitHub token', form: /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/ },
  { ja: 'GitLabのトークン', en: 'GitLab token', form: /\bglpat-[\w-]{20,}/ },
  { ja: 'npmのトークン', en: 'npm token', form: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { ja: 'Slackのトークン', en: 'Slack token', form: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/ },
  {
    ja: 'WebhookのURL',
    en: 'webhook address',
    form: /https:\/\/hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/,
  },
  { ja: 'GoogleのAPIキー', en: 'Google API key', form: /\bAIza[0-9A-Za-z_-]{35}\b/ },
  { ja: 'Stripeの鍵', en: 'Stripe key', form: /\b[rs]k_live_[0-9A-Za-z]{16,}/ },
  { ja: 'APIキー', en: 'API key', form: /\bsk-[A-Za-z0-9_-]{20,}/ },
  { ja: 'JWT', en: 'JSON Web Token', form: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/ },
];

/** Where a command passes a secret; the first group is the secret. Bounded, so that no text takes long. */
const PASSED: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{1,200}:([^\s/@]{1,200})@/i,
  /\bauthorization['"]?\s{0,5}[:=]\s{0,5}['"]?(?:bearer|basic)\s{1,5}([^\s'"]{4,})/i,
  /\bbearer\s{1,5}(?=[^\s\d]{0,200}\d)([A-Za-z0-9+/=._~-]{16,})/i,
  /\bcurl\b[^\n]{0,400}\s(?:-u|--user)[\s=]{0,5}['"]?[^\s:'"]{1,200}:([^\s'"]+)/i,
  /\bsshpass\s{1,5}-p\s{0,5}['"]?([^\s'"]+)/,
  /\b(?:mysql|mysqldump|mariadb)\b[^\n]{0,400}\s-p([^\s'"]+|'[^']+'|"[^"]+")/,
  /ConvertTo-SecureString\s{1,5}(?:-String\s{1,5})?['"]([^'"]+)['"]/i,
  /--(?:password|passwd|pass|token|secret|api-?key)[\s=]{1,5}['"]?([^\s'"]{4,})/i,
];

const WORD =
  '(?:pass(?:word|wd|phrase)?|pwd|secret(?:[_-]?(?:access)?[_-]?key)?|token|api[_-]?key|access[_-]?key|credential|パスワード|暗証番号|秘密鍵)';
const ASSIGNED = new RegExp(String.raw`${WORD}['"]?\s*(?:=|＝)\s*['"]?([^\s'",;&)}]{4,})`, 'i');
const AFTER_COLON = new RegExp(String.raw`${WORD}['"]?\s*[:：]\s*['"]?([\x21-\x7e]{6,})`, 'i');

/**
 * What stands where a secret would: a reference to a variable; a word that says it is to be replaced; or what calls itself
 * a password, which samples do and people too.
 */
export function standsFor(text: string): 'variable' | 'placeholder' | 'sample' | undefined {
  const bare = text.replace(/^(basic|bearer)\s+/i, '').trim();
  if (/^__[\w-]+__(:value)?$/.test(bare) || /^(\$\{?[\w.]+\}?|%\w+%|\{\{.+\}\}|<.*|`.*)$/.test(bare))
    return 'variable';
  if (/change-?_?me|example|dummy|placeholder|your[-_]|x{4,}|\*{3,}|…|redacted/i.test(bare))
    return 'placeholder';
  return /pass-?_?word|secret/i.test(bare) ? 'sample' : undefined;
}

/** The kind of secret a text holds; undefined where it seems to hold none. `prose`: written for people. */
export function secretIn(text: string, prose: boolean): Text | undefined {
  for (const { form, ja, en } of FORMS) if (form.test(text)) return { ja, en };
  for (const form of PASSED) {
    const found = form.exec(text)?.[1];
    if (found !== undefined && standsFor(unquoted(found)) !== 'variable') return PASSWORD;
  }
  const assigned = ASSIGNED.exec(text)?.[1];
  if (assigned !== undefined && standsFor(assigned) !== 'variable' && !(prose && isWord(assigned)))
    return PASSWORD;
  const colon = AFTER_COLON.exec(text)?.[1];
  if (colon !== undefined && isLikely(colon) && !isWord(colon)) return PASSWORD;
  return text.match(LONG)?.some(looksRandom) ? RANDOM : undefined;
}

const PASSWORD: Text = { ja: 'パスワードか鍵', en: 'password or key' };
const RANDOM: Text = { ja: '鍵らしい文字の並び', en: 'characters that look like a key' };

/** Neither a reference nor a word to be replaced. */
export function isLikely(text: string): boolean {
  const stands = standsFor(text);
  return stands === undefined || stands === 'sample';
}

const unquoted = (text: string) => text.replace(/^['"](.*)['"]$/, '$1');
/** A plain word: letters of one case, as words of a language are. */
const isWord = (text: string) => /^[A-Za-z]?[a-z]+[.,;:]?$/.test(text) || /^https?:/.test(text);

const LONG = /[A-Za-z0-9_+-]{32,}/g;
/** Bits a character (Shannon) of a text of 32 letters and digits drawn at random exceed this; words and paths stay below. */
const RANDOM_BITS = 4.2;

function looksRandom(text: string): boolean {
  // Hashes and identifiers, what playbooks are full of, are of one case.
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text) || !/\d/.test(text) || text.startsWith('__')) return false;
  if (/^[A-Za-z0-9+]+$/.test(text) && isReadableBase64(text)) return false;
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits > RANDOM_BITS;
}

/** Encoded text, which is looked into by itself. */
function isReadableBase64(text: string): boolean {
  try {
    const decoded = atob(text.slice(0, text.length - (text.length % 4)));
    return /^[\s\0!-~]+$/.test(decoded);
  } catch {
    return false;
  }
}
