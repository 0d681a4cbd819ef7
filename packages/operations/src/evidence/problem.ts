import type { Issue, Text } from '@sonae/core';

/** What an operation on evidence gives: a value, or the reason why not. `usage` is a mistake of the caller, the rest was checked and found bad. */
export type Outcome<T> =
  | { readonly value: T; readonly issue?: undefined }
  | { readonly value?: undefined; readonly issue: Issue };

const HINTS: Readonly<Record<string, Text>> = {
  'store.absent': {
    ja: 'sonae evidence init で作った場所を指定してください。',
    en: 'Give a folder made by sonae evidence init.',
  },
  'store.not-empty': { ja: '空のフォルダーを指定してください。', en: 'Give an empty folder.' },
  'store.locked': {
    ja: 'もう一方の処理が終わってから、やり直してください。',
    en: 'Wait until the other process has finished.',
  },
  'key.missing': {
    ja: '--key、SONAE_EVIDENCE_KEY_FILE または SONAE_EVIDENCE_KEY でマスター鍵を指定してください。',
    en: 'Give the master key by --key, SONAE_EVIDENCE_KEY_FILE or SONAE_EVIDENCE_KEY.',
  },
  'key.malformed': {
    ja: 'マスター鍵は32バイトのbase64で、保管先の外に置きます。',
    en: 'A master key is 32 bytes in base64 and lies outside the store.',
  },
  'key.wrong': { ja: 'この保管先のマスター鍵を指定してください。', en: 'Give the master key of this store.' },
  'journal.damaged': {
    ja: '書き込みを止めました。控えと sonae evidence fsck で確かめてください。',
    en: 'Nothing is written any more. Compare with a backup, see sonae evidence fsck.',
  },
  'log.damaged': {
    ja: 'sonae evidence rebuild で作り直せます。',
    en: 'sonae evidence rebuild makes it anew.',
  },
  'log.ahead': {
    ja: '台帳の一部が失われています。控えから戻してください。',
    en: 'Part of the journal is gone. Restore it from a backup.',
  },
  'evidence.elsewhere': {
    ja: '証拠の保管先のフォルダー（SONAE_EVIDENCE_FOLDER）を、前と同じ場所にするか、控えから戻してください。',
    en: 'Put the evidence folder (SONAE_EVIDENCE_FOLDER) back where it was, or restore it from a backup.',
  },
  'evidence.other': {
    ja: 'SONAE_EVIDENCE_FOLDER と DATABASE_URL の組み合わせを確かめてください。',
    en: 'Check that SONAE_EVIDENCE_FOLDER and DATABASE_URL belong together.',
  },
  'evidence.behind': {
    ja: '証拠の保管先を、より新しい控えから戻してください。',
    en: 'Restore the evidence store from a newer backup.',
  },
  'incident.absent': {
    ja: 'sonae incident open が示した番号を指定してください。',
    en: 'Give the id that sonae incident open has shown.',
  },
  'export.no-such-case': { ja: '事案番号を確かめてください。', en: 'Check the id of the case.' },
};

const MESSAGES: Readonly<Record<string, Text>> = {
  'store.absent': { ja: '証拠の保管先ではありません', en: 'This is no evidence store' },
  'store.not-empty': { ja: 'フォルダーが空ではありません', en: 'The folder is not empty' },
  'store.locked': { ja: '別の処理が書き込み中です', en: 'Another process is writing' },
  'key.missing': { ja: 'マスター鍵がありません', en: 'There is no master key' },
  'key.malformed': { ja: 'マスター鍵の形が違います', en: 'The master key is malformed' },
  'key.wrong': { ja: 'マスター鍵が違います', en: 'It is another master key' },
  'journal.damaged': { ja: '台帳が壊れています', en: 'The journal is damaged' },
  'journal.failed': { ja: '台帳に書けませんでした', en: 'The journal could not be written' },
  'log.damaged': { ja: '記録簿が壊れています', en: 'The log is damaged' },
  'log.ahead': { ja: '台帳が記録簿より短くなっています', en: 'The journal is shorter than the log' },
  'vault.damaged': { ja: '保管庫のファイルが壊れています', en: 'A file of the vault is damaged' },
  'vault.absent': { ja: '保管庫にファイルがありません', en: 'The vault does not hold the file' },
  'incident.absent': { ja: 'この番号の事案がありません', en: 'There is no case of this id' },
  'export.no-such-case': { ja: 'この事案の記録はありません', en: 'There are no entries of this case' },
  'evidence.elsewhere': {
    ja: 'データベースが知っている証拠の保管先がありません',
    en: 'The evidence store that the database knows is not here',
  },
  'evidence.other': {
    ja: 'データベースが知っている証拠の保管先ではありません',
    en: 'This is not the evidence store that the database knows',
  },
  'evidence.behind': {
    ja: '証拠の保管先が、データベースの知っている時点より古くなっています',
    en: 'The evidence store is older than the database knows it',
  },
  'evidence.refused': { ja: '消去できません', en: 'It may not be destroyed' },
  'evidence.absent': { ja: '見つかりません', en: 'Not found' },
  'evidence.malformed': { ja: '形が違います', en: 'It is malformed' },
};

/** The mistakes of a caller; everything else was looked at and found bad. */
const USAGE = new Set([
  'store.absent',
  'store.not-empty',
  'store.locked',
  'key.missing',
  'key.malformed',
  'key.wrong',
  'export.no-such-case',
  'incident.absent',
  'evidence.absent',
  'evidence.malformed',
]);

export function isUsage({ code }: Issue): boolean {
  return USAGE.has(code) || code === 'file.unreadable';
}

/** An issue about the store or a file of it. */
export function problem(code: string, file: string, detail: string): Issue {
  const message = MESSAGES[code] ?? { ja: '処理できませんでした', en: 'It could not be done' };
  return {
    code,
    severity: 'error',
    path: '',
    file,
    message: { ja: `${message.ja}（${detail}）。`, en: `${message.en} (${detail}).` },
    hint: HINTS[code] ?? { ja: '内容を確かめてください。', en: 'Check the details.' },
  };
}

/** Turns the errors that the evidence packages throw on purpose, and those of the file system, into issues. */
export async function outcome<T>(file: string, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
    if (/^E[A-Z]+$/.test(error.code))
      return { issue: { ...problem('file.unreadable', file, error.code), message: UNREADABLE(error.code) } };
    return { issue: problem(error.code, file, error.message) };
  }
}

const UNREADABLE = (code: string): Text => ({
  ja: `ファイルを読み書きできません（${code}）。`,
  en: `The file cannot be read or written (${code}).`,
});

/** An outcome that is refused here. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
