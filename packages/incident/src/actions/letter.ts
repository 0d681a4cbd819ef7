import type { Language } from '@sonae/core';
import type { Plan } from './plan.ts';

/** Where leaked data has been seen (拡散の監視表). Rows are added, never removed: that it is gone is also evidence. */
export type Sighting = {
  readonly url: string;
  readonly seenAt: string;
  readonly kind: 'origin' | 'copy' | 'search_result' | 'cache' | 'quotation';
  /** SHA-256 of the page as evidence holds it. */
  readonly evidence?: string;
  readonly asked?: { readonly at: string; readonly recipient: string };
  readonly checks: readonly { readonly at: string; readonly state: 'there' | 'gone' | 'unknown' }[];
};

/** What must be looked at again: everything that was there, or was not looked at, for longer than these hours. */
export function dueSightings(rows: readonly Sighting[], now: number, hours: number): Sighting[] {
  return rows.filter(({ seenAt, checks }) => {
    const last = checks.at(-1);
    const looked = Date.parse(last?.at ?? seenAt);
    return now - looked >= hours * 3_600_000;
  });
}

/** Gone is only what was gone at the last two looks: a page that fails to load once is no success. */
export function isGone({ checks }: Sighting): boolean {
  return checks.length >= 2 && checks.slice(-2).every(({ state }) => state === 'gone');
}

/** The text that asks for deletion. Counsel completes it; it admits nothing and promises nothing. */
export function takedownLetter({ parameters, at }: Plan, language: Language): string[] {
  const { url, recipient, what, ground } = parameters;
  const date = at.slice(0, 10);
  if (language === 'en')
    return [
      '--- letter ---',
      `${date}`,
      `To ${recipient}`,
      'Request for deletion',
      'The page below publishes information that was taken from our company without right.',
      `1 Address: ${url}`,
      `2 What is published: ${what}`,
      `3 Right infringed and why: ${ground}`,
      '4 Asked for: delete the page and its copies, keep it out of searches, and keep the records of who posted it.',
      'Please tell us by when you will act. If you ask the poster for a statement, do not pass on the information itself.',
      'Sender: [company, person in charge, address, telephone]',
    ];
  return [
    '--- 文面 ---',
    `${date}`,
    `${recipient} 御中`,
    '削除（送信防止措置）の請求',
    '下記のページに、当社から不正に取得された情報が掲載されています。',
    `1 掲載場所：${url}`,
    `2 掲載された情報：${what}`,
    `3 侵害された権利と、権利が侵害されたとする理由：${ground}`,
    '4 求める措置：当該ページと複製の削除、検索結果からの除外、発信者に関する記録の保存',
    '対応の可否と予定日をお知らせください。発信者に照会される場合は、当該情報そのものを転送しないでください。',
    '請求者：［会社名・担当者・住所・電話］',
  ];
}
