import type { Text } from '@sonae/core';

type KindRule = {
  readonly label: Text;
  /** Keys the body must have. */
  readonly needs: readonly string[];
};

const kind = (ja: string, en: string, ...needs: string[]): KindRule => ({ label: { ja, en }, needs });

/**
 * What the journal holds. Everything in the product that matters writes here through one port; a new kind is a line in this list.
 * A verifier needs none of it: to it an entry is bytes.
 */
export const KINDS = {
  'log.created': kind('証拠保全の開始', 'log created', 'origin', 'vkey'),
  'settings.changed': kind('設定の変更', 'settings changed', 'sha256'),
  'key.rotated': kind('署名鍵の更新', 'key rotated', 'old', 'new', 'statement'),
  'journal.recovered': kind('中断後の復旧', 'recovered after an interruption', 'segment', 'bytes', 'sha256'),
  'checkpoint.stamped': kind(
    'タイムスタンプ',
    'timestamp obtained',
    'size',
    'sha256',
    'file',
    'provider',
    'label',
    'genTime',
  ),
  'checkpoint.cosigned': kind('立会人の連署', 'cosigned by a witness', 'size', 'witness', 'time'),
  'file.added': kind('証拠の収集', 'file added', 'sha256', 'sha512', 'size', 'name', 'custody'),
  'file.custody': kind('証拠の取扱い', 'custody step', 'sha256', 'custody'),
  'file.shredded': kind('証拠の消去', 'file shredded', 'sha256', 'key', 'reason', 'approvedBy'),
  'folder.sealed': kind('フォルダーの封印', 'folder sealed', 'sha256', 'files', 'bytes', 'name', 'custody'),
  'testimony.given': kind('証言', 'testimony given', 'sha256', 'speaker', 'vkey'),
  'hold.placed': kind('保全命令', 'legal hold placed', 'reason'),
  'hold.released': kind('保全命令の解除', 'legal hold released', 'reason'),
  'retention.set': kind('保存期限', 'retention set', 'until'),
  'bag.exported': kind('証拠の提出', 'bag exported', 'size', 'entries', 'tagmanifest'),
  'incident.opened': kind('事案の開始', 'incident opened', 'name'),
  'incident.fact': kind('事案の事実', 'fact of an incident', 'fact'),
  'incident.action': kind('事案の措置', 'action in an incident', 'action'),
  'incident.task': kind('事案の作業', 'task of an incident', 'task'),
  'incident.told': kind('連絡', 'somebody was told', 'whom', 'what'),
  'incident.ledger': kind('費用と請求', 'line of the ledger of an incident', 'line'),
  'incident.testimony': kind('聞き取り', 'what somebody said about an incident', 'who', 'what'),
  'incident.file': kind('事案の写真・ファイル', 'file of an incident', 'sha256', 'name'),
  'incident.contact': kind('連絡先', 'somebody to call in an incident', 'who', 'reach'),
  'incident.sighting': kind('監視表', 'place where leaked data was seen', 'url', 'state'),
  'incident.adviser': kind('弁護士・専門家', 'counsel or expert of an incident', 'adviser'),
  'incident.note': kind('覚え書き', 'note on an incident', 'text'),
  'incident.closed': kind('事案の終結', 'incident closed', 'reason'),
  'duty.done': kind('義務の履行', 'duty done', 'duty', 'doneAt'),
  'approval.given': kind('承認', 'approval given', 'subject'),
  'decision.made': kind('判断', 'decision made', 'subject'),
  'document.issued': kind('文書の発行', 'document issued', 'document', 'sha256'),
  'policy.version': kind('保険契約の版', 'version of a policy', 'policy', 'sha256'),
  'contract.version': kind('契約の版', 'version of a contract', 'contract', 'sha256'),
  'estimate.made': kind('損害の見積り', 'estimate made', 'estimate', 'sha256'),
} as const satisfies Record<string, KindRule>;

export type Kind = keyof typeof KINDS;
