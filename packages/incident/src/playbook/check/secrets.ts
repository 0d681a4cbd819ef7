import { say } from '@sonae/core';
import type { Path } from '../read/json.ts';
import { type Json, objectOf, type Playbook, textOf } from '../read/playbook.ts';
import type { Report } from './report.ts';
import { isLikely, secretIn, standsFor } from './secret-patterns.ts';

/** Properties of authentication records that hold the secret itself unless a key management system does (`kms`). */
const SECRET_PROPERTIES = ['password', 'token'];
const SECRET_HEADER = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-auth-token)$/i;
const SECRET_NAME = /(pass(word|wd|phrase)|secret|token|api_?-?key|access_?-?key|private_?-?key|credential)/i;
/** Parts that hold no text of people: signatures and keys are public, ids mean nothing. */
const NOT_READ = ['signatures', 'id', 'created_by', 'derived_from', 'related_to', 'schema'];

/** No secret stands in the file: not in authentication records, headers, variables, commands, nor in what base64 hides (PB29–PB31). */
export function checkSecrets({ json }: Playbook, report: Report): void {
  const refuse = (path: Path, what: { ja: string; en: string }) =>
    report({
      code: 'secret',
      path,
      message: say(`秘密が書かれています（${what.ja}）。`, `A secret is written here (${what.en}).`),
      hint: say(
        '手順書は人に渡るものです。消して、その鍵やパスワードを取り替え、実行時に変数（external）で渡してください。',
        'Playbooks are handed around. Remove it, replace that key or password, and pass it at run time by an external variable.',
      ),
    });
  checkAuthentication(json, refuse, report);
  walk(json, [], (text, path, holder) => {
    const key = path.at(-1);
    if (typeof key === 'string' && NOT_READ.includes(key)) return;
    if (path[0] === 'authentication_info_definitions' && SECRET_PROPERTIES.includes(String(key))) return;
    const found =
      namedSecret(text, path, holder) ?? secretIn(text, isProse(key)) ?? hiddenSecret(text, String(key));
    if (found) refuse(path, found);
  });
}

type Refuse = (path: Path, what: { ja: string; en: string }) => void;

/** A password or token in its place. Words that only stand for one, as examples have, are pointed out, not refused. */
function checkAuthentication(json: Json, refuse: Refuse, report: Report): void {
  for (const [id, record] of Object.entries(objectOf(json.authentication_info_definitions))) {
    const fields = objectOf(record);
    if (fields.kms === true) continue;
    for (const key of SECRET_PROPERTIES) {
      const text = textOf(fields[key]);
      const path = ['authentication_info_definitions', id, key];
      if (text === undefined || text === '' || standsFor(text) === 'variable') continue;
      if (standsFor(text) === undefined) refuse(path, { ja: '認証情報', en: 'authentication record' });
      else
        report({
          code: 'secret-example',
          severity: 'warning',
          path,
          message: say(
            '見本らしいパスワードが書かれています。',
            'What looks like a sample password is written here.',
          ),
          hint: say(
            '本物なら消してください。実行時に変数で渡すか、kms を使います。',
            'If it is real, remove it: pass it at run time by a variable, or use kms.',
          ),
        });
    }
  }
}

/** A literal in a variable or a header whose very name says that it is secret. */
function namedSecret(text: string, path: Path, holder: Json) {
  const [key, above, section] = [path.at(-1), path.at(-2), path.at(-3)];
  // A key or a password is one run of characters; a sentence only speaks of one.
  if (text === '' || /\s\S+\s/.test(text) || !isLikely(text)) return undefined;
  if (
    key === 'value' &&
    /variables$/.test(String(section)) &&
    SECRET_NAME.test(String(above)) &&
    textOf(holder.type) !== 'bool'
  )
    return { ja: '名前から見て秘密の変数', en: 'a variable that is secret by its name' };
  if (section === 'headers' && SECRET_HEADER.test(String(above)))
    return { ja: '認証のヘッダー', en: 'a header that authenticates' };
  return undefined;
}

/** What base64 hides, decoded. */
function hiddenSecret(text: string, key: string) {
  if (!/_b64$/.test(key) && !/^[A-Za-z0-9+/]{24,}={0,2}$/.test(text)) return undefined;
  const decoded = decode(text);
  return decoded === undefined ? undefined : secretIn(decoded, false);
}

function decode(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll(/\s/g, '')), (char) => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // no base64, or no text in it
  }
}

/** Texts written for people, in which a word after a colon is seldom a password. */
const isProse = (key: string | number | undefined) =>
  key === 'description' || key === 'name' || key === 'ja' || key === 'en';

function walk(
  value: unknown,
  path: Path,
  visit: (text: string, path: Path, holder: Json) => void,
  holder: Json = {},
): void {
  if (typeof value === 'string') visit(value, path, holder);
  else if (Array.isArray(value))
    for (const [i, item] of value.entries()) walk(item, [...path, i], visit, holder);
  else if (typeof value === 'object' && value !== null) {
    if (path.length === 1 && path[0] === 'signatures') return;
    for (const [key, item] of Object.entries(value)) walk(item, [...path, key], visit, value as Json);
  }
}
