import type { Issue } from '@sonae/core';
import type { FileError } from './ports.ts';

/** The issue for a file that cannot be read. */
export function unreadable(error: FileError): Issue {
  return {
    code: 'file.unreadable',
    severity: 'error',
    path: '',
    file: error.path,
    message: {
      ja: `ファイルを読めません（${error.message}）。`,
      en: `The file cannot be read (${error.message}).`,
    },
    hint: {
      ja: '場所と名前、読み取りの権限を確かめてください。',
      en: 'Check the place, the name and the permission to read.',
    },
  };
}
