import { ORPCError } from '@orpc/server';
import type { Issue, Text } from '@sonae/core';

/** The refusals that many operations share, each with its words. */
const REFUSALS = {
  UNAUTHORIZED: {
    code: 'access.sign-in',
    message: { ja: 'ログインが必要です。', en: 'Sign in first.' },
  },
  FORBIDDEN: {
    code: 'access.role',
    message: { ja: 'この役割ではできません。', en: 'Your role does not allow this.' },
    hint: { ja: '組織の管理者に頼んでください。', en: 'Ask the owner of the organisation.' },
  },
  NOT_FOUND: {
    code: 'not-found',
    message: { ja: '見つかりません。', en: 'There is no such thing.' },
  },
  CONFLICT: {
    code: 'version',
    message: { ja: 'ほかの人が先に書き換えました。', en: 'Somebody else was quicker.' },
    hint: {
      ja: '今の内容と見比べて、もう一度保存してください。',
      en: 'Compare with what is there now and save again.',
    },
  },
  BUSY: {
    code: 'busy',
    message: { ja: '計算が混み合っています。', en: 'Too many calculations are waiting.' },
    hint: { ja: '少し待ってからもう一度お試しください。', en: 'Try again in a moment.' },
  },
} as const;

type Said = { readonly code: string; readonly message: Text; readonly hint?: Text };

/** A refusal in its usual words, or in others where the case needs them. */
export function refusal(kind: keyof typeof REFUSALS, said: Partial<Said> & { current?: unknown } = {}) {
  const data = { ...REFUSALS[kind], ...said };
  const status = { UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409, BUSY: 503 }[kind];
  return new ORPCError(kind, { status, message: data.message.en, data, defined: true });
}

/** What was sent is readable and wrong: all mistakes at once. */
export function invalid(issues: readonly Issue[]) {
  return new ORPCError('INVALID', { status: 422, message: 'invalid', data: { issues }, defined: true });
}

/** One mistake at one place. */
export function mistake(code: string, path: string, message: Text, hint: Text): Issue {
  return { code, severity: 'error', path, message, hint };
}
