import type { ActionType } from '../action-type.ts';

/** What secures evidence or gives something back. Nobody loses anything by it, so one approval is enough unless it opens a way in. */
export const KEEPS = [
  {
    id: 'host.restore',
    label: { ja: '隔離の解除', en: 'Restore a host' },
    risk: {
      ja: '攻撃者が残っていれば、再び動けるようになります。',
      en: 'An attacker who is still there can act again.',
    },
    nature: 'keep',
    // The isolation's own plan knows its table and its history, so it is undone there; this asks two people first.
    by: 'person',
    target: 'host',
    parameters: { host: 'host' },
    preserve: [],
    dryRun: [{ argv: ['sonae', 'respond', 'isolate', '{host}', '--status'] }],
    apply: [{ argv: ['sonae', 'respond', 'isolate', '{host}', '--undo', '--reason', 'restored'] }],
    verify: [
      {
        person: {
          ja: '業務が使えること、不審な通信が再び出ていないことを確かめる。',
          en: 'The business can use it again, and nothing suspicious goes out.',
        },
      },
    ],
    undo: [],
    final: {
      ja: '再び隔離するときは host.isolate を計画し直します。',
      en: 'To isolate it again, plan host.isolate anew.',
    },
    longestHours: 1,
    blastRadius: { ja: '1台。', en: 'One host.' },
    forbidden: [],
    approvals: 2,
  },
  {
    id: 'snapshot.take',
    label: { ja: 'スナップショットの取得', en: 'Take a snapshot' },
    risk: { ja: '取得の間、機器が遅くなることがあります。', en: 'The host may be slow while it is taken.' },
    nature: 'keep',
    by: 'person',
    target: 'host',
    parameters: { host: 'host', resource: 'resource' },
    preserve: [],
    dryRun: [
      { argv: ['lvs', '--noheadings', '-o', 'lv_full_name,lv_size,data_percent', '--', '{resource}'] },
    ],
    apply: [
      {
        argv: [
          'lvcreate',
          '--snapshot',
          '--extents',
          '20%ORIGIN',
          '--permission',
          'r',
          '--name',
          'sonae_{case}',
          '{resource}',
        ],
      },
    ],
    verify: [
      { argv: ['lvs', '--noheadings', '-o', 'lv_name,origin,lv_time', '--select', 'lv_name=sonae_{case}'] },
    ],
    undo: [],
    final: {
      ja: '証拠なので消しません。消すのは保存期限の後です。',
      en: 'It is evidence and is kept until its retention ends.',
    },
    longestHours: 24,
    blastRadius: { ja: '1つの論理ボリューム。空き容量を使います。', en: 'One volume; it uses free space.' },
    forbidden: [],
    approvals: 1,
  },
  {
    id: 'log.hold',
    label: { ja: 'ログの消去を止める', en: 'Hold logs' },
    risk: { ja: '保存容量が増えます。', en: 'Storage grows.' },
    nature: 'keep',
    by: 'person',
    target: 'resource',
    parameters: { resource: 'resource' },
    preserve: [],
    dryRun: [
      {
        person: {
          ja: '{resource} の保存期間と、次に消える日を調べる。',
          en: 'Look up how long {resource} keeps logs and when the next are deleted.',
        },
      },
    ],
    apply: [
      {
        person: {
          ja: '{resource} の自動消去を止め、保存期間を延ばす。委託先にも書面で求める。',
          en: 'Stop deletion at {resource}, lengthen retention, ask processors for the same in writing.',
        },
      },
    ],
    verify: [
      {
        person: {
          ja: '翌日、最も古い記録がまだあることを確かめる。',
          en: 'The next day, see that the oldest entry is still there.',
        },
      },
    ],
    undo: [
      {
        person: {
          ja: '控えた保存期間に戻す。保全命令が残る間は戻さない。',
          en: 'Set retention back as noted, unless a legal hold stands.',
        },
      },
    ],
    longestHours: 8_760,
    blastRadius: { ja: '1つの記録元。', en: 'One source of logs.' },
    forbidden: [],
    approvals: 1,
  },
] as const satisfies readonly ActionType[];
