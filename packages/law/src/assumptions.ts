import type { Text } from '@sonae/core';
import type { Facts } from './facts.ts';

/** What the list of duties takes for granted because a list was not stated; shown beside it (前提). */
export function assumptionsOf({ jurisdictions, sectors, contracts, policies }: Facts): Text[] {
  const assumed: Text[] = [];
  if (jurisdictions === undefined)
    assumed.push({
      ja: '法域が書かれていないので、日本法だけを見た（jurisdictions）',
      en: 'no jurisdictions are stated, so only the law of Japan was looked at',
    });
  if (sectors === undefined)
    assumed.push({
      ja: '業種・立場が書かれていないので、通信・金融・医療・基幹インフラ・上場・Pマークの義務は見ていない（sectors）',
      en: 'no sectors are stated, so duties of telecom, finance, medical, critical, listed and P-mark were not looked at',
    });
  if (contracts === undefined)
    assumed.push({
      ja: '契約の通知条項が書かれていない（contracts）',
      en: 'no notice clauses of contracts are stated',
    });
  if (policies === undefined)
    assumed.push({
      ja: '保険の通知条項が書かれていない（policies）',
      en: 'no notice clauses of policies are stated',
    });
  return assumed;
}
