import type { Scenario } from '../scenario.ts';
import { DECLARE, DRAFT, FACT, PERSONS, TELL, TELL_INSURER } from './common.ts';

/** A list of customers goes to the wrong address, visible to all. */
export const MIS_SENT_MAIL: Scenario = {
  id: 'mis-sent-mail',
  title: { ja: 'メールの誤送信', en: 'Mail to the wrong people' },
  trains: {
    ja: '最初の件数を信じないこと、削除の請求、「消してもらった」の裏を取ること',
    en: 'Doubting the first figure, asking for a takedown, checking whether “deleted” is true',
  },
  version: '1',
  begins: '2026-01-05T09:00:00+09:00',
  minutes: 1_440,
  truth: { persons: '{persons}', recovered: 'no' },
  injects: [
    {
      id: 'notice',
      at: 0,
      channel: 'phone',
      to: 'customer_service',
      text: {
        ja: '顧客から電話：「ほかの客のアドレスが全部見えるメールが届いた。添付に{asset}が入っている」',
        en: 'A customer calls: "I got a mail that shows everybody’s address, with {asset} attached."',
      },
      says: { fact: 'persons', value: '300', wrong: true },
      expects: [DECLARE(30), PERSONS(120)],
    },
    {
      id: 'sender',
      at: 20,
      channel: 'insider',
      to: 'incident_lead',
      text: {
        ja: '送信した担当者：「300件だけです。受け取った人には削除をお願いしました」',
        en: 'The sender: "Only 300 people. I asked them to delete it."',
      },
      says: { fact: 'recovered', value: 'yes', wrong: true },
      expects: [TELL_INSURER(180)],
    },
    {
      id: 'count',
      at: 90,
      channel: 'system',
      to: 'it',
      text: {
        ja: '送信記録：添付の名簿は{persons}件。300件は宛先の数だった。',
        en: 'The mail log: the attached list has {persons} people. 300 was the number of addressees.',
      },
      says: { fact: 'persons', value: '{persons}' },
      expects: [PERSONS(30), DRAFT('regulator', 600), DRAFT('individuals', 600)],
    },
    {
      id: 'forwarded',
      at: 240,
      channel: 'sns',
      to: 'public_relations',
      text: {
        ja: 'SNS に名簿の画像が投稿された。「削除済み」ではなかった。',
        en: 'A picture of the list is on a social network. It was not deleted after all.',
      },
      says: { fact: 'recovered', value: 'no' },
      expects: [
        {
          act: 'action:takedown.request',
          within: 120,
          weight: 2,
          owner: 'legal',
          lesson: {
            ja: '削除請求の文面と、投稿を保全する手順を用意する',
            en: 'Prepare the takedown letter and how to keep the page first',
          },
        },
        FACT('recovered', 60),
        TELL('executive', 60),
      ],
    },
  ],
};
