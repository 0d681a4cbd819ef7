import type { Rated } from '@sonae/policy';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

const ACCEPTED = {
  yes: { ja: '引受条件に当たるものはありません', en: 'No condition of acceptance stands against it' },
  no: { ja: '引受条件により引き受けられません', en: 'Not accepted under its conditions' },
  unknown: { ja: '引受条件に分からない点があります', en: 'Acceptance hangs on facts that are unknown' },
};

/** A premium for a terminal, step by step. */
export function rateText(rated: Rated, { say, language }: Terminal): string {
  const yen = (amount: number) =>
    `${Math.round(amount).toLocaleString('en-US')}${language === 'ja' ? '円' : ' yen'}`;
  const rows = rated.lines.map(({ kind, value, yen: after, text }) => [
    say(text),
    kind === 'factor' || kind === 'option'
      ? `×${Number(value.toFixed(4))}`
      : kind === 'discount' || kind === 'group'
        ? `−${Number((value * 100).toFixed(2))}%`
        : yen(value),
    yen(after),
  ]);
  const head = [
    say({
      ja: rated.from === 'tariff' ? '料率による計算' : '証券・見積書の記載',
      en: rated.from === 'tariff' ? 'By tariff' : 'As quoted',
    }),
    say({ ja: '係数・額', en: 'Factor' }),
    say({ ja: '計算途中の額', en: 'Running' }),
  ];
  const range =
    rated.range && rated.range[0] !== rated.range[1]
      ? `（${yen(rated.range[0])}〜${yen(rated.range[1])}）`
      : '';
  const lines = [
    `${rated.policy}`,
    ...(rows.length > 0 ? [table(head, rows)] : []),
    `${say({ ja: '年間保険料', en: 'Yearly premium' })}: ${rated.premium === null ? say({ ja: '計算できません', en: 'cannot be told' }) : yen(rated.premium)}${range}`,
    ...(rated.quoted === null || rated.quoted === rated.premium
      ? []
      : [`${say({ ja: '証券の記載', en: 'Quoted' })}: ${yen(rated.quoted)}`]),
    ...(rated.unknown.length > 0
      ? [`${say({ ja: '分からない事実', en: 'Unknown' })}: ${rated.unknown.join('、')}`]
      : []),
    `${say(ACCEPTED[rated.eligibility.accepted])}`,
    ...rated.eligibility.rules.map(
      ({ met, text }) => `  ${{ yes: '○', no: '×', unknown: '？' }[met]} ${say(text)}`,
    ),
    say({
      ja: '入力された料率と事実からの計算です。引受と保険料は保険会社に確認してください。',
      en: 'Calculated from the tariff and facts entered; acceptance and premium are for the insurer to confirm.',
    }),
  ];
  return `${lines.join('\n')}\n`;
}
