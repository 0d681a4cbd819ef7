import type { Issue, Text } from '@sonae/core';

/** Why something about an action is refused. The codes are stable. */
const REFUSALS = {
  disabled: [
    { ja: '措置は設定で止められています。', en: 'Actions are switched off by the settings.' },
    { ja: 'mode を print か ssh にします。', en: 'Set mode to print or ssh.' },
  ],
  'no-such-action': [
    { ja: 'この措置はありません。', en: 'There is no such action.' },
    { ja: 'sonae respond list で一覧を見てください。', en: 'See sonae respond list.' },
  ],
  'no-such-host': [
    { ja: 'この機器は設定にありません。', en: 'The settings do not know this host.' },
    { ja: 'hosts に id とアドレスを書きます。', en: 'Write it under hosts.' },
  ],
  parameter: [
    { ja: '値の形が違います。', en: 'The value is malformed.' },
    {
      ja: '使える文字だけで書きます。ネットワークは IPv4 で /16、IPv6 で /32 より狭くします。',
      en: 'Use allowed characters; networks no wider than /16, or /32 for IPv6.',
    },
  ],
  missing: [
    { ja: '値がありません。', en: 'A value is missing.' },
    { ja: '名前=値 の形で書きます。', en: 'Write it as name=value.' },
  ],
  forbidden: [
    { ja: '対象にしてはならないものです。', en: 'This must not be a target.' },
    { ja: '別の方法を責任者と決めてください。', en: 'Decide on another way with whoever is in charge.' },
  ],
  'management-cut': [
    { ja: '管理用アドレスを遮断することになります。', en: 'This would block the management path.' },
    { ja: '範囲を狭めてください。', en: 'Narrow the range.' },
  ],
  'no-management': [
    {
      ja: '機器と同じ種類（IPv4・IPv6）の管理用アドレスがありません。',
      en: 'There is no management address of the kind the host is reached by.',
    },
    { ja: 'management に足してください。', en: 'Add one under management.' },
  ],
  'no-ssh': [
    { ja: 'この機器の ssh の設定がありません。', en: 'The settings have no ssh for this host.' },
    {
      ja: 'hosts の ssh を書くか、mode を print にします。',
      en: 'Write ssh under the host, or set mode to print.',
    },
  ],
  duration: [
    { ja: '期間が長すぎます。', en: 'That is too long.' },
    { ja: '延ばすときは計画し直し、承認を受けます。', en: 'To go on, plan and approve anew.' },
  ],
  preserve: [
    { ja: '先に採るものが残っています。', en: 'Something must be captured first.' },
    {
      ja: '--captured 名前=SHA-256 で採ったことを示すか、--waive 名前=理由 で採らない理由を書きます。',
      en: 'Give --captured name=SHA-256, or --waive name=reason.',
    },
  ],
  'no-such-preserve': [
    { ja: 'この措置で先に採るものではありません。', en: 'This action has nothing of that name to capture.' },
    { ja: '計画にある名前を使います。', en: 'Use a name of the plan.' },
  ],
  'settings-changed': [
    { ja: '計画の後に設定が変わりました。', en: 'The settings have changed since the plan.' },
    { ja: '計画し直し、承認を受けます。', en: 'Plan and approve anew.' },
  ],
  'plan-changed': [
    { ja: '承認されたのは別の計画です。', en: 'What was approved is another plan.' },
    { ja: '計画を書き換えず、計画し直します。', en: 'Do not edit a plan; plan anew.' },
  ],
  'no-approver': [
    { ja: '承認できる人ではありません。', en: 'This person may not approve.' },
    { ja: '設定の approvers にある名前と鍵を使います。', en: 'Use a name and key of the approvers.' },
  ],
  'same-person': [
    { ja: '同じ人はもう承認しています。', en: 'The same person has approved already.' },
    { ja: '別の人の承認を受けます。', en: 'Another person must approve.' },
  ],
  'bad-signature': [
    { ja: '承認の署名が違います。', en: 'The signature of the approval is bad.' },
    { ja: '本人の鍵で承認し直します。', en: 'Approve again with one’s own key.' },
  ],
  'bad-time': [
    {
      ja: '承認の日時が計画より前か、先の日時です。',
      en: 'The approval is of before the plan, or of the future.',
    },
    { ja: '時計を確かめてください。', en: 'Check the clock.' },
  ],
  approvals: [
    { ja: '承認が足りません。', en: 'Approvals are missing.' },
    {
      ja: '別の人が --approve します。急ぐときは --break-glass 理由。',
      en: 'Another person approves; in an emergency --break-glass REASON.',
    },
  ],
  lapsed: [
    {
      ja: '承認の期限が過ぎました。実行していません。',
      en: 'The approval has lapsed; nothing was executed.',
    },
    { ja: '計画し直します。', en: 'Plan anew.' },
  ],
  order: [
    { ja: '今はその段階ではありません。', en: 'It is not the time for that.' },
    { ja: '--status で今の段階を見てください。', en: 'See --status.' },
  ],
  target: [
    { ja: '機器が受け付けないか、届きません。', en: 'The host refused, or cannot be reached.' },
    {
      ja: '--status と機器の画面で確かめます。確定されなければ機器が自分で元に戻します。',
      en: 'See --status and the host itself; unconfirmed, it undoes the action by itself.',
    },
  ],
  reason: [
    { ja: '理由がありません。', en: 'There is no reason.' },
    { ja: '理由を書いてください。', en: 'Give a reason.' },
  ],
  'rolled-back': [
    {
      ja: '確定されなかったので、対象の機器が自分で元に戻しました。',
      en: 'Nobody confirmed, so the target has undone it by itself.',
    },
    { ja: '必要なら計画し直します。', en: 'Plan anew if it is still wanted.' },
  ],
  'not-verified': [
    { ja: '効いていることを確かめられていません。', en: 'That it works has not been verified.' },
    { ja: '--verify で確かめてから確定します。', en: 'Run --verify before confirming.' },
  ],
} as const satisfies Record<string, readonly [Text, Text]>;

export type RefusalCode = keyof typeof REFUSALS;

/** The refusal as an issue; `detail` says of what. */
export function refusal(code: RefusalCode, detail = '', path = ''): Issue {
  const [message, hint] = REFUSALS[code];
  return {
    code: `respond.${code}`,
    severity: 'error',
    path,
    message: detail === '' ? message : { ja: `${message.ja}（${detail}）`, en: `${message.en} (${detail})` },
    hint,
  };
}

/** The words of a refusal by its code, as drills and logs keep it; undefined where the code is of another part. */
export function refusalWords(code: string): Text | undefined {
  const name = code.replace(/^respond\./, '');
  return Object.hasOwn(REFUSALS, name) ? REFUSALS[name as RefusalCode][0] : undefined;
}

/** A value, or everything that is wrong. */
export type Result<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly value?: undefined; readonly issues: readonly Issue[] };
