import type { Scenario } from '../scenario.ts';
import { DECLARE, DRAFT, FACT, HOLD, PERSONS, PRESS, TELL, TELL_INSURER } from './common.ts';

/** A store in the cloud has been open to everybody for months. */
export const CLOUD_MISCONFIGURATION: Scenario = {
  id: 'cloud-misconfiguration',
  title: { ja: 'クラウドの設定誤り', en: 'Cloud misconfiguration' },
  trains: {
    ja: '記録を採ってから公開を止めること、期限つきの公表への備え、委託先の記録との突き合わせ',
    en: 'Keeping the log before closing the share, preparing for a publication with a date, checking against the vendor’s log',
  },
  version: '1',
  begins: '2026-01-05T09:00:00+09:00',
  minutes: 2_880,
  truth: { persons: '{persons}', viewed: 'yes' },
  injects: [
    {
      id: 'researcher',
      at: 0,
      channel: 'mail',
      to: 'it',
      text: {
        ja: '外部の研究者：「{asset}が認証なしで見えています。24時間後に公表します」',
        en: 'An outside researcher: "{asset} can be read without a password. I publish in 24 hours."',
      },
      expects: [
        DECLARE(30),
        {
          act: 'action:share.unpublish',
          within: 60,
          weight: 3,
          owner: 'it',
          lesson: {
            ja: '公開設定を止める手順を、記録を採ってから行う順で書いておく',
            en: 'Write down how to take a share offline, the access log first',
          },
        },
        HOLD(60),
      ],
    },
    {
      id: 'log',
      at: 120,
      channel: 'system',
      to: 'it',
      text: {
        ja: 'アクセス記録は7日分しか残らない設定。残っている範囲では社外からの閲覧は「ない」ように見える。',
        en: 'The access log keeps seven days. Within them nobody outside seems to have looked.',
      },
      says: { fact: 'viewed', value: 'no', wrong: true },
      expects: [TELL_INSURER(240), PERSONS(240)],
    },
    {
      id: 'vendor',
      at: 480,
      channel: 'partner',
      to: 'it',
      text: {
        ja: '{processor}：「当社側の記録では、4か月前から海外からの一括取得があります」',
        en: '{processor}: "Our records show bulk downloads from abroad for four months."',
      },
      says: { fact: 'viewed', value: 'yes' },
      expects: [FACT('viewed', 60), DRAFT('regulator', 720), TELL('partner', 480)],
    },
    PRESS(1_200),
    {
      id: 'published',
      at: 1_440,
      channel: 'sns',
      to: 'public_relations',
      text: {
        ja: '研究者が公表。問い合わせが1時間に200件に増えた。',
        en: 'The researcher publishes. There are 200 calls an hour.',
      },
      expects: [DRAFT('individuals', 480)],
    },
  ],
};
