import type { Scenario } from '../scenario.ts';
import { DECLARE, DRAFT, FACT, HOLD, ISOLATE, PERSONS, PRESS, TELL, TELL_INSURER } from './common.ts';

/** Encryption and a threat to publish. */
export const RANSOMWARE: Scenario = {
  id: 'ransomware',
  title: { ja: 'ランサムウェア（二重の脅迫）', en: 'Ransomware with a threat to publish' },
  trains: {
    ja: '休日の夜の宣言と隔離、費用を約束する前の保険会社への連絡、身代金の要求と公表への対応',
    en: 'Declaring and isolating on a Sunday night, the insurer before money is promised, answering a threat to publish',
  },
  version: '1',
  begins: '2026-01-11T04:10:00+09:00',
  minutes: 4_320,
  truth: { persons: '{persons}', exfiltrated: 'yes', backups: 'damaged' },
  injects: [
    {
      id: 'night',
      at: 0,
      channel: 'system',
      to: 'it',
      text: {
        ja: '日曜 4:10。{system}のファイルが開けず、身代金の要求が表示されている。',
        en: 'Sunday 04:10. Files of {system} do not open; a ransom note is on the screen.',
      },
      expects: [DECLARE(30), ISOLATE(60), HOLD(120)],
    },
    {
      id: 'spread',
      at: 75,
      channel: 'system',
      to: 'it',
      unless: 'action:host.isolate',
      text: {
        ja: '隔離されていないため、会計とバックアップの機器にも広がった。',
        en: 'Nothing was isolated: accounting and the backup are encrypted too.',
      },
      expects: [ISOLATE(30)],
    },
    {
      id: 'vendor-offer',
      at: 150,
      channel: 'phone',
      to: 'incident_lead',
      text: {
        ja: '復旧業者：「今すぐ1,800万円で着手できます。返事は1時間以内に」',
        en: 'A recovery firm: "We start now for 18 million yen. Answer within the hour."',
      },
      expects: [TELL_INSURER(60), TELL('counsel', 180), TELL('police', 480)],
    },
    {
      id: 'backup',
      at: 240,
      channel: 'insider',
      to: 'it',
      text: {
        ja: '情報システム：「バックアップは無事なはずです。漏えいの形跡もありません」',
        en: 'IT: "The backup should be fine, and nothing seems to have left."',
      },
      says: { fact: 'exfiltrated', value: 'no', wrong: true },
      expects: [PERSONS(480), DRAFT('regulator', 1_440)],
    },
    {
      id: 'sample',
      at: 1_080,
      channel: 'sns',
      to: 'incident_lead',
      text: {
        ja: '攻撃者のサイトに{asset}の一部100件が載った。「{persons}件ある。3日後に全部出す」',
        en: 'The attackers publish 100 rows of {asset}: "We have {persons}. All of it in three days."',
      },
      says: { fact: 'exfiltrated', value: 'yes' },
      expects: [
        FACT('exfiltrated', 60),
        PERSONS(120),
        DRAFT('individuals', 1_440),
        TELL('partner', 720),
        DRAFT('board', 720),
      ],
    },
    PRESS(1_500),
  ],
};
