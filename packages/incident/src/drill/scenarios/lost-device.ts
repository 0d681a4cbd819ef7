import type { Scenario } from '../scenario.ts';
import { DECLARE, DRAFT, FACT, PERSONS, TELL, TELL_INSURER } from './common.ts';

/** A computer with My Numbers is gone. */
export const LOST_DEVICE: Scenario = {
  id: 'lost-device',
  title: { ja: '端末の紛失（マイナンバーを含む）', en: 'A lost computer with My Numbers' },
  trains: {
    ja: '夜間に接続を切ること、「暗号化されているはず」を確かめること、マイナンバーの報告',
    en: 'Cutting off a device at night, checking “it should be encrypted”, reports on My Numbers',
  },
  version: '1',
  begins: '2026-01-09T23:40:00+09:00',
  minutes: 1_440,
  truth: { persons: '{staff}', encrypted: 'no', myNumber: 'yes' },
  injects: [
    {
      id: 'lost',
      at: 0,
      channel: 'phone',
      to: 'incident_lead',
      text: {
        ja: '金曜 23:40。社員：「電車に会社のパソコンを忘れました。中身は資料だけで、暗号化されているはずです」',
        en: 'Friday 23:40. An employee: "I left the laptop on the train. Only slides, and it should be encrypted."',
      },
      says: { fact: 'encrypted', value: 'yes', wrong: true },
      expects: [
        DECLARE(60),
        {
          act: 'action:session.revoke',
          within: 60,
          weight: 3,
          owner: 'it',
          lesson: {
            ja: '紛失の連絡から接続を切るまでを、夜間でも一人の電話で始められるようにする',
            en: 'One call, also at night, must be enough to cut a lost device off',
          },
        },
        TELL('police', 240),
      ],
    },
    {
      id: 'inventory',
      at: 300,
      channel: 'system',
      to: 'it',
      text: {
        ja: '管理台帳：この端末は暗号化の対象から外れていた。{staffAsset}（{staff}人、マイナンバーを含む）の写しがあった。',
        en: 'The inventory: this one was never encrypted, and held a copy of {staffAsset} ({staff} people, with My Numbers).',
      },
      says: { fact: 'encrypted', value: 'no' },
      expects: [
        FACT('encrypted', 60),
        PERSONS(60),
        TELL_INSURER(240),
        DRAFT('regulator', 720),
        DRAFT('individuals', 720),
        TELL('executive', 120),
      ],
    },
    {
      id: 'found',
      at: 900,
      channel: 'phone',
      to: 'incident_lead',
      text: {
        ja: '鉄道会社：「届いています。ただし電源が入った状態でした」',
        en: 'The railway: "It was handed in. It was switched on, though."',
      },
      expects: [
        {
          act: 'action:snapshot.take',
          within: 240,
          weight: 2,
          owner: 'it',
          lesson: {
            ja: '戻った端末は起動せず、写しを採ってから調べる',
            en: 'Do not start a device that came back; image it first',
          },
        },
      ],
    },
  ],
};
