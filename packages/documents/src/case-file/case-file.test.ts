import { type CaseEntry, type CaseEvent, caseRoom } from '@sonae/incident/case';
import { expect, test } from 'vitest';
import type { CaseFile } from './case-file.ts';
import { caseFilePage } from './page.ts';

const AT = Date.parse('2026-11-21T22:10:00+09:00');
const HOSTILE = '<img src=https://evil.example/x onerror=alert(1)>';
const SHA = 'ab'.repeat(32);

function fileOf(change: Partial<CaseFile> = {}): CaseFile {
  const fact = (value: unknown, source: string, correction?: string): CaseEvent => ({
    kind: 'fact',
    fact: {
      key: 'persons',
      value,
      asOf: AT,
      source,
      confidence: 'likely',
      evidence: [],
      ...(correction === undefined ? {} : { correction }),
    },
  });
  const events: CaseEvent[] = [
    { kind: 'opened', name: '侵入', drill: true },
    fact(12_345, '最初の調べ'),
    fact(678, '調査会社', '数え直し'),
    { kind: 'decision', subject: '公表', choice: '明日', reason: HOSTILE },
    { kind: 'told', whom: '保険会社', by: '電話', what: '一報', toldAt: AT },
    { kind: 'testimony', who: '夜間当番', what: '英語の文が出た', heardAt: AT },
    { kind: 'task', task: 't1', title: '隔離する', owner: '佐藤' },
    { kind: 'file', sha256: SHA, name: '画面.png', type: 'image/png', size: 3, note: '右上に時刻' },
    { kind: 'sighting', url: 'https://paste.example/1', state: 'gone', seenAt: AT, note: '名簿の画像' },
    { kind: 'note', text: '折り返し待ち' },
  ];
  const entries = events.map((event, index): CaseEntry => ({ index, at: AT + index, by: '鈴木', event }));
  return {
    name: '侵入',
    company: 'あさひ電商',
    madeAt: AT,
    madeBy: '鈴木',
    room: caseRoom(entries),
    entries,
    clocks: [
      {
        title: { ja: '確報', en: 'Final report' },
        state: 'due',
        due: '2026-12-21T23:59:59+09:00',
        urgency: null,
        basis: ['規則8条2項'],
        steps: [{ ja: '知った日を1日目とする', en: 'The day of learning is day 1' }],
        certainty: 'unverified',
      },
    ],
    contacts: [{ area: { ja: '法律', en: 'Legal' }, who: '青葉法律事務所', phone: '03-0000-0001' }],
    withoutContacts: false,
    positions: [],
    photos: new Map([[SHA, 'photos/abababababab-画面.png']]),
    evidence: true,
    ...change,
  };
}

test.each(['ja', 'en'] as const)('D65 everything a case holds is on the page: %s', async (language) => {
  const page = await caseFilePage(fileOf(), language);
  const said = [
    '12,345',
    '678',
    '数え直し',
    '公表 → 明日',
    '保険会社',
    '英語の文が出た',
    '隔離する',
    '右上に時刻',
  ];
  for (const word of [...said, SHA, '折り返し待ち', '青葉法律事務所', '規則8条2項', 'あさひ電商'])
    expect(page, word).toContain(word);
  expect(page).toContain(language === 'ja' ? '知った日を1日目とする' : 'The day of learning is day 1');
  expect(page).toContain('2026-12-21 23:59:59');
  expect(page).toContain(language === 'ja' ? '日本時間' : 'Japan Standard Time');
  expect(page).toContain(language === 'ja' ? '【訓練】' : '【Drill】');
  expect(page).not.toMatch(/>undefined<|\[object/);
  const watched = page.slice(page.indexOf('id="watched"'), page.indexOf('id="testimonies"'));
  for (const word of ['https://paste.example/1', '名簿の画像', language === 'ja' ? '消えた' : 'gone'])
    expect(watched, word).toContain(word);
  expect(page).toContain('verify.mjs');
  const bare = await caseFilePage(
    fileOf({ withoutContacts: true, photos: new Map(), evidence: false }),
    language,
  );
  expect(bare).not.toContain('verify.mjs');
  expect(bare).toContain(language === 'ja' ? '役割では見えない' : 'does not see them');
  expect(bare).toContain(language === 'ja' ? '写真は入れずに' : 'without its photos');
});

test('D66 words of people are text, nothing is asked of the outside, equal cases give equal bytes', async () => {
  const page = await caseFilePage(fileOf(), 'ja');
  expect(page).toContain('&lt;img src=https://evil.example');
  expect(page).not.toMatch(/<(script|img|iframe|link)\b/);
  expect(page).toContain('content="default-src &#39;none&#39;;');
  expect(await caseFilePage(fileOf(), 'ja')).toBe(page);
});
