import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hasErrors, type Issue, type Text } from '@sonae/core';
import { fromBase64, sha256Hex, toBase64 } from '@sonae/evidence';
import {
  type ActionRecord,
  planHash,
  type RespondSettings,
  type Result,
  readRespondSettings,
} from '@sonae/incident/actions';

/** An issue about a file of this operation. `respond.file` is a mistake of the caller. */
export function fileIssue(file: string, message: Text): Issue {
  return {
    code: 'respond.file',
    severity: 'error',
    path: '',
    file,
    message,
    hint: {
      ja: 'ファイルの場所と中身を確かめてください。',
      en: 'Check where the file is and what it holds.',
    },
  };
}

const unreadable = (file: string, error: unknown): Issue => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return fileIssue(file, { ja: `読めません（${code}）。`, en: `It cannot be read (${code}).` });
};

export type LoadedSettings = { readonly settings: RespondSettings; readonly hash: string };

export async function loadSettings(file: string): Promise<Result<LoadedSettings>> {
  try {
    const bytes = await readFile(file);
    const { settings, issues } = readRespondSettings(bytes, file);
    return settings && !hasErrors(issues) ? { value: { settings, hash: sha256Hex(bytes) } } : { issues };
  } catch (error) {
    return { issues: [unreadable(file, error)] };
  }
}

/** The action in a plan file. What it says is checked when its state is asked for; here only its shape is. */
export async function loadRecord(file: string): Promise<Result<ActionRecord>> {
  try {
    const record = JSON.parse(await readFile(file, 'utf8')) as ActionRecord;
    if (record.plan?.v === 1 && record.hash === planHash(record.plan) && Array.isArray(record.events))
      return { value: record };
    return {
      issues: [
        fileIssue(file, { ja: '計画が書き換えられています。', en: 'This is no plan, or it was edited.' }),
      ],
    };
  } catch (error) {
    if (error instanceof SyntaxError)
      return {
        issues: [fileIssue(file, { ja: '計画のファイルではありません。', en: 'This is no plan file.' })],
      };
    return { issues: [unreadable(file, error)] };
  }
}

/** Writes the action in one step: whoever looks, also after a crash, sees the old one or the whole new one. */
export async function saveRecord(file: string, record: ActionRecord): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(aside, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await rename(aside, file);
}

/** The seed of a person's key, 32 bytes in base64. Made where it may be and is absent. */
export async function loadSeed(file: string, make = false): Promise<Result<Uint8Array>> {
  try {
    const seed = fromBase64((await readFile(file, 'utf8')).trim());
    if (seed?.length === 32) return { value: seed };
    return { issues: [fileIssue(file, { ja: '鍵のファイルではありません。', en: 'This is no key file.' })] };
  } catch (error) {
    if (!make || !(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      return { issues: [unreadable(file, error)] };
    const seed = new Uint8Array(randomBytes(32));
    await writeFile(file, `${toBase64(seed)}\n`, { mode: 0o600, flag: 'wx' });
    return { value: seed };
  }
}
