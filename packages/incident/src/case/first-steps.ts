import type { Text } from '@sonae/core';

/** What a step is for, in the order in which steps come: capture before cut (残す・知らせる・止める・確かめる). */
export type StepKind = 'capture' | 'call' | 'contain' | 'record';

export type FirstStep = {
  readonly id: string;
  readonly kind: StepKind;
  readonly text: Text;
  /** The command that prepares it, as a preview that changes nothing. */
  readonly preview?: string;
};

const step = (id: string, kind: StepKind, ja: string, en: string, preview?: string): FirstStep => ({
  id,
  kind,
  text: { ja, en },
  ...(preview === undefined ? {} : { preview }),
});

const INSURER = step(
  'insurer',
  'call',
  '保険会社（代理店）に一報する。支払いや約束をする前に、同意が要るかを聞く。',
  'Tell the insurer or agent. Ask whether consent is needed before anything is paid or promised.',
);
const LEADER = step(
  'leader',
  'call',
  '責任者に電話する。つながった時刻を記録する。',
  'Call the person in charge; write down when they answered.',
);
const SCREEN = step(
  'screen',
  'capture',
  '画面を写真に撮る。時刻が写るようにする。',
  'Photograph the screen with the time on it.',
);

/**
 * The first steps by what is seen, for somebody without experience at night. They hold whatever the cause turns out to be; the
 * playbooks take over from there. Basis: IPA「中小企業のためのセキュリティインシデント対応の手引き」, NIST SP 800-61r3, the company's own register.
 */
const BY_KIND: Readonly<Record<string, readonly FirstStep[]>> = {
  mail: [
    step(
      'sent-mail',
      'capture',
      '送った控え（宛先・時刻・添付）を保存する。消さない。',
      'Save the sent message with addressees, time and attachments. Do not delete it.',
    ),
    step(
      'recall',
      'contain',
      '相手に電話し、開かずに消してもらう。応じた時刻と名前を記録する。',
      'Call the receiver and ask to delete it unopened; write down who agreed and when.',
    ),
    LEADER,
    step('count', 'record', '何人分の、どんな項目かを数える。', 'Count whose data it was, and which items.'),
    INSURER,
  ],
  lost: [
    step(
      'last-seen',
      'capture',
      '最後に見た時刻・場所・通った道を書き留める。',
      'Write down when and where it was last seen, and the way taken.',
    ),
    step(
      'remote',
      'contain',
      '端末の管理画面から、ロックと位置の確認をする（消去は責任者の指示の後）。',
      'Lock and locate the device from its console; wipe only when the person in charge says so.',
    ),
    step(
      'account',
      'contain',
      'その端末で使うアカウントの接続を切る。',
      'End the sessions of the accounts used on it.',
    ),
    LEADER,
    step(
      'police',
      'call',
      '遺失届を出し、受理番号を記録する。',
      'Report the loss to the police; write down the number.',
    ),
    step(
      'encrypted',
      'record',
      '暗号化と、鍵・パスワードの状態を確かめる。',
      'Find out whether it was encrypted, and where key and password are.',
    ),
  ],
  intrusion: [
    SCREEN,
    step(
      'keep-on',
      'capture',
      '電源を切らない。再起動しない。メモリーの中身が失われる。',
      'Do not switch it off or restart it: what is in memory would be lost.',
    ),
    step(
      'logs',
      'capture',
      '記録（ログ）の自動消去を止め、写しを証拠に入れる。',
      'Stop logs from being rotated away; take a copy into evidence.',
      'sonae evidence add DIR /var/log --case CASE',
    ),
    LEADER,
    INSURER,
    step(
      'isolate',
      'contain',
      '感染した機器を網から切り離す。管理用の経路は残す。',
      'Take the machine off the network, keeping the management path.',
      'sonae respond isolate HOST --dry-run',
    ),
    step(
      'spread',
      'record',
      '同じ画面が出ている機器がほかにないかを聞く。',
      'Ask whether other machines show the same.',
    ),
  ],
  exposed: [
    step(
      'capture-page',
      'capture',
      '見えていた画面と番地を保存する（証拠に入れる）。',
      'Save the page and its address into evidence.',
    ),
    step(
      'access-log',
      'capture',
      'アクセスの記録を保存する。誰が見たかを後で数えるために要る。',
      'Keep the access log: it tells later who saw it.',
      'sonae evidence add DIR access.log --case CASE',
    ),
    step(
      'unpublish',
      'contain',
      '公開を止める。設定を変える前の状態を写しておく。',
      'Unpublish it, after keeping a copy of the setting as it was.',
    ),
    LEADER,
    step('cache', 'record', '検索結果や写しが残っていないかを調べる。', 'Look for cached or copied pages.'),
    INSURER,
  ],
  insider: [
    step(
      'quiet',
      'capture',
      '本人に知らせる前に、操作の記録と貸与機器の状態を保全する。',
      'Before they are told, keep logs of what was done and the state of lent devices.',
    ),
    LEADER,
    step('counsel', 'call', '弁護士に相談する（聞き取りの前に）。', 'Ask counsel before any interview.'),
    step(
      'disable',
      'contain',
      'アカウントと入館を止める時刻を決め、同時に行う。',
      'Decide when account and door are closed, and do both at once.',
    ),
    step(
      'what',
      'record',
      '何を、いつ、どこへ持ち出したかを記録から拾う。',
      'Find from the logs what was taken, when and where to.',
    ),
  ],
  vendor: [
    step(
      'vendor-report',
      'capture',
      '相手からの連絡（文面・時刻・名前）を保存する。',
      'Keep what they told us: words, time, name.',
    ),
    step(
      'vendor-scope',
      'record',
      '預けた情報の項目と人数、相手の再委託先を確かめる。',
      'Find out which data of how many they held, and their subprocessors.',
    ),
    LEADER,
    step(
      'contract',
      'record',
      '契約の通知条項と責任の上限を開く。',
      'Open the notice and liability clauses of the contract.',
    ),
    INSURER,
  ],
  outage: [
    SCREEN,
    step(
      'backup',
      'capture',
      '控え（バックアップ）を切り離し、上書きされないようにする。',
      'Detach the backups so that nothing overwrites them.',
    ),
    LEADER,
    step(
      'users',
      'call',
      '使っている部署と取引先に、止まっていることを伝える。',
      'Tell the departments and partners who use it that it is down.',
    ),
    step(
      'since',
      'record',
      '止まった時刻と、影響する業務を書き留める。',
      'Write down since when, and which work it stops.',
    ),
    INSURER,
  ],
  other: [
    SCREEN,
    step(
      'nothing',
      'capture',
      '消さない・直さない・再起動しない。',
      'Delete nothing, repair nothing, restart nothing.',
    ),
    LEADER,
    step(
      'who',
      'record',
      '誰が、いつ、何に気づいたかを書き留める。',
      'Write down who noticed what, and when.',
    ),
  ],
};

/** The first steps for what is seen; for anything else, those that hold always. */
export function firstSteps(kind: string): readonly FirstStep[] {
  return BY_KIND[kind] ?? BY_KIND.other;
}
