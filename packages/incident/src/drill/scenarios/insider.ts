import type { Scenario } from '../scenario.ts';
import { DECLARE, DRAFT, FACT, HOLD, PERSONS, TELL, TELL_INSURER } from './common.ts';

/** Somebody who left took data along. */
export const INSIDER: Scenario = {
  id: 'insider',
  title: { ja: '内部者の持ち出し', en: 'An insider takes data out' },
  trains: {
    ja: '退職者のアカウントを止めること、記録の保全、目的の見方が変わったときの報告',
    en: 'Closing accounts of those who left, keeping logs, reporting when the purpose turns out otherwise',
  },
  version: '1',
  begins: '2026-01-05T09:00:00+09:00',
  minutes: 2_880,
  truth: { persons: '{persons}', purpose: 'improper' },
  injects: [
    {
      id: 'tip',
      at: 0,
      channel: 'insider',
      to: 'human_resources',
      text: {
        ja: '匿名の通報：先月辞めた営業担当が{asset}を持ち出し、転職先で使っている。',
        en: 'An anonymous tip: a salesman who left last month took {asset} along and uses it.',
      },
      expects: [
        DECLARE(120),
        {
          act: 'action:account.disable',
          within: 120,
          weight: 3,
          owner: 'it',
          lesson: {
            ja: '退職日のうちに全アカウントを止める手順と確認者を決める',
            en: 'Close every account on the day somebody leaves, and have it checked',
          },
        },
        HOLD(120),
      ],
    },
    {
      id: 'manager',
      at: 180,
      channel: 'insider',
      to: 'incident_lead',
      text: {
        ja: '上司：「引継ぎのためのコピーだと思う。悪用のおそれはない」',
        en: 'His manager: "A copy for handing over, I think. No harm meant."',
      },
      says: { fact: 'purpose', value: 'ordinary', wrong: true },
      expects: [TELL_INSURER(240), TELL('counsel', 240)],
    },
    {
      id: 'customer',
      at: 720,
      channel: 'phone',
      to: 'customer_service',
      text: {
        ja: '顧客5人から「知らない会社が契約内容まで知って勧誘してくる」と苦情。対象は{persons}件と判明。',
        en: 'Five customers complain of a firm that knows their contracts. {persons} people are affected.',
      },
      says: { fact: 'purpose', value: 'improper' },
      expects: [
        FACT('purpose', 120),
        PERSONS(240),
        DRAFT('regulator', 720),
        TELL('police', 1_440, 'legal'),
        DRAFT('individuals', 1_440),
      ],
    },
  ],
};
