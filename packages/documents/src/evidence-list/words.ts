import { inLanguage, type Language, type Text } from '@sonae/core';

const text = (ja: string, en: string): Text => ({ ja, en });

/** Everything the list says by itself. */
const WORDS = {
  title: text('証拠目録', 'Evidence list'),
  case: text('事案番号', 'Case'),
  date: text('作成日', 'Date'),
  content: text('内訳', 'Content'),
  times: text('時刻', 'Times'),
  zone: text('日本標準時（協定世界時＋9時間）', 'Japan Standard Time (UTC+9)'),
  checkpoint: text('記録簿の署名済み状態', 'Signed state of the log'),
  origin: text('記録簿', 'Log'),
  size: text('記録の数', 'Entries'),
  root: text('ルートハッシュ', 'Root hash'),
  keys: text('検証鍵', 'Key'),
  keysHint: text(
    '名刺や契約書など、別の経路で受け取った鍵と見比べてください。',
    'Compare it with a key you received by another way.',
  ),
  stamps: text('時刻証明（RFC 3161 タイムスタンプ）', 'Timestamps (RFC 3161)'),
  noStamps: text(
    'タイムスタンプはありません。日時は記録した計算機の時計によります。',
    'There is none. The times are those of the recording computer.',
  ),
  genTime: text('時刻', 'Time'),
  authority: text('発行者', 'Authority'),
  label: text('区分', 'Class'),
  covers: text('対象の記録', 'Entries covered'),
  token: text('ファイル（data/time）', 'File (in data/time)'),
  items: text('証拠', 'Evidence'),
  number: text('番号', 'No.'),
  item: text('証拠の名称・種類・大きさ・SHA-256', 'Name, kind, size, SHA-256'),
  sealed: text('封印', 'Sealed'),
  stamp: text('時刻証明', 'Timestamp'),
  entry: text('記録', 'Entry'),
  notStamped: text('なし', 'none'),
  how: text('手段', 'by'),
  where: text('場所', 'at'),
  result: text('結果', 'result'),
  approvedBy: text('承認', 'approved by'),
  custody: text('取扱い', 'Custody'),
  withheld: text('非開示', 'Withheld'),
  shredded: text('消去済み', 'Destroyed'),
  shreddedText: text('原本は記録を残して消去されました。', 'The original was destroyed on record.'),
  withheldText: text('原本は一式に入っていません。理由：', 'The original is not in the bag. Reason: '),
  others: text('証拠以外の記録', 'Other entries of the case'),
  when: text('日時', 'When'),
  who: text('行った人', 'Who'),
  about: text('内容', 'What'),
  redacted: text('伏せた記録', 'Redacted entries'),
  redactedMark: text('伏せ', 'Redacted'),
  reason: text('理由', 'Reason'),
  redactedText: text(
    '内容は伏せていますが、その時点で記録簿にあったことは data/proofs の証明で確かめられます。',
    'Their words are left out; the proofs in data/proofs still show that they stand in the log.',
  ),
  missing: text(
    '〓 はこの書体にない文字です。正確な文字は data/entries の記録にあります。',
    '〓 stands for a character the typeface lacks; data/entries has it.',
  ),
  verify: text('この目録と証拠の確かめ方', 'How to verify'),
} as const;

export type ListWords = { readonly [key in keyof typeof WORDS]: string };

export function listWords(language: Language): ListWords {
  return Object.fromEntries(
    Object.entries(WORDS).map(([key, said]) => [key, inLanguage(said, language)]),
  ) as ListWords;
}

/** What a piece of evidence is. */
export const ITEM_KINDS: Readonly<Record<string, Text>> = {
  file: text('ファイル', 'file'),
  folder: text('フォルダー内のファイル', 'file of a folder'),
  'disk-image': text('ディスクイメージ', 'disk image'),
  mailbox: text('メールボックス', 'mailbox'),
  'log-export': text('ログ', 'log export'),
  url: text('ウェブの内容', 'content of a web address'),
  'host-logs': text('サーバーのログ', 'logs of a host'),
  photo: text('写真', 'photo'),
  testimony: text('署名付きの証言', 'signed testimony'),
  redaction: text('一部を伏せた写し', 'redacted copy'),
  'folder-list': text('フォルダーの一覧', 'list of a folder'),
};

/** Classes of authorities: of the Minister's accreditation, without it, of the company itself. */
export const LABELS: Readonly<Record<string, Text>> = {
  認定: text('認定', 'accredited (認定)'),
  非認定: text('非認定', 'not accredited (非認定)'),
  社内: text('社内', 'in-house (社内)'),
};

/** Steps for a stranger: what is verified, in words, with the command where there is one. */
export const VERIFY: readonly {
  readonly what: Text;
  readonly how: Text;
  readonly commands?: readonly string[];
}[] = [
  {
    what: text('すべてを一度に', 'All at once'),
    how: text(
      'verify.html をブラウザーで開き、この一式のフォルダーを選びます。通信はしません。別の経路で受け取った verify.html を使うと、より確実です。',
      'Open verify.html in a browser and choose the folder of the bag; nothing is sent anywhere. One that you received separately is more certain.',
    ),
  },
  {
    what: text('ファイル', 'The files'),
    how: text(
      'この目録を含むすべてのファイルが変わっていないこと。原本は data/files にあり、名前は SHA-256 の先頭12桁で始まります。',
      'Every file is unchanged, this list among them. Originals are in data/files; their names begin with the first 12 digits of the SHA-256.',
    ),
    commands: ['sha256sum -c manifest-sha256.txt', 'sha256sum -c tagmanifest-sha256.txt'],
  },
  {
    what: text('時刻', 'The time'),
    how: text(
      'X は data/time/ と、時刻証明の表のファイル名から .tsr を除いたものです。openssl の示す時刻は協定世界時です。',
      'X is data/time/ and the name of a file in the table of timestamps, without .tsr. openssl shows the time in UTC.',
    ),
    commands: [
      'openssl ts -verify -in X.tsr -data X.note -CAfile X.pem',
      'openssl ts -reply -in X.tsr -text',
    ],
  },
  {
    what: text('記録', 'The entries'),
    how: text(
      '記録 N の全文は data/entries/N.json、記録簿にあることの証明は data/proofs/N.tlog-proof です。署名と証明を openssl だけで確かめる手順は VERIFY.txt にあります。',
      'Entry N is data/entries/N.json, the proof that it stands in the log data/proofs/N.tlog-proof. VERIFY.txt has the steps for signature and proof by openssl alone.',
    ),
  },
];
