import type { ActionType } from '../action-type.ts';

/** What is asked of others. Nothing goes out by itself: a person sends it. */
export const ASKS = [
  {
    id: 'takedown.request',
    label: { ja: '削除の請求', en: 'Takedown request' },
    risk: {
      ja: '請求で注目を集めることがあります。投稿者に知られることもあります。',
      en: 'A request may draw attention, and the poster may be told of it.',
    },
    nature: 'ask',
    by: 'person',
    target: 'url',
    parameters: { url: 'url', recipient: 'words', what: 'words', ground: 'words' },
    preserve: [
      {
        id: 'page',
        what: {
          ja: '消される前のページ（応答の見出しと時刻を含む）',
          en: 'the page before it goes, with headers and time',
        },
        how: {
          ja: 'sonae evidence add-url で保全する。画面の写しも採る。',
          en: 'Keep it by sonae evidence add-url, and a picture of the screen.',
        },
      },
    ],
    dryRun: [
      {
        person: {
          ja: '運営者の窓口と、求められる書式を確かめる。',
          en: 'Find the operator’s desk and the form it wants.',
        },
      },
    ],
    apply: [
      {
        person: {
          ja: '添付の文面を弁護士が確かめ、担当者が送る。',
          en: 'Counsel checks the letter, a person sends it.',
        },
      },
    ],
    verify: [
      {
        person: {
          ja: '{url} と転載先を見に行き、監視表に結果を書く。検索結果とキャッシュも見る。',
          en: 'Visit {url} and every copy, note it in the watch list; look at search results and caches too.',
        },
      },
    ],
    undo: [],
    final: {
      ja: '送った請求は取り消せません。取下げの連絡はできます。',
      en: 'What was sent cannot be unsent; it can be withdrawn by another letter.',
    },
    longestHours: 720,
    blastRadius: { ja: '1つのアドレスと、その転載。', en: 'One address and its copies.' },
    forbidden: [],
    approvals: 2,
  },
  {
    id: 'notify.call',
    label: { ja: '電話での連絡', en: 'Call somebody' },
    risk: {
      ja: '未確定のことを言うと後で食い違います。',
      en: 'Whatever is said before it is certain may prove wrong.',
    },
    nature: 'ask',
    by: 'person',
    target: 'recipient',
    parameters: { recipient: 'words', what: 'words' },
    preserve: [],
    dryRun: [
      {
        person: {
          ja: '話すこと（確定していること、調査中のこと、次の連絡時刻）を書き出す。',
          en: 'Write down what is certain, what is open, when the next word comes.',
        },
      },
    ],
    apply: [
      {
        person: {
          ja: '{recipient} に電話し、{what} を伝える。金銭の約束をしない。',
          en: 'Call {recipient}, say: {what}. Promise no money.',
        },
      },
    ],
    verify: [
      {
        person: {
          ja: '相手の名前、時刻、聞いたことを事案の記録に書く。',
          en: 'Note name, time and what was said in the case.',
        },
      },
    ],
    undo: [],
    final: {
      ja: '伝えたことは取り消せません。訂正の連絡はできます。',
      en: 'What was said stays said; it can be corrected.',
    },
    longestHours: 24,
    blastRadius: { ja: '1人の相手。', en: 'One person.' },
    forbidden: [],
    approvals: 1,
  },
] as const satisfies readonly ActionType[];
