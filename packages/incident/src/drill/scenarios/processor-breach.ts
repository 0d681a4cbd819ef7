import type { Scenario } from '../scenario.ts';
import { DECLARE, DRAFT, FACT, PERSONS, TELL, TELL_INSURER } from './common.ts';

/** It happened at a processor, which says little. */
export const PROCESSOR_BREACH: Scenario = {
  id: 'processor-breach',
  title: { ja: '委託先での漏えい', en: 'Breach at a processor' },
  trains: {
    ja: '委託先の言葉をうのみにしないこと、誰が当局に報告するか、取引先への通知の期限',
    en: 'Not taking the processor’s word, who reports to the authority, notice clauses of clients',
  },
  version: '1',
  begins: '2026-01-05T09:00:00+09:00',
  minutes: 2_880,
  truth: { persons: '{persons}', processorNotified: 'no' },
  injects: [
    {
      id: 'rumour',
      at: 0,
      channel: 'media',
      to: 'incident_lead',
      text: {
        ja: 'ニュース：{processor}が不正アクセスを受けた。{asset}を預けている。',
        en: 'The news: {processor} was broken into. It holds {asset}.',
      },
      expects: [DECLARE(60), TELL('processor', 60)],
    },
    {
      id: 'denial',
      at: 120,
      channel: 'partner',
      to: 'incident_lead',
      text: {
        ja: '{processor}の営業：「御社の情報は影響ないと聞いています。当局への報告も済ませました」',
        en: 'Their salesman: "Yours is not affected, I am told. And we have reported to the authority."',
      },
      says: { fact: 'processorNotified', value: 'yes', wrong: true },
      expects: [TELL_INSURER(240)],
    },
    {
      id: 'letter',
      at: 600,
      channel: 'mail',
      to: 'legal',
      text: {
        ja: '{processor}の通知書：御社の{asset} {persons}件が対象。委託元への通知のみで、当局への報告は御社で行ってほしい。',
        en: 'Their letter: {persons} people of {asset} are affected. They told you alone; the report to the authority is yours.',
      },
      says: { fact: 'processorNotified', value: 'no' },
      expects: [
        PERSONS(60),
        FACT('processorNotified', 120),
        DRAFT('regulator', 720),
        {
          act: 'draft:partner',
          within: 480,
          weight: 2,
          owner: 'legal',
          lesson: {
            ja: '委託先への求償と証拠の保全を求める書面を用意する',
            en: 'Prepare the letter that reserves recourse and asks to keep evidence',
          },
        },
      ],
    },
    {
      id: 'client',
      at: 900,
      channel: 'partner',
      to: 'incident_lead',
      text: {
        ja: '{client}：「{contract}では漏えいの通知は{notice}のはずです。いつ知りましたか」',
        en: '{client}: "Under {contract} you must tell us {notice}. When did you know?"',
      },
      expects: [TELL('partner', 120), TELL('counsel', 240)],
    },
  ],
};
