import type { EvidenceList, ListItem, ListStep } from './list.ts';

const NAMES = [
  'access.log',
  '名簿/2026年11月21日_第一営業部_取引先担当者一覧（最終版・社外秘・個人情報を含むため取扱注意）_コピー（2）.xlsx',
  'srv01-var-log-nginx-access-2026-11-21T00-00-00-2026-11-22T00-00-00-rotated.0001.log.gz',
  'ノートPC.E01',
  '鈴木_一郎',
  'https://paste.example.com/raw/8fj2kq',
];
const KINDS = ['log-export', 'folder', 'host-logs', 'disk-image', 'testimony', 'url'];

/** A made-up list of so many items, for tests: long names, one item withheld, one destroyed, one entry redacted. */
export function exampleList(count: number): EvidenceList {
  const items = Array.from({ length: count }, (_, i) => item(i));
  const size = 3 * count + 4;
  return {
    case: 'INC-2026-0042',
    date: '2026-11-22',
    checkpoint: {
      origin: 'evidence.example.co.jp/log',
      size,
      root: 'qIYp2TzjT1ZHbJmC0DgVQVVSSiUhXz2DwDk5gHpeRpA=',
    },
    keys: ['evidence.example.co.jp/log+1f3a9c02+AY5Zr3TzjT1ZHbJmC0DgVQVVSSiUhXz2DwDk5gHpeRpA'],
    stamps: [
      stamp('2026-11-21T13:12:44Z', 'O=Example, CN=社内 TSA', '社内', Math.ceil(size / 2)),
      stamp(
        '2026-11-21T18:15:27Z',
        'C=JP, O=Example Trust Services K.K., CN=Example Trust TSA G3',
        '認定',
        size - 2,
      ),
    ],
    items,
    others: [
      { ...step(size - 3, 'incident.fact'), what: '名簿が外部から閲覧できる状態だった。' },
      { ...step(size - 2, 'approval.given'), what: '個人情報保護委員会への速報' },
    ],
    redacted: count > 1 ? [{ entry: size - 1, reason: '個人情報' }] : [],
  };
}

function item(i: number): ListItem {
  const entry = 1 + 3 * i;
  const kind = KINDS[i % KINDS.length];
  const took: ListStep = {
    ...step(entry, 'file.added'),
    what: '収集',
    how: 'sonae evidence add (Node v24.11.1)',
    where: '/srv/www/data/export',
    result: 'ok',
  };
  return {
    kind,
    name: NAMES[i % NAMES.length],
    ...(kind === 'testimony' ? {} : { size: 12_345 * (i * i * 997 + 1) }),
    sha256: Array.from({ length: 64 }, (_, k) => ((k * 7 + i * 11 + k * k) % 16).toString(16)).join(''),
    at: took.at,
    by: took.by,
    entry,
    steps:
      i % 3 === 1
        ? [
            took,
            {
              ...step(entry + 1, 'file.custody'),
              what: '複製',
              how: '書込防止装置を付けて外付けディスクに複製',
              where: '本社4階 法務部 証拠保管庫',
              result: '照合済み',
            },
          ]
        : [took],
    ...(i % 8 === 2 ? { withheld: '営業秘密' } : i % 8 === 7 ? { withheld: 'shredded' } : {}),
  };
}

function step(entry: number, kind: ListStep['kind']): ListStep {
  const at = new Date(Date.UTC(2026, 10, 21, 13, 10) + entry * 61_000).toISOString();
  return { entry, at, by: entry % 2 ? '佐藤 花子' : '田中 太郎（法務部）', kind };
}

function stamp(genTime: string, authority: string, label: string, size: number) {
  return {
    genTime,
    authority,
    label,
    size,
    token: `data/time/${String(size).padStart(20, '0')}-3f9a1b07c2de.tsr`,
  };
}
