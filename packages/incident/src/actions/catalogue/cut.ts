import type { ActionType } from '../action-type.ts';
import { CUTOFF_LOSES, LOGS, MEMORY, SNAPSHOT } from './preserve.ts';

/** What takes something away from an attacker and, for a while, from the business. */
export const CUTS = [
  {
    id: 'host.isolate',
    label: { ja: '端末・サーバーの隔離', en: 'Isolate a host' },
    risk: {
      ja: 'この機器が担う業務は、解除まで外から使えません。電源は落としません。',
      en: 'Whatever the host does for the business is out of reach until it is restored. It stays powered on.',
    },
    nature: 'cut',
    by: 'nftables',
    target: 'host',
    parameters: { host: 'host' },
    preserve: [MEMORY, CUTOFF_LOSES, LOGS],
    dryRun: [],
    apply: [],
    verify: [],
    undo: [],
    longestHours: 72,
    blastRadius: { ja: '1台。ほかの機器の設定は変えません。', en: 'One host. No other is changed.' },
    forbidden: ['domain_controller', 'backup', 'evidence_store', 'management', 'life_safety', 'gateway'],
    approvals: 2,
  },
  {
    id: 'ip.block',
    label: { ja: '通信先の遮断', en: 'Block an address' },
    risk: {
      ja: '同じアドレスを使う正当な相手（共用の配信網など）とも通信できなくなります。',
      en: 'Rightful parties behind the same address (shared delivery networks) are cut off too.',
    },
    nature: 'cut',
    by: 'nftables',
    target: 'host',
    parameters: { host: 'host', address: 'address' },
    preserve: [CUTOFF_LOSES, LOGS],
    dryRun: [],
    apply: [],
    verify: [],
    undo: [],
    longestHours: 720,
    blastRadius: {
      ja: '指定した機器を通る、このアドレスとの通信だけ。',
      en: 'Only what passes the given host from or to this address.',
    },
    forbidden: ['life_safety'],
    approvals: 2,
  },
  {
    id: 'account.disable',
    label: { ja: 'アカウントの停止', en: 'Disable an account' },
    risk: {
      ja: '本人の業務が止まります。自動処理に使われていれば、その処理も止まります。',
      en: 'Its owner cannot work; jobs that run under it stop too.',
    },
    nature: 'cut',
    by: 'person',
    target: 'account',
    parameters: { account: 'account' },
    preserve: [
      {
        id: 'sign-ins',
        what: { ja: 'サインインと操作の記録', en: 'sign-ins and what was done' },
        how: { ja: '監査ログを書き出し、証拠に入れる。', en: 'Export the audit log into evidence.' },
      },
      {
        id: 'mail-rules',
        what: { ja: 'メールの転送設定と受信規則', en: 'forwarding and inbox rules' },
        how: { ja: '一覧を書き出し、証拠に入れる。', en: 'Export the list into evidence.' },
      },
    ],
    dryRun: [
      { argv: ['id', '--', '{account}'] },
      { argv: ['ps', '-u', '{account}', '-o', 'pid,lstart,args'] },
    ],
    apply: [{ argv: ['usermod', '--lock', '--expiredate', '1', '--', '{account}'] }],
    verify: [
      { argv: ['passwd', '--status', '--', '{account}'] },
      { argv: ['chage', '--list', '--', '{account}'] },
    ],
    undo: [{ argv: ['usermod', '--unlock', '--expiredate', '', '--', '{account}'] }],
    longestHours: 168,
    blastRadius: { ja: '1アカウント。', en: 'One account.' },
    forbidden: ['domain_controller', 'backup', 'evidence_store', 'management', 'life_safety'],
    approvals: 2,
  },
  {
    id: 'session.revoke',
    label: { ja: 'サインイン中の接続を切る', en: 'Revoke sessions' },
    risk: {
      ja: '本人はサインインし直します。作業中の内容は失われ得ます。',
      en: 'The person signs in again; unsaved work may be lost.',
    },
    nature: 'cut',
    by: 'person',
    target: 'account',
    parameters: { account: 'account' },
    preserve: [
      {
        id: 'sessions',
        what: { ja: '接続元と開始時刻の一覧', en: 'where sessions come from and since when' },
        how: { ja: '一覧を書き出し、証拠に入れる。', en: 'Export the list into evidence.' },
      },
    ],
    dryRun: [{ argv: ['loginctl', 'user-status', '{account}'] }],
    apply: [{ argv: ['loginctl', 'terminate-user', '{account}'] }],
    verify: [{ argv: ['loginctl', 'list-sessions', '--no-legend'] }],
    undo: [],
    final: {
      ja: '切った接続は戻せません。本人がサインインし直します。',
      en: 'A session cannot be given back; the person signs in again.',
    },
    longestHours: 1,
    blastRadius: { ja: '1アカウントの全接続。', en: 'All sessions of one account.' },
    forbidden: ['management', 'life_safety'],
    approvals: 2,
  },
  {
    id: 'service.stop',
    label: { ja: 'サービスの停止', en: 'Stop a service' },
    risk: {
      ja: 'このサービスを使う業務と顧客が止まります。売上と契約上の稼働率に響きます。',
      en: 'The business and the customers that use it stop; sales and agreed availability suffer.',
    },
    nature: 'cut',
    by: 'person',
    target: 'host',
    parameters: { host: 'host', service: 'service' },
    preserve: [MEMORY, LOGS, SNAPSHOT],
    dryRun: [{ argv: ['systemctl', 'list-dependencies', '--reverse', '--', '{service}'] }],
    apply: [{ argv: ['systemctl', 'stop', '--', '{service}'] }],
    verify: [{ argv: ['systemctl', 'is-active', '--', '{service}'] }],
    undo: [{ argv: ['systemctl', 'start', '--', '{service}'] }],
    longestHours: 72,
    blastRadius: {
      ja: '1台の1サービスと、それに頼るもの。',
      en: 'One service of one host, and what depends on it.',
    },
    forbidden: ['domain_controller', 'backup', 'evidence_store', 'management', 'life_safety'],
    approvals: 2,
  },
  {
    id: 'share.unpublish',
    label: { ja: '公開の取りやめ', en: 'Take a share offline' },
    risk: { ja: '正当な利用者も開けなくなります。', en: 'Rightful users cannot open it either.' },
    nature: 'cut',
    by: 'person',
    target: 'resource',
    parameters: { resource: 'resource' },
    preserve: [
      {
        id: 'access-log',
        what: { ja: '公開設定と閲覧の記録', en: 'sharing settings and who opened it' },
        how: {
          ja: '設定画面の写しとアクセス記録を証拠に入れる。',
          en: 'Take the settings page and the access log into evidence.',
        },
      },
    ],
    dryRun: [
      {
        person: {
          ja: '{resource} の公開範囲と、共有されている相手を一覧にする。',
          en: 'List who {resource} is shared with.',
        },
      },
    ],
    apply: [
      {
        person: {
          ja: '{resource} の公開リンクと外部共有をすべて外す。削除はしない。',
          en: 'Remove every public link and outside share of {resource}. Delete nothing.',
        },
      },
    ],
    verify: [
      {
        person: {
          ja: 'サインインしていない別の回線から開けないことを確かめる。管理者は開けることも確かめる。',
          en: 'From another line, signed out, it does not open; for the administrator it does.',
        },
      },
    ],
    undo: [{ person: { ja: '控えた公開範囲に戻す。', en: 'Restore the sharing that was noted.' } }],
    longestHours: 720,
    blastRadius: { ja: '1つの共有。', en: 'One share.' },
    forbidden: ['evidence_store', 'life_safety'],
    approvals: 2,
  },
] as const satisfies readonly ActionType[];
