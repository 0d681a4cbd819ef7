import type { Issue } from '@sonae/core';
import type { NamedFile } from '@sonae/register';
import { type FileError, reasonText } from './ports.ts';

/** The issue for an input that cannot be read. */
export function unreadable(error: FileError): Issue {
  const reason = reasonText(error);
  return {
    code: 'file.unreadable',
    severity: 'error',
    path: '',
    file: error.path,
    message: {
      ja: `ファイルを読めません（${reason.ja}）`,
      en: `The file cannot be read (${reason.en})`,
    },
    hint: {
      ja: '場所と名前、読み取りの許可を確かめてください',
      en: 'Check the place, the name and the permission to read',
    },
  };
}

/** The issue for a file that an input names and nobody can read; it stands where it is named. */
export function namedUnreadable({ file, path, place }: NamedFile, error: FileError): Issue {
  const reason = reasonText(error);
  return {
    code: 'file.named-unreadable',
    severity: 'error',
    path,
    ...place,
    message: {
      ja: `証券ファイル「${file}」を読めません（${reason.ja}）`,
      en: `The policy file "${file}" cannot be read (${reason.en})`,
    },
    hint: {
      ja: `このファイルから見た場所を書きます。${error.path} を探しました`,
      en: `Write its place as seen from this file; ${error.path} was looked for`,
    },
  };
}

/** The issue for an input that names itself as its policy. */
export function namesItself({ file, path, place }: NamedFile): Issue {
  return {
    code: 'file.names-itself',
    severity: 'error',
    path,
    ...place,
    message: {
      ja: `証券ファイルとして、このファイル自身が書かれています（${file}）`,
      en: `The file names itself as a policy (${file})`,
    },
    hint: {
      ja: '保険証券の内容を書いた別のファイルを指してください',
      en: 'Name the other file, the one that holds the terms of the policy',
    },
  };
}
